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
package io.github.camelstomp2.route;

import io.github.camelstomp2.testbed.AutoResponder;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A queue with one consumer, as a broker has it: delivers up to a prefetch, forgets what is acknowledged, and delivers
 * again what was not when the subscription or its connection has ended. Bodies are the numbers from 0.
 */
final class ModelQueue implements AutoResponder.Handler {
    private final int prefetch;
    private final boolean cumulative;
    private final Deque<String> ready = new ArrayDeque<>();
    private final Map<String, String> unacknowledged = new LinkedHashMap<>();
    private final List<String> acknowledged = new ArrayList<>();
    private final List<String> deadLetters = new ArrayList<>();
    private final List<String> tooLate = new ArrayList<>();
    private String subscription;
    private long deliveries;

    /**
     * @param cumulative whether an ACK covers all messages before it
     */
    ModelQueue(int messages, int prefetch, boolean cumulative) {
        this.prefetch = prefetch;
        this.cumulative = cumulative;
        for (int i = 0; i < messages; i++) {
            ready.add(Integer.toString(i));
        }
    }

    @Override
    public synchronized boolean handle(WireFrame frame, AutoResponder.Connection connection) {
        switch (frame.command()) {
            case "SUBSCRIBE" -> {
                giveBack();
                subscription = frame.header("id");
            }
            case "ACK" -> acknowledge(frame.header("id"));
            case "UNSUBSCRIBE" -> {
                giveBack();
                subscription = null;
            }
            case "SEND" -> deadLetters.add(frame.bodyText());
            default -> {
                // answered by the responder
            }
        }
        deliver(connection);
        return false;
    }

    private void acknowledge(String id) {
        if (!unacknowledged.containsKey(id)) {
            tooLate.add(id);
            return;
        }
        if (cumulative) {
            for (String before : List.copyOf(unacknowledged.keySet())) {
                if (before.equals(id)) {
                    break;
                }
                acknowledged.add(unacknowledged.remove(before));
            }
        }
        acknowledged.add(unacknowledged.remove(id));
    }

    private void giveBack() {
        List<String> bodies = new ArrayList<>(unacknowledged.values());
        unacknowledged.clear();
        for (int i = bodies.size() - 1; i >= 0; i--) {
            ready.addFirst(bodies.get(i));
        }
    }

    private void deliver(AutoResponder.Connection connection) {
        while (subscription != null && unacknowledged.size() < prefetch && !ready.isEmpty()) {
            String id = "d-" + ++deliveries;
            String body = ready.remove();
            unacknowledged.put(id, body);
            connection.send(ServerFrame.of("MESSAGE")
                    .header("subscription", subscription)
                    .header("destination", "/queue/model")
                    .header("message-id", id)
                    .header("ack", id)
                    .body(body));
        }
    }

    /** The bodies that were acknowledged, in that order. */
    synchronized List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** The bodies that were sent to whatever queue. */
    synchronized List<String> deadLetters() {
        return List.copyOf(deadLetters);
    }

    /** The ACKs for what was not, or no more, this consumer's. */
    synchronized List<String> tooLate() {
        return List.copyOf(tooLate);
    }
}
