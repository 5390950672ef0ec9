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

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HeaderValuesTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.5Z");

    private enum Colour {
        RED {
            @Override
            public String toString() {
                return "a warm red";
            }
        }
    }

    static Stream<Arguments> texts() {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
        calendar.setTimeInMillis(NOON.toEpochMilli());
        return Stream.of(
                Arguments.of("a:b", "a:b"),
                Arguments.of("", ""),
                Arguments.of(new StringBuilder("built"), "built"),
                Arguments.of('x', "x"),
                Arguments.of(true, "true"),
                Arguments.of((byte) -1, "-1"),
                Arguments.of(1234567, "1234567"),
                Arguments.of(Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of(1234.5, "1234.5"),
                Arguments.of(0.1f, "0.1"),
                Arguments.of(Double.NaN, "NaN"),
                Arguments.of(new BigDecimal("10.00"), "10.00"),
                Arguments.of(new BigInteger("123456789012345678901"), "123456789012345678901"),
                Arguments.of(new AtomicInteger(7), "7"),
                Arguments.of(Colour.RED, "RED"),
                Arguments.of(new UUID(1, 2), "00000000-0000-0001-0000-000000000002"),
                Arguments.of(URI.create("http://h/p"), "http://h/p"),
                Arguments.of(NOON, "2026-01-02T12:00:00.500Z"),
                Arguments.of(Date.from(NOON), "2026-01-02T12:00:00.500Z"),
                Arguments.of(new java.sql.Date(NOON.toEpochMilli()), "2026-01-02T12:00:00.500Z"),
                Arguments.of(new java.sql.Timestamp(NOON.toEpochMilli()), "2026-01-02T12:00:00.500Z"),
                Arguments.of(calendar, "2026-01-02T12:00:00.500Z"),
                Arguments.of(LocalDate.of(2026, 1, 2), "2026-01-02"),
                Arguments.of(OffsetDateTime.parse("2026-01-02T12:00+09:00"), "2026-01-02T12:00+09:00"),
                Arguments.of(Duration.ofSeconds(90), "PT1M30S"),
                Arguments.of(Period.ofDays(2), "P2D"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void plainValuesHaveOneTextInEveryLocaleAndTimeZone(Object value, String text) {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            for (String tag : new String[] {"de", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "th-TH-u-ca-buddhist", "tr"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
                assertThat(HeaderValues.of(value)).as(tag).isEqualTo(text);
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void otherObjectsHaveNoText() {
        Object[] others = {
            new byte[] {1},
            new String[] {"a"},
            List.of("a"),
            Collections.emptySet(),
            Map.of("a", 1),
            Optional.of("a"),
            new Object(),
            String.class,
            new Thread()
        };
        for (Object other : others) {
            assertThat(HeaderValues.of(other)).isNull();
        }
        assertThat(HeaderValues.of(null)).isNull();
    }
}
