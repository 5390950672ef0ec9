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
package io.github.camelstomp2.it;

import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.TestBroker;
import io.github.camelstomp2.testbed.WireFrame;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A message that a broker does not take.
 *
 * @param answer how the broker says so
 * @param words part of what it says; empty if it says nothing that can be read
 */
@SuppressWarnings("ArrayRecordComponent") // compared with nothing
record UnwantedMessage(String destination, byte[] body, Map<String, String> headers, Answer answer, String words) {

    /** What comes back, and what becomes of the connection. */
    enum Answer {
        /** The send can be told, the connection stays. */
        ERROR_WITH_RECEIPT_ID(true, true, false),
        ERROR_WITH_RECEIPT_ID_THEN_CLOSED(true, true, true),
        /** Nobody knows which of the sends that wait for their receipts is meant. */
        ERROR(true, false, false),
        ERROR_THEN_CLOSED(true, false, true),
        CLOSED(false, false, true);

        private final boolean error;
        private final boolean receiptId;
        private final boolean closed;

        Answer(boolean error, boolean receiptId, boolean closed) {
            this.error = error;
            this.receiptId = receiptId;
            this.closed = closed;
        }

        private static Answer of(WireFrame error, boolean closed) {
            for (Answer answer : values()) {
                boolean receiptId = error != null && error.has("receipt-id");
                if (answer.error == (error != null) && answer.receiptId == receiptId && answer.closed == closed) {
                    return answer;
                }
            }
            throw new AssertionError("neither an answer nor an end of the connection");
        }
    }

    private static final byte[] SMALL = {'x'};
    private static final Set<String> SAID_BY_ENDPOINTS = Set.of("expires", "expiration", "priority");

    /** An ordinary body for a destination that nobody may write to. */
    static UnwantedMessage destination(String destination, Answer answer, String words) {
        return new UnwantedMessage(destination, SMALL, Map.of(), answer, words);
    }

    /** Headers that the broker does not understand, or too many, or too much of them. */
    static UnwantedMessage headers(String destination, Map<String, String> headers, Answer answer, String words) {
        return new UnwantedMessage(destination, SMALL, headers, answer, words);
    }

    static Map<String, String> manyHeaders(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "header-" + i, i -> "v"));
    }

    /** A body of one byte more than the test bed's brokers take. */
    static UnwantedMessage body(String destination, Answer answer, String words) {
        return new UnwantedMessage(destination, new byte[TestBroker.MAX_BODY_BYTES + 1], Map.of(), answer, words);
    }

    /** What a route's message is not asked for is said by the endpoint. */
    Sends.Sent sendWith(Sends sends) {
        String options = headers.entrySet().stream()
                .filter(header -> SAID_BY_ENDPOINTS.contains(header.getKey()))
                .map(header -> "sendHeader." + header.getKey() + "=" + header.getValue())
                .collect(Collectors.joining("&"));
        return sends.send("stomp2:" + destination + "?" + options, body, Map.copyOf(headers));
    }

    /** What the broker does, without the component. */
    Answer ask(TestBroker broker) {
        WireFrame error = null;
        try (RawStompClient client = RawStompClient.connect(broker)) {
            write(client);
            while (true) {
                WireFrame frame = client.receive();
                boolean wanted =
                        frame.find("receipt-id").filter("wanted"::equals).isPresent();
                if (frame.command().equals("ERROR") && !wanted) {
                    error = frame;
                } else if (frame.command().equals("RECEIPT") && !answer.closed) {
                    return Answer.of(error, false);
                }
                // It may confirm, or refuse, what it read besides, and close the connection after that.
            }
        } catch (UncheckedIOException e) {
            return Answer.of(error, true);
        }
    }

    /** The message, and a good one after it. */
    private void write(RawStompClient client) {
        try {
            client.write(
                    send(destination, "unwanted").headers(headers).body(body).bytes("1.2"));
            client.write(send("/queue/wanted", "wanted").bytes("1.2"));
        } catch (UncheckedIOException e) {
            // The broker has heard enough: what it said before it closed can still be read.
        }
    }

    private static ServerFrame send(String destination, String receipt) {
        return ServerFrame.of("SEND")
                .header("destination", destination)
                .header("destination-type", "ANYCAST")
                .header("persistent", "true")
                .header("receipt", receipt);
    }

    /** Whether this is how the broker answers: an ERROR whose words are not counted on may not come through, too. */
    boolean isAnsweredBy(Answer seen) {
        return seen == answer || (words.isEmpty() && answer.closed && seen == Answer.CLOSED);
    }

    @Override
    public String toString() {
        return destination + " with " + headers.keySet().stream().limit(2).toList() + " and " + body.length + " bytes";
    }
}
