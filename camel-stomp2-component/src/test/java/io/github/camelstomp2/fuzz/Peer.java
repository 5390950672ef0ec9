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
package io.github.camelstomp2.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes what the broker's side of a {@link Line} says: mostly frames that make sense, and any octets. */
final class Peer {
    private static final List<String> VERSIONS = List.of("1.2", "1.1", "1.0", "", "1.3");
    private static final List<String> HEART_BEATS =
            List.of("", "heart-beat:0,0\n", "heart-beat:500,2000\n", "heart-beat:x\n");

    private final Line line;
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private int lastMessage;

    Peer(Line line) {
        this.line = line;
    }

    void connected(Choices choices) {
        String version = choices.of(VERSIONS);
        String header = version.isEmpty() ? "" : "version:" + version + "\n";
        say(choices, "CONNECTED\n" + header + choices.of(HEART_BEATS) + "\n\0");
    }

    /** With all headers that any version asks for, or one of them left out, or a name that came before. */
    void message(Choices choices, String destination) {
        int form = choices.next();
        String id = "m" + (form >= 240 ? lastMessage : ++lastMessage);
        StringBuilder head = new StringBuilder("MESSAGE\n");
        head.append("destination:")
                .append(destination.replaceAll("[\n\r:\\\\\0]", ""))
                .append('\n');
        if ((form & 15) != 1) {
            head.append("subscription:s-").append(1 + choices.below(6)).append('\n');
        }
        if ((form & 15) != 2) {
            head.append("message-id:").append(id).append('\n');
        }
        if ((form & 15) != 3) {
            head.append("ack:").append(id).append('\n');
        }
        if ((form & 15) == 4) {
            head.append("ack:other\n");
        }
        say(choices, head.append("\nhello\0").toString());
    }

    void receipt(Choices choices) {
        say(choices, "RECEIPT\nreceipt-id:r-" + (1 + choices.below(12)) + "\n\n\0");
    }

    void error(Choices choices) {
        int form = choices.next();
        String receipt = (form & 1) == 0 ? "" : "receipt-id:r-" + (1 + choices.below(12)) + "\n";
        String subscription = (form & 2) == 0 ? "" : "subscription:s-" + (1 + choices.below(6)) + "\n";
        say(choices, "ERROR\nmessage:no\n" + receipt + subscription + "\nreason\0");
    }

    void anything(Choices choices) {
        unsent.writeBytes(choices.octets(choices.below(64)));
        send();
    }

    private void say(Choices choices, String frame) {
        unsent.writeBytes(frame.getBytes(StandardCharsets.UTF_8));
        // Some wait for the next one, so that several arrive in one read.
        if (choices.below(4) != 3) {
            send();
        }
    }

    private void send() {
        byte[] octets = unsent.toByteArray();
        unsent.reset();
        line.receive(octets);
    }
}
