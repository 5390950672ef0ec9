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

import org.jspecify.annotations.Nullable;

/**
 * Receipt ids: numbers, written as {@code r-1}, {@code r-2}, … A frame holds the number, so that no String is made for
 * each frame.
 */
public final class ReceiptIds {
    /** The letters before the number. */
    public static final String PREFIX = "r-";

    /** The number that stands for "no receipt". */
    public static final long NONE = 0;

    private static final int MOST_DIGITS = 18;

    private ReceiptIds() {}

    /** The id as it is written in a frame. */
    public static String text(long number) {
        return PREFIX + number;
    }

    /**
     * The number in a receipt id from the broker, or {@link #NONE} if the id does not have the form of {@link #text}.
     */
    public static long number(@Nullable String id) {
        int length = id == null ? 0 : id.length();
        if (id == null
                || length <= PREFIX.length()
                || length > PREFIX.length() + MOST_DIGITS
                || !id.startsWith(PREFIX)
                || id.charAt(PREFIX.length()) == '0') {
            return NONE;
        }
        long number = 0;
        for (int i = PREFIX.length(); i < length; i++) {
            int digit = id.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
