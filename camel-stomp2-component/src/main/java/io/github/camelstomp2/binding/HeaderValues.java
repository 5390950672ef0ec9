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
package io.github.camelstomp2.binding;

import java.net.URI;
import java.net.URL;
import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Calendar;
import java.util.Date;
import java.util.UUID;

/** The text of a header's value on the wire. It is the same in every locale and time zone. */
final class HeaderValues {
    private HeaderValues() {}

    /**
     * Times and durations are ISO 8601, enum constants are their names, other simple values are their {@code toString}.
     *
     * @return {@code null} for a value without a clear form as text: bytes, collections, maps, any other object
     */
    static String of(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime()).toString(); // java.sql.Date does not support toInstant
        }
        if (value instanceof Calendar calendar) {
            return calendar.toInstant().toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name(); // toString of an enum may be a text for people
        }
        return isPlain(value) ? value.toString() : null;
    }

    private static boolean isPlain(Object value) {
        return value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof UUID
                || value instanceof TemporalAccessor
                || value instanceof TemporalAmount
                || value instanceof URI
                || value instanceof URL;
    }
}
