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
package io.github.camelstomp2.hostile;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What peers may write, and what the component has to say to it: each what it is, its start, what follows, words. */
final class HostilePeers {
    private static final int MANY = 100_000;

    private HostilePeers() {}

    private static Arguments peer(String what, String start, String endless, String words) {
        return Arguments.of(what, start, endless, words);
    }

    static Stream<Arguments> peersThatNeverConnect() {
        String longLine = "name:" + "x".repeat(15_000);
        return Stream.of(
                peer("headers without end", "CONNECTED\n", "a:b\n", "more than 100 headers, which is maxHeaders"),
                peer(
                        "a header line without end",
                        "CONNECTED\nname:",
                        "x",
                        "longer than 16384 B, which is maxHeaderLength"),
                peer(
                        "long header lines",
                        "CONNECTED\n",
                        longLine + "\n",
                        "head of more than 16384 B, which is maxHeadSize"),
                peer("a command line without end", "", "X", "not a command of a broker: 'XXXX"),
                peer("carriage returns", "", "\r", "carriage return without a line feed"),
                peer("line feeds without end", "", "\n", "no CONNECTED from tcp://127.0.0.1"),
                peer("NULs without end", "", "^@", "no CONNECTED from tcp://127.0.0.1"),
                peer("a body of 2 GiB", "ERROR\ncontent-length:2147483648\n\n", "x", "content-length beyond any limit"),
                peer(
                        "a body of 2 GiB - 1",
                        "ERROR\ncontent-length:2147483647\n\n",
                        "x",
                        "declares a body of 2147483647 B"),
                peer("a body without end", "ERROR\n\n", "x", "ERROR has a body of more than 65536 B"),
                peer("CONNECTED with a body", "CONNECTED\nversion:1.2\n\n", "x", "CONNECTED with a body"),
                peer("messages", "", "MESSAGE\nsubscription:s-1\n\n^@", "MESSAGE before CONNECTED"),
                peer("receipts", "", "RECEIPT\nreceipt-id:1\n\n^@", "RECEIPT before CONNECTED"),
                peer("errors", "", "ERROR\nmessage:go away\n\n^@", "go away"),
                peer("an HTTP server", "HTTP/1.1 400 Bad Request\r\n", "x", "answers in HTTP, not in STOMP"),
                peer(
                        "a TLS server",
                        "\u0015\u0003\u0003\u0000\u0002\u0002\u0046",
                        "\u0000",
                        "answers in TLS, not in plain"),
                peer("an SSH server", "SSH-2.0-OpenSSH_9.6\r\n", "x", "SSH server, not a STOMP broker"));
    }

    static Stream<Arguments> peersThatGoWrongLater() {
        String longLine = "name:" + "x".repeat(60_000);
        return Stream.of(
                peer("headers without end", "MESSAGE\n", "a:b\n", "more than 1000 headers, which is maxHeaders"),
                peer(
                        "a header line without end",
                        "MESSAGE\nname:",
                        "x",
                        "longer than 65536 B, which is maxHeaderLength"),
                peer("a header name without end", "MESSAGE\n", "x", "longer than 65536 B, which is maxHeaderLength"),
                peer("long header lines", "MESSAGE\n", longLine + "\n", "more than 1048576 B, which is maxHeadSize"),
                peer("a command line without end", "", "X", "not a command of a broker: 'XXXX"),
                peer("carriage returns", "", "\r", "carriage return without a line feed"),
                peer(
                        "a body of 2 GiB",
                        "MESSAGE\ncontent-length:2147483648\n\n",
                        "x",
                        "content-length beyond any limit"),
                peer(
                        "a body of 2 GiB - 1",
                        "MESSAGE\ncontent-length:2147483647\n\n",
                        "x",
                        "declares a body of 2147483647 B"),
                peer(
                        "a length of 400 digits",
                        "MESSAGE\ncontent-length:" + "0".repeat(400),
                        "\n\n",
                        "beyond any limit"),
                peer("a body without end", "MESSAGE\n\n", "x", "MESSAGE has a body of more than 8388608 B"),
                peer("a body longer than it says", "MESSAGE\ncontent-length:1\n\n", "x", "no NUL follows the 1 octets"),
                peer("a second CONNECTED", "CONNECTED\nversion:1.2\n\n^@", "\n", "a second CONNECTED"),
                peer("a client", "SUBSCRIBE\nid:1\n\n^@", "\n", "not a command of a broker: 'SUBSCRIBE'"));
    }

    static Stream<Arguments> harmlessPeers() {
        String message = "MESSAGE\ndestination:/queue/in\nmessage-id:1\nsubscription:%s\n\nx^@";
        return Stream.of(
                Arguments.of("line feeds between frames", "\n", 8 * MANY),
                Arguments.of("NULs between frames", "^@", 8 * MANY),
                Arguments.of("10,000 tiny frames in one write", message.formatted("s-1"), 10_000),
                Arguments.of("messages for a subscription that nobody made", message.formatted("s-99"), MANY),
                Arguments.of(
                        "receipts that nobody asked for", "RECEIPT\nreceipt-id:%s\n\n^@".formatted("r-99"), 10 * MANY));
    }
}
