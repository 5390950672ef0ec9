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

import java.io.IOException;
import java.util.Arrays;

/** Answers messages with their own contents, on the subscription for answers. */
final class Echo {
    private static final byte[] DESTINATION = PeerOutput.octets("\ndestination:/queue/" + SyntheticPeer.ECHO + "\n");
    private static final byte[] CORRELATION_ID = PeerOutput.octets("\ncorrelation-id:");

    private final byte[] beginning;
    private long number;

    Echo(String subscription, String destination) {
        beginning = PeerOutput.octets(
                "MESSAGE\nsubscription:" + subscription + "\ndestination:" + destination + "\nmessage-id:");
    }

    /**
     * Answers a SEND, if it asks for an answer.
     *
     * @param from where it begins in the buffer
     * @param body where its body begins
     * @param to where its body ends
     */
    void answer(byte[] buffer, int from, int body, int to, PeerOutput out) throws IOException {
        if (find(buffer, DESTINATION, from, body) < 0) {
            return;
        }
        int id = find(buffer, CORRELATION_ID, from, body);
        int end = id + 1;
        while (buffer[end] != '\n') {
            end++;
        }
        byte[] messageId = PeerOutput.octets(Long.toString(number++));
        byte[] length = PeerOutput.octets("\ncontent-length:" + (to - body) + "\n\n");
        out.begin(beginning.length + messageId.length + end - id + length.length + to - body + 1);
        out.put(beginning);
        out.put(messageId);
        out.put(buffer, id, end);
        out.put(length);
        out.put(buffer, body, to + 1);
    }

    private static int find(byte[] octets, byte[] wanted, int from, int to) {
        for (int at = from; at <= to - wanted.length; at++) {
            if (Arrays.equals(octets, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
