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
package io.github.camelstomp2.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Before a release the profile "api" compares what users call with the release before. */
class ComparedApiTest {
    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void eachPackageThatIsNotInternalIsCompared() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));

        List<String> open = openPackages();

        assertThat(open).contains("io.github.camelstomp2", "io.github.camelstomp2.event");
        assertThat(open).allSatisfy(name -> assertThat(pom).contains("<include>" + name + "</include>"));
    }

    private static List<String> openPackages() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .filter(ComparedApiTest::isOpen)
                    .map(file -> SOURCES.relativize(file.getParent())
                            .toString()
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .toList();
        }
    }

    private static boolean isOpen(Path packageInfo) {
        try {
            String text = Files.readString(packageInfo);
            return !text.contains("Internal") || text.contains("Internal, except");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
