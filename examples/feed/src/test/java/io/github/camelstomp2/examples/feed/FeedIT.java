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
package io.github.camelstomp2.examples.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class FeedIT {
    @TempDir
    private Path directory;

    @Test
    void eachMovementIsInTheTableAndTheFileAlthoughTheBrokerIsRestarted() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        int exitCode = new FeedApp(new PrintStream(printed, true, StandardCharsets.UTF_8), directory, 60).run();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("the broker is restarted", "table      180 rows", "OK: each movement is in the table once.");
        assertThat(exitCode).isZero();
        Set<Movement> inTheFile = new HashSet<>();
        for (String line : Files.readAllLines(directory.resolve("movements.jsonl"))) {
            inTheFile.add(new ObjectMapper().readValue(line, Movement.class));
        }
        assertThat(inTheFile)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 180).mapToObj(Movement::number).toList());
    }

    @Test
    void aMessageThatCannotBeReadIsADeadLetterWithTheReason() throws Exception {
        FeedApp app = new FeedApp(System.out, directory, 0);
        try (FeedBroker broker = new FeedBroker(directory.resolve("broker"))) {
            Main reader = app.camel("feed-reader", broker);
            reader.bind("feed", FeedApp.database(directory));
            reader.configure().addRoutesBuilder(new FeedRoutes());
            try {
                reader.start();
                FeedApp.await(() -> FeedApp.isSubscribed(reader));

                reader.getCamelTemplate().sendBody("stomp2:topic/train-movements", "not compressed");

                Exchange letter = reader.getCamelContext()
                        .createConsumerTemplate()
                        .receive("stomp2:queue/DLQ.train-movements", 120_000);
                assertThat(letter.getMessage().getBody(String.class)).isEqualTo("not compressed");
                assertThat(letter.getMessage().getHeaders().values())
                        .anySatisfy(value -> assertThat(value).asString().contains(".gz format"));
            } finally {
                reader.stop();
            }
        }
    }
}
