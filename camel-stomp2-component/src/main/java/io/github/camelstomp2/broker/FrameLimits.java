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
package io.github.camelstomp2.broker;

import java.nio.charset.StandardCharsets;

/**
 * How much a kind of broker takes in the head of one frame, where that is the same in all its installations. What can be
 * configured there is not known here: to leave out something for a limit that was lifted would be a loss without need.
 *
 * @param headerLine octets of a header line as it is written, without its end
 * @param headers header lines of a frame
 */
public record FrameLimits(int headerLine, int headers) {

    /** Nothing is known. */
    public static final FrameLimits UNKNOWN = new FrameLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** In UTF-8 a character of Java is three octets at most; one that is escaped is two. */
    private static final int MOST_OCTETS_PER_CHARACTER = 3;

    /** Whether a header of this name and value may be written, escaped or not. */
    public boolean takesHeader(String name, String value) {
        long most = (long) MOST_OCTETS_PER_CHARACTER * (name.length() + value.length()) + 1;
        return most <= headerLine || octets(name) + 1L + octets(value) <= headerLine;
    }

    private static long octets(String text) {
        long escapes = text.chars()
                .filter(c -> c == '\\' || c == '\n' || c == '\r' || c == ':')
                .count();
        return escapes + text.getBytes(StandardCharsets.UTF_8).length;
    }
}
