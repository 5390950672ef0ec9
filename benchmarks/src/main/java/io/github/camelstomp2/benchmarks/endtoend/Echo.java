/*
 * Copyright the camel-stomp2 contributors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelstomp2.benchmarks.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;

/** Answers messages with themselves, on a subscription that was made for the answers. */
final class Echo {
    private static final byte[] DESTINATION = bytes("\ndestination:/queue/" + SyntheticPeer.ECHO + "\n");
    private static final byte[] CORRELATION_ID = bytes("\ncorrelation-id:");

    private final byte[] begin;
    private long number;

    Echo(String subscription, String destination) {
        begin = bytes("MESSAGE\nsubscription:" + subscription + "\ndestination:" + destination + "\nmessage-id:");
    }

    /**
     * Answers a SEND, if it wants that.
     *
     * @param from where it begins in the buffer
     * @param head where the last line of its head ends
     * @param body where its body begins
     * @param to where its body ends
     */
    void answer(byte[] buffer, int from, int head, int body, int to, OutputStream out) throws IOException {
        if (PeerConnection.find(buffer, DESTINATION, from, head + 1) < 0) {
            return;
        }
        int id = PeerConnection.find(buffer, CORRELATION_ID, from, head);
        int end = id + 1;
        while (buffer[end] != '\n') {
            end++;
        }
        out.write(begin);
        out.write(bytes(Long.toString(number++)));
        out.write(buffer, id, end - id);
        out.write(bytes("\ncontent-length:" + (to - body) + "\n\n"));
        out.write(buffer, body, to - body + 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
