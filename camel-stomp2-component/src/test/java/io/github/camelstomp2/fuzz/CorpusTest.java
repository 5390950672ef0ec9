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
package io.github.camelstomp2.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.client.websocket.WebSocketFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What fuzzing found worth keeping, and what it once found broken, holds: {@code src/test/resources/fuzz}. */
class CorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/fuzz");

    @TestFactory
    Stream<DynamicTest> theDecoderKeepsItsPromises() throws IOException {
        return replay("decoder", DecoderFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    Stream<DynamicTest> theEncoderKeepsItsPromises() throws IOException {
        return replay("encoder", EncoderFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    Stream<DynamicTest> theSessionKeepsItsPromises() throws IOException {
        return replay("session", SessionFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    Stream<DynamicTest> theReaderOfWebSocketsKeepsItsPromises() throws IOException {
        return replay("websocket", WebSocketFuzz::fuzzerTestOneInput);
    }

    private static Stream<DynamicTest> replay(String target, Consumer<byte[]> fuzz) throws IOException {
        List<Path> cases;
        try (Stream<Path> files = Files.list(CORPUS.resolve(target))) {
            cases = files.sorted().toList();
        }
        assertThat(cases).isNotEmpty();
        return cases.stream()
                .map(path -> DynamicTest.dynamicTest(
                        path.getFileName().toString(), () -> fuzz.accept(Files.readAllBytes(path))));
    }
}
