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

/** The ids of receipts: numbers, written as {@code r-1}, {@code r-2}, … No id is made a String for each frame. */
public final class ReceiptIds {
    /** What stands before the number. */
    public static final String PREFIX = "r-";

    /** No id. */
    public static final long NONE = 0;

    private static final int MOST_DIGITS = 18;

    private ReceiptIds() {}

    /** The id as a broker gets it. */
    public static String text(long number) {
        return PREFIX + number;
    }

    /** The number of an id that a broker sent, or {@link #NONE} if {@link #text} never made it. */
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
