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

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.Date;
import java.util.Locale;

/**
 * Dates, times and durations as Python has them and Django's {@code DjangoJSONEncoder} writes them: microseconds, of which
 * three digits are written; no fraction where there are none; {@code Z} for UTC.
 */
final class DjangoDates {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private DjangoDates() {}

    /**
     * @throws DateTimeException of a year that Python does not have
     */
    static String date(LocalDate date) {
        require(date.getYear() >= 1 && date.getYear() <= 9999, date);
        return DATE.format(date);
    }

    private static void require(boolean knownToPython, Object date) {
        if (!knownToPython) {
            throw new DateTimeException("Python has the years 1 to 9999, and no " + date);
        }
    }

    static String time(LocalTime time) {
        boolean whole = time.getNano() < 1000;
        String fraction = whole ? "" : String.format(Locale.ROOT, ".%03d", time.getNano() / 1_000_000);
        return TIME.format(time) + fraction;
    }

    /** Django refuses it: an offset without a date says nothing where clocks change. */
    static String refuse(OffsetTime time) {
        throw new DateTimeException(
                "Django's JSON has no time of day with an offset. Send a LocalTime, or an OffsetDateTime");
    }

    static String dateTime(LocalDateTime dateTime) {
        return date(dateTime.toLocalDate()) + "T" + time(dateTime.toLocalTime());
    }

    static String dateTime(OffsetDateTime dateTime) {
        return dateTime(dateTime.toLocalDateTime()) + dateTime.getOffset().getId();
    }

    static String dateTime(ZonedDateTime dateTime) {
        return dateTime(dateTime.toOffsetDateTime());
    }

    static String dateTime(Instant instant) {
        // Instants reach further than the dates of Java.
        require(!instant.isBefore(FIRST) && !instant.isAfter(LAST), instant);
        return dateTime(instant.atOffset(ZoneOffset.UTC));
    }

    static String dateTime(Calendar calendar) {
        return dateTime(calendar.toInstant().atZone(calendar.getTimeZone().toZoneId()));
    }

    /** Those of {@code java.sql} say whether they are a date, a time of day, or both. */
    static String date(Date date) {
        if (date instanceof java.sql.Date day) {
            return date(day.toLocalDate());
        }
        if (date instanceof java.sql.Time time) {
            return time(time.toLocalTime());
        }
        return dateTime(date.toInstant());
    }

    /** {@code -P1DT02H03M04.000500S}. */
    static String duration(Duration duration) {
        Duration length = duration.abs();
        int micros = length.getNano() / 1000;
        String fraction = micros == 0 ? "" : String.format(Locale.ROOT, ".%06d", micros);
        return String.format(
                Locale.ROOT,
                "%sP%dDT%02dH%02dM%02d%sS",
                duration.isNegative() ? "-" : "",
                length.toDaysPart(),
                length.toHoursPart(),
                length.toMinutesPart(),
                length.toSecondsPart(),
                fraction);
    }
}
