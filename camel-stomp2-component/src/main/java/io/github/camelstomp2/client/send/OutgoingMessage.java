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
package io.github.camelstomp2.client.send;

import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.text.PrintableText;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * A message to send.
 *
 * @param options what is wanted of the broker, with the destination
 * @param headers the application's headers
 * @param body its octets; not to be changed afterwards
 * @param confirm whether to wait for the broker's RECEIPT
 * @param timeout for the whole send: waiting for a connection, attempts, the receipt
 * @param attempts how often it is written at most when connections are lost before the receipt, at least 1
 */
public record OutgoingMessage(
        SendOptions options, StompHeaders headers, byte[] body, boolean confirm, Duration timeout, int attempts) {
    private static final Duration NOTEWORTHY = Duration.ofMillis(10);
    private static final int FEW_HEADERS = 64;
    private static final int SHORT = 64 * 1024;

    /**
     * The same message with the remaining part of its time.
     *
     * @param beginNanos the beginning of its time, as a value of {@link System#nanoTime}
     */
    public OutgoingMessage since(long beginNanos) {
        Duration spent = Duration.ofNanos(System.nanoTime() - beginNanos);
        return spent.compareTo(NOTEWORTHY) < 0
                ? this
                : new OutgoingMessage(options, headers, body, confirm, timeout.minus(spent), attempts);
    }

    /** With other headers. */
    public OutgoingMessage with(StompHeaders others) {
        return new OutgoingMessage(options, others, body, confirm, timeout, attempts);
    }

    /** The sizes of the application's headers, to be appended to a sentence; brokers limit them. */
    String headerSizes() {
        if (headers.size() == 0) {
            return "";
        }
        int longest = 0;
        for (int i = 1; i < headers.size(); i++) {
            longest = length(i) > length(longest) ? i : longest;
        }
        return ", with " + headers.size() + " headers of " + (length() - body.length) + " characters, "
                + length(longest) + " of them " + PrintableText.of(headers.name(longest));
    }

    /** Whether it is below every limit that a broker may have for the size of a frame or the number of headers. */
    boolean isSmall() {
        return headers.size() <= FEW_HEADERS && length() <= SHORT;
    }

    /** The length of body and headers together. */
    int length() {
        return IntStream.range(0, headers.size()).map(this::length).sum() + body.length;
    }

    private int length(int header) {
        return headers.name(header).length() + headers.value(header).length();
    }

    /** Sizes, never contents. */
    @Override
    public String toString() {
        return "OutgoingMessage[" + options.destination() + " " + headers + " " + body.length + " B]";
    }
}
