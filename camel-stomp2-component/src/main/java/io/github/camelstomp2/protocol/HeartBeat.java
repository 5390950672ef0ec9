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
package io.github.camelstomp2.protocol;

import io.github.camelstomp2.protocol.text.PrintableText;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of a {@code heart-beat} header (1.2, "Heart-beating").
 *
 * @param outgoing the interval at which the sender of the header can send; zero: it cannot
 * @param incoming the interval at which the sender of the header wants to receive; zero: it does not want to
 */
public record HeartBeat(Duration outgoing, Duration incoming) {
    /** No heart-beats in either direction. A missing header means the same. */
    public static final HeartBeat NONE = new HeartBeat(Duration.ZERO, Duration.ZERO);

    // Nine digits of milliseconds are more than eleven days, which is enough; more digits could overflow.
    private static final Pattern VALUE = Pattern.compile("([0-9]{1,9}),([0-9]{1,9})");

    public HeartBeat {
        if (outgoing.isNegative() || incoming.isNegative()) {
            throw new IllegalArgumentException("a heart-beat must not be negative");
        }
    }

    /**
     * Reads a header's value.
     *
     * @param value two numbers of milliseconds with a comma between them; {@code null} is {@link #NONE}
     * @throws StompProtocolException if it is anything else
     */
    public static HeartBeat parse(@Nullable String value) {
        if (value == null) {
            return NONE;
        }
        Matcher matcher = VALUE.matcher(value);
        if (!matcher.matches()) {
            throw new StompProtocolException("malformed heart-beat header '" + PrintableText.of(value) + "'");
        }
        return new HeartBeat(
                Duration.ofMillis(Long.parseLong(matcher.group(1))),
                Duration.ofMillis(Long.parseLong(matcher.group(2))));
    }

    /** The header's value: two numbers of milliseconds with a comma between them. */
    public String toHeader() {
        return outgoing.toMillis() + "," + incoming.toMillis();
    }

    /**
     * The heart-beats that two peers agree on, seen from this one. For each direction it is the longer one of two
     * intervals: what the sender can do and what the receiver wants. It is zero when either of them is zero.
     *
     * @param theirs the peer's header
     * @return {@code outgoing}: this peer must send at least once in this interval; {@code incoming}: the other peer
     *     does so
     */
    public HeartBeat negotiate(HeartBeat theirs) {
        return new HeartBeat(slower(outgoing, theirs.incoming), slower(incoming, theirs.outgoing));
    }

    private static Duration slower(Duration a, Duration b) {
        if (a.isZero() || b.isZero()) {
            return Duration.ZERO;
        }
        return a.compareTo(b) >= 0 ? a : b;
    }
}
