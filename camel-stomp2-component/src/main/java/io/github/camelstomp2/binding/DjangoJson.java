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

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import org.apache.camel.CamelContext;

/**
 * The JSON that Django writes: dates, times, durations and decimals as its {@code DjangoJSONEncoder} has them, both ways.
 * All else is Jackson's.
 */
final class DjangoJson {
    private DjangoJson() {}

    /**
     * The ObjectMapper of the registry, where there is exactly one, or a new one; as a copy that knows Django's types.
     *
     * @throws IllegalArgumentException the ObjectMapper of the registry cannot be copied
     */
    static ObjectMapper mapper(CamelContext context) {
        Set<ObjectMapper> registered = context.getRegistry().findByType(ObjectMapper.class);
        ObjectMapper mapper =
                registered.size() == 1 ? copy(registered.iterator().next()) : new ObjectMapper();
        return mapper.registerModule(types())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                // A NaN that is not found here, as in an array, is no JSON then, and refused, not sent as the text
                // "NaN".
                .configure(JsonGenerator.Feature.QUOTE_NON_NUMERIC_NUMBERS, false);
    }

    private static ObjectMapper copy(ObjectMapper mapper) {
        try {
            return mapper.copy();
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(
                    "With djangoStomp=true the ObjectMapper of the registry is copied, so that the copy writes dates and"
                            + " decimals as Django does, and "
                            + mapper.getClass().getName()
                            + " cannot be copied. Let it override copy(), or take it out of the registry",
                    e);
        }
    }

    private static SimpleModule types() {
        SimpleModule types = new SimpleModule("DjangoJson");
        write(types);
        read(types);
        return types;
    }

    private static void write(SimpleModule types) {
        types.addSerializer(new DjangoText<>(LocalDate.class, DjangoDates::date))
                .addSerializer(new DjangoText<>(LocalTime.class, DjangoDates::time))
                .addSerializer(new DjangoText<>(LocalDateTime.class, DjangoDates::dateTime))
                .addSerializer(new DjangoText<>(OffsetDateTime.class, DjangoDates::dateTime))
                .addSerializer(new DjangoText<>(ZonedDateTime.class, DjangoDates::dateTime))
                .addSerializer(new DjangoText<>(Instant.class, DjangoDates::dateTime))
                .addSerializer(new DjangoText<>(Date.class, DjangoDates::date))
                .addSerializer(new DjangoText<>(Calendar.class, DjangoDates::dateTime))
                .addSerializer(new DjangoText<>(OffsetTime.class, DjangoDates::refuse))
                .addSerializer(new DjangoText<>(Duration.class, DjangoDates::duration))
                .addSerializer(new DjangoText<>(BigDecimal.class, BigDecimal::toString));
        FiniteNumbers<Double> doubles = new FiniteNumbers<>(Double.class);
        FiniteNumbers<Float> floats = new FiniteNumbers<>(Float.class);
        types.addSerializer(Double.class, doubles)
                .addSerializer(Double.TYPE, doubles)
                .addSerializer(Float.class, floats)
                .addSerializer(Float.TYPE, floats);
    }

    private static void read(SimpleModule types) {
        read(types, LocalDate.class, LocalDate::parse);
        read(types, LocalTime.class, LocalTime::parse);
        read(types, LocalDateTime.class, LocalDateTime::parse);
        read(types, OffsetDateTime.class, OffsetDateTime::parse);
        read(types, ZonedDateTime.class, ZonedDateTime::parse);
        read(types, Instant.class, text -> OffsetDateTime.parse(text).toInstant());
        read(types, Duration.class, Duration::parse);
    }

    private static <T> void read(SimpleModule types, Class<T> type, DjangoTextReader.Parser<T> parser) {
        types.addDeserializer(type, new DjangoTextReader<>(type, parser));
    }
}
