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
package io.github.camelstomp2.options;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks durations as users write them. Camel reads them, but it reads invalid text as 0, and large values overflow.
 */
final class DurationText {
    /** A hundred years: it does not overflow when it is added to the time of day, or counted in nanoseconds. */
    static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Pattern MILLISECONDS = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern UNITS = Pattern.compile("(?=[0-9])(?:([0-9]{1,18})d)?(?:([0-9]{1,18})h)?"
            + "(?:([0-9]{1,18})m(?:in)?)?(?:([0-9]{1,18})s(?:ec)?)?(?:([0-9]{1,18})ms)?");
    private static final Pattern ISO_8601 = Pattern.compile("[+-]?[Pp].+");

    private DurationText() {}

    /** What is allowed; {@code null} if the text is valid. Signs are checked elsewhere, with the ranges. */
    static String refusal(String text) {
        try {
            Duration duration = parse(text);
            if (duration != null) {
                return tooLong(duration);
            }
        } catch (DateTimeException e) {
            // The text looks like ISO 8601, but is invalid.
        } catch (ArithmeticException e) {
            return tooLong(LONGEST.multipliedBy(2));
        }
        return "it must be a duration: milliseconds, or for example 30s, 5m or 1h30m";
    }

    /** What is allowed; {@code null} if the duration is not too long. */
    static String tooLong(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? "it must be at most " + LONGEST.toDays() + "d" : null;
    }

    private static Duration parse(String text) {
        if (MILLISECONDS.matcher(text).matches()) {
            return Duration.ofMillis(Long.parseLong(text));
        }
        if (ISO_8601.matcher(text).matches()) {
            return Duration.parse(text);
        }
        Matcher units = UNITS.matcher(text);
        if (!units.matches()) {
            return null;
        }
        return Duration.ofDays(number(units.group(1)))
                .plusHours(number(units.group(2)))
                .plusMinutes(number(units.group(3)))
                .plusSeconds(number(units.group(4)))
                .plusMillis(number(units.group(5)));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
