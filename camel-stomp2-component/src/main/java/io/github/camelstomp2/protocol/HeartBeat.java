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

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code heart-beat} header (1.2, "Heart-beating").
 *
 * @param outgoing how often the sender of the header can send; zero: not at all
 * @param incoming how often the sender of the header would like to receive; zero: not at all
 */
public record HeartBeat(Duration outgoing, Duration incoming) {
    /** No heart-beats in either direction; what a missing header means. */
    public static final HeartBeat NONE = new HeartBeat(Duration.ZERO, Duration.ZERO);

    // Nine digits are more than eleven days: nobody means more, and it cannot overflow.
    private static final Pattern VALUE = Pattern.compile("([0-9]{1,9}),([0-9]{1,9})");

    public HeartBeat {
        if (outgoing.isNegative() || incoming.isNegative()) {
            throw new IllegalArgumentException("a heart-beat must not be negative");
        }
    }

    /**
     * Reads a header's value.
     *
     * @param value milliseconds, milliseconds; {@code null} is {@link #NONE}
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

    /** The header's value: milliseconds, milliseconds. */
    public String toHeader() {
        return outgoing.toMillis() + "," + incoming.toMillis();
    }

    /**
     * What holds between two peers, seen from this one: for each direction the longer of what one can and the other
     * wants, or zero when either side says zero.
     *
     * @param theirs the peer's header
     * @return {@code outgoing}: this peer must send at least that often; {@code incoming}: it can expect that
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
