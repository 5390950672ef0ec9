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
package io.github.camelstomp2.chaos.ledger;

/**
 * A message's number within a run: its producer and its sequence number. Held in one {@code int}, since there are
 * millions.
 */
public final class MessageNumber {
    /** The number of a message that is not of this run. */
    public static final int NONE = -1;

    /** How many producers a run can have. */
    public static final int PRODUCERS = 31;

    private static final int SEQUENCE_BITS = 26;
    private static final int SEQUENCE_MASK = (1 << SEQUENCE_BITS) - 1;

    private MessageNumber() {}

    /**
     * @param producer from 0
     * @param sequence from 0
     */
    public static int of(int producer, int sequence) {
        if (producer < 0 || producer >= PRODUCERS || sequence < 0 || sequence > SEQUENCE_MASK) {
            throw new IllegalArgumentException("no message number: " + producer + "/" + sequence);
        }
        return producer << SEQUENCE_BITS | sequence;
    }

    public static int producer(int number) {
        return number >>> SEQUENCE_BITS;
    }

    public static int sequence(int number) {
        return number & SEQUENCE_MASK;
    }

    /** As it is written in a header: {@code run/producer/sequence}. */
    public static String text(String run, int number) {
        return run + "/" + producer(number) + "/" + sequence(number);
    }

    /** The number in a text of {@link #text}, or {@link #NONE} if the text is of another run or has another form. */
    public static int parse(String run, String text) {
        if (text == null || !text.startsWith(run + "/")) {
            return NONE;
        }
        try {
            int slash = text.indexOf('/', run.length() + 1);
            return slash < 0
                    ? NONE
                    : of(
                            Integer.parseInt(text, run.length() + 1, slash, 10),
                            Integer.parseInt(text, slash + 1, text.length(), 10));
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    /** As it is written in a report: {@code producer/sequence}. */
    public static String text(int number) {
        return number == NONE ? "none" : producer(number) + "/" + sequence(number);
    }
}
