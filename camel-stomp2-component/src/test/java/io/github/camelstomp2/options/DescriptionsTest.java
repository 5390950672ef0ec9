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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.Stomp2Endpoint;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

/** What the annotations say of options and headers arrives unchanged in the catalog, from which docs and editors take it. */
class DescriptionsTest {
    private static final Path JSON = Path.of("src/generated/resources/META-INF/io/github/camelstomp2/stomp2.json");

    /** What Camel's generator lets through, besides letters, digits and white space; it drops the rest without a word. */
    private static final String ALLOWED = ".,-='/\\!&%():;#${}";

    private static List<String> written() {
        List<Field> fields = new ArrayList<>();
        for (Class<?> type : List.of(
                Stomp2Configuration.class, Stomp2Endpoint.class, Stomp2Component.class, Stomp2Constants.class)) {
            fields.addAll(Arrays.asList(type.getDeclaredFields()));
        }
        return fields.stream()
                .map(DescriptionsTest::description)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String description(Field field) {
        if (field.isAnnotationPresent(UriParam.class)) {
            return field.getAnnotation(UriParam.class).description();
        } else if (field.isAnnotationPresent(UriPath.class)) {
            return field.getAnnotation(UriPath.class).description();
        }
        return field.isAnnotationPresent(Metadata.class)
                ? field.getAnnotation(Metadata.class).description()
                : "";
    }

    @Test
    void eachDescriptionIsInTheCatalogAsItWasWritten() throws Exception {
        JsonObject json = (JsonObject) Jsoner.deserialize(Files.readString(JSON));
        List<String> generated = new ArrayList<>();
        for (String section : List.of("properties", "componentProperties", "headers")) {
            json.getMap(section)
                    .values()
                    .forEach(entry -> generated.add(((JsonObject) entry).getString("description")));
        }
        assertThat(written()).hasSizeGreaterThan(60).allSatisfy(text -> assertThat(generated)
                .as(text)
                .anyMatch(description -> description.startsWith(text)));
    }

    @Test
    void noDescriptionHoldsACharacterThatTheGeneratorDrops() {
        assertThat(written()).allSatisfy(text -> assertThat(text.chars()
                        .filter(c ->
                                !Character.isLetterOrDigit(c) && !Character.isWhitespace(c) && ALLOWED.indexOf(c) < 0)
                        .mapToObj(Character::toString))
                .as(text)
                .isEmpty());
    }
}
