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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON of {@code djangoStomp=true}: the texts are those that the DjangoJSONEncoder of Django 5.2 wrote. */
class DjangoJsonTest extends BindingTestSupport {

    record Order(
            UUID id,
            BigDecimal price,
            Instant paid,
            LocalDate due,
            LocalTime from,
            LocalDateTime local,
            OffsetDateTime shipped,
            ZonedDateTime zoned,
            Duration took,
            Date updated,
            double weight) {}

    private static final Order ORDER = new Order(
            new UUID(0, 1),
            new BigDecimal("12.340"),
            Instant.parse("2026-12-01T10:20:30.123Z"),
            LocalDate.of(2026, 2, 3),
            LocalTime.of(9, 8),
            LocalDateTime.of(2026, 12, 1, 10, 20, 30, 5_000_000),
            OffsetDateTime.parse("2026-12-01T10:20:30.120+02:00"),
            ZonedDateTime.parse("2026-12-01T10:20:30-03:30"),
            Duration.ofMillis(-1_500),
            Date.from(Instant.parse("2026-12-01T10:20:00Z")),
            0.25);

    private static final String WRITTEN = "{\"id\":\"00000000-0000-0000-0000-000000000001\",\"price\":\"12.340\","
            + "\"paid\":\"2026-12-01T10:20:30.123Z\",\"due\":\"2026-02-03\",\"from\":\"09:08:00\","
            + "\"local\":\"2026-12-01T10:20:30.005\",\"shipped\":\"2026-12-01T10:20:30.120+02:00\","
            + "\"zoned\":\"2026-12-01T10:20:30-03:30\",\"took\":\"-P0DT00H00M01.500000S\","
            + "\"updated\":\"2026-12-01T10:20:00Z\",\"weight\":0.25}";

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(Instant.parse("2026-12-01T10:20:30.123456789Z"), "\"2026-12-01T10:20:30.123Z\""),
                arguments(Instant.parse("2026-12-01T10:20:00Z"), "\"2026-12-01T10:20:00Z\""),
                arguments(Instant.parse("2026-12-01T10:20:30.000999Z"), "\"2026-12-01T10:20:30.000Z\""),
                arguments(Instant.parse("2026-12-01T10:20:30.000000999Z"), "\"2026-12-01T10:20:30Z\""),
                arguments(
                        OffsetDateTime.of(2026, 12, 1, 10, 20, 30, 120_000_000, ZoneOffset.ofHours(2)),
                        "\"2026-12-01T10:20:30.120+02:00\""),
                arguments(
                        OffsetDateTime.of(2026, 12, 1, 10, 20, 30, 0, ZoneOffset.ofTotalSeconds(5308)),
                        "\"2026-12-01T10:20:30+01:28:28\""),
                arguments(
                        ZonedDateTime.of(2026, 12, 1, 10, 20, 30, 0, ZoneId.of("Europe/Warsaw")),
                        "\"2026-12-01T10:20:30+01:00\""),
                arguments(ZonedDateTime.of(2026, 12, 1, 10, 20, 30, 0, ZoneId.of("UTC")), "\"2026-12-01T10:20:30Z\""),
                arguments(LocalDateTime.of(2026, 12, 1, 10, 20, 30, 5_000_000), "\"2026-12-01T10:20:30.005\""),
                arguments(LocalDate.of(1, 1, 1), "\"0001-01-01\""),
                arguments(LocalTime.of(9, 8, 7, 654_321_000), "\"09:08:07.654\""),
                arguments(LocalTime.MIDNIGHT, "\"00:00:00\""),
                arguments(Duration.ZERO, "\"P0DT00H00M00S\""),
                arguments(Duration.ofDays(-1), "\"-P1DT00H00M00S\""),
                arguments(Duration.ofDays(400).plusHours(2).plusNanos(500_999), "\"P400DT02H00M00.000500S\""),
                arguments(new BigDecimal("12.340"), "\"12.340\""),
                arguments(new BigDecimal("1E+3"), "\"1E+3\""),
                arguments(new BigDecimal("1E-7"), "\"1E-7\""),
                arguments(new BigDecimal("0.000001"), "\"0.000001\""),
                arguments(new BigInteger("12345678901234567890"), "12345678901234567890"),
                arguments(1.0, "1.0"),
                arguments(0.1f, "0.1"),
                arguments(new UUID(0, 1), "\"00000000-0000-0000-0000-000000000001\""),
                arguments(new Date(1), "\"1970-01-01T00:00:00.001Z\""),
                arguments(new Timestamp(2), "\"1970-01-01T00:00:00.002Z\""),
                arguments(java.sql.Date.valueOf("2026-02-03"), "\"2026-02-03\""),
                arguments(java.sql.Time.valueOf("09:08:07"), "\"09:08:07\""),
                arguments(
                        GregorianCalendar.from(ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.ofHours(9))),
                        "\"2026-01-01T00:00:00+09:00\""));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueIsWrittenAsDjangoWritesIt(Object value, String json) throws Exception {
        assertThat(written(Collections.singletonMap("v", value))).isEqualTo("{\"v\":" + json + "}");
        assertThat(written(List.of(value))).isEqualTo("[" + json + "]");
    }

    @Test
    void aRecordIsWrittenAsDjangoWritesItsValues() throws Exception {
        assertThat(written(ORDER)).isEqualTo(WRITTEN);
    }

    @Test
    void whatDjangoWritesIsReadIntoARecord() throws Exception {
        Order order = read(WRITTEN);

        assertThat(order).isEqualTo(ORDER);
        assertThat(order.price()).hasToString("12.340");
    }

    @Test
    void timesOfAnyOffsetAreReadAsTheInstantThatTheyAre() throws Exception {
        assertThat(read("{\"paid\":\"2026-12-01T10:20:30.120+02:00\"}").paid())
                .isEqualTo(Instant.parse("2026-12-01T08:20:30.120Z"));
    }

    @Test
    void withoutATypeABodyIsTextAndNumbers() throws Exception {
        Object body = body("djangoStomp=true", "{\"price\":\"12.340\",\"due\":\"2026-02-03\"}");

        assertThat(body).isEqualTo(Map.of("price", "12.340", "due", "2026-02-03"));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(Double.NaN, "JSON has no NaN. Send null, or a number"),
                arguments(Double.POSITIVE_INFINITY, "JSON has no Infinity"),
                arguments(Float.NEGATIVE_INFINITY, "JSON has no -Infinity"),
                arguments(new double[] {1, Double.NaN}, "With djangoStomp=true a body has to be JSON"),
                arguments(OffsetTime.of(9, 8, 0, 0, ZoneOffset.UTC), "Django's JSON has no time of day with an offset"),
                arguments(LocalDate.of(10_000, 1, 1), "Python has the years 1 to 9999, and no +10000-01-01"),
                arguments(Instant.MIN, "Python has the years 1 to 9999"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatDjangoCannotWriteFailsItsExchangeAndSaysWhichValueItIs(Object value, String reason) {
        Map<String, Object> body = Map.of("price", value);

        assertThatThrownBy(() -> written(body)).hasMessageContaining(reason);
    }

    @Test
    void theErrorNamesThePropertyOfARecord() {
        Order order = new Order(null, null, null, null, null, null, null, null, null, null, Double.NaN);

        assertThatThrownBy(() -> written(order))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("JSON has no NaN")
                .hasMessageContaining("Order[\"weight\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "paid, 2026-12-01T10:20:30, could not be parsed",
        "local, 2026-12-01T10:20:30Z, could not be parsed",
        "due, 01/02/2026, could not be parsed",
        "took, 1 02:03:04, cannot be parsed"
    })
    void aTextThatDjangoWouldNotWriteIsNoValue(String property, String text, String reason) {
        assertThatThrownBy(() -> read("{\"" + property + "\":\"" + text + "\"}"))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("not as Django writes it")
                .hasMessageContaining(reason)
                .hasMessageContaining(property);
    }

    @Test
    void aNumberIsNoDate() {
        assertThatThrownBy(() -> read("{\"paid\":1764584430}")).hasMessageContaining("Instant");
    }

    @Test
    void theObjectMapperOfTheRegistryStaysAsItIsAndItsCopyIsUsed() throws Exception {
        ObjectMapper own = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.UPPER_SNAKE_CASE);
        context.getRegistry().bind("own", own);

        assertThat(written(new Paid(new BigDecimal("1.0")))).isEqualTo("{\"AMOUNT_PAID\":\"1.0\"}");
        assertThat(own.writeValueAsString(new BigDecimal("1.0"))).isEqualTo("1.0");
    }

    record Paid(BigDecimal amountPaid) {}

    @Test
    void anObjectMapperThatCannotBeCopiedIsRefusedAndTheErrorSaysWhatToDo() {
        context.getRegistry().bind("own", new ObjectMapper() {
            private static final long serialVersionUID = 1L;
        });

        assertThatThrownBy(() -> written(1))
                .hasMessageContaining("cannot be copied. Let it override copy(), or take it out of the registry");
    }

    @Test
    void withoutDjangoStompJacksonWritesAsItDoesEverywhere() throws Exception {
        String json = text("payload=json", new BigDecimal("12.340"));

        assertThat(json).isEqualTo("12.340");
    }

    @Test
    void aCalendarHasTheOffsetOfItsZone() throws Exception {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("GMT"));
        calendar.setTimeInMillis(0);

        assertThat(written(Arrays.asList(calendar, null))).isEqualTo("[\"1970-01-01T00:00:00Z\",null]");
    }

    private static String written(Object body) throws Exception {
        return text("djangoStomp=true", body);
    }

    private static String text(String options, Object body) throws Exception {
        Exchange exchange = exchange();
        exchange.getMessage().setBody(body);
        return new String(binding(options).outgoing(exchange).body(), StandardCharsets.UTF_8);
    }

    private static Order read(String json) throws Exception {
        return (Order) body("djangoStomp=true&payloadType=" + Order.class.getName(), json);
    }

    private static Object body(String options, String json) throws Exception {
        Exchange exchange = exchange();
        binding(options).fill(exchange, frame(json.getBytes(StandardCharsets.UTF_8)), BrokerDialects.RABBITMQ);
        return exchange.getMessage().getBody();
    }
}
