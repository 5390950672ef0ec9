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
package io.github.camelstomp2.chaos.client;

import io.github.camelstomp2.chaos.ledger.MessageNumber;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The body of a message. It follows from the message's number, so that the receiver can check it. Half of them are
 * texts, and most are small.
 */
public final class Payload {
    private static final int[] SIZES = {0, 1, 17, 64, 100, 200, 250, 300, 500, 700, 1_000, 1_500, 2_000, 3_000, 4_000};
    private static final int LARGE = 40_000;
    private static final int LARGE_EACH = 257;

    private Payload() {}

    /** A {@code String} or a {@code byte[]}. */
    public static Object of(int message) {
        byte[] octets = octets(message);
        return isText(message) ? new String(octets, StandardCharsets.UTF_8) : octets;
    }

    /** Whether this is the body of the message. */
    public static boolean isOf(int message, byte[] body) {
        return Arrays.equals(octets(message), body);
    }

    private static boolean isText(int message) {
        return MessageNumber.sequence(message) % 2 == 0;
    }

    private static byte[] octets(int message) {
        int sequence = MessageNumber.sequence(message);
        int size = sequence % LARGE_EACH == LARGE_EACH - 1 ? LARGE : SIZES[sequence % SIZES.length];
        byte[] octets = new byte[size];
        boolean text = isText(message);
        long state = message * 0x9E3779B97F4A7C15L + 1;
        for (int i = 0; i < size; i++) {
            // xorshift: fast, and good enough to make all bodies different
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            octets[i] = (byte) (text ? ' ' + (state >>> 8 & 0x3F) : state >>> 8);
        }
        return octets;
    }
}
