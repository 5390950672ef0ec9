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

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The work of a client, and its peer.
 *
 * @param bodySize octets of each message
 */
record Work(Scenario scenario, PeerAddress peer, int bodySize) {
    /** The queue of real brokers. */
    static final String QUEUE = "bench";

    /**
     * The queue to consume from. Its name tells the synthetic peer what to deliver: the size of messages, and how many
     * may be unacknowledged (0: any number).
     */
    String source() {
        return peer.isReal() ? QUEUE : "consume-" + bodySize + "-" + (scenario.acknowledges() ? Scenario.WINDOW : 0);
    }

    /** The queue to send to. A bridge between real brokers' queues is one to the same queue, which never gets empty so. */
    String target() {
        return peer.isReal() ? QUEUE : "send";
    }

    byte[] body() {
        return "x".repeat(bodySize).getBytes(StandardCharsets.US_ASCII);
    }

    /** The headers of CONNECT, for clients that have no options for them. */
    Map<String, String> connectHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("accept-version", "1.2");
        headers.put("host", peer.virtualHost());
        headers.put("heart-beat", "0,0");
        if (peer.isReal()) {
            headers.put("login", PeerAddress.LOGIN);
            headers.put("passcode", PeerAddress.LOGIN);
        }
        return headers;
    }

    /** The headers of SUBSCRIBE, but for the id. */
    Map<String, String> subscribeHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("destination", "/queue/" + source());
        headers.put("ack", scenario.ackMode());
        headers.putAll(peer.subscribeHeaders(scenario));
        return headers;
    }

    /** The headers of SEND, but for the receipt, the transaction and the length. */
    Map<String, String> sendHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("destination", "/queue/" + target());
        headers.putAll(peer.sendHeaders());
        return headers;
    }
}
