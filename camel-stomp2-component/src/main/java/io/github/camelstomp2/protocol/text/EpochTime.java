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
package io.github.camelstomp2.protocol.text;

import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads points in time from header values. */
public final class EpochTime {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private EpochTime() {}

    /**
     * Reads a point in time.
     *
     * @param text the header's value; senders can write anything here
     * @param unit the unit of the number, which counts from 1970
     * @return milliseconds since 1970, or 0 when the text is not such a number
     */
    public static long parse(@Nullable String text, TimeUnit unit) {
        return text == null || !NUMBER.matcher(text).matches() ? 0 : unit.toMillis(Long.parseLong(text));
    }
}
