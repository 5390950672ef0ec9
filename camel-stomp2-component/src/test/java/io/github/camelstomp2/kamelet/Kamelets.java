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
package io.github.camelstomp2.kamelet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The Kamelets of the component's jar, and routes in YAML that use them. */
final class Kamelets {
    private static final Path DIRECTORY = Path.of("src/main/resources/kamelets");
    private static final String ENDING = ".kamelet.yaml";

    private Kamelets() {}

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.map(file -> file.getFileName().toString().replace(ENDING, ""))
                    .sorted()
                    .toList();
        }
    }

    static String text(String name) throws IOException {
        return Files.readString(DIRECTORY.resolve(name + ENDING));
    }

    /** Adds the routes of a text in YAML. */
    static void load(CamelContext context, String yaml) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromBytes("routes.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
