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
package io.github.camelstomp2.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code src/generated} equal to the options of the component. After an option was added, changed or removed
 * there,
 *
 * <pre>{@code
 * ./mvnw -pl camel-stomp2-starter -am test -Dtest=GeneratedConfigurationTest -Dstomp2.starter.generate
 * }</pre>
 *
 * writes the files anew.
 */
class GeneratedConfigurationTest {

    private static final String SWITCH = "stomp2.starter.generate";

    private final List<ComponentOption> options = ComponentOption.all();

    @Test
    void theClassHasAPropertyForEveryOptionOfTheComponent() throws IOException {
        hold(
                "java/io/github/camelstomp2/springboot/Stomp2ComponentConfiguration.java",
                ConfigurationSource.of(options));
    }

    @Test
    void theMetadataHasTheDefaultOfEveryOptionOfTheComponent() throws IOException {
        hold("resources/META-INF/additional-spring-configuration-metadata.json", AdditionalMetadata.of(options));
    }

    private static void hold(String name, String expected) throws IOException {
        Path file = Path.of("src", "generated").resolve(name);
        if (System.getProperty(SWITCH) != null) {
            Files.writeString(file, expected);
        }
        assertThat(file)
                .as("the component's options have changed; ./mvnw -pl camel-stomp2-starter -am test"
                        + " -Dtest=GeneratedConfigurationTest -D" + SWITCH + " writes " + file + " anew")
                .hasContent(expected);
    }
}
