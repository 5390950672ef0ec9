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
package io.github.camelstomp2.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.testbed.BrokerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * The page says what the tests of this run have shown; it runs after them. Run with {@code -Dstomp2.docs.write=true} to
 * write it anew. A broker that this machine does not have is left as it was.
 */
@DisabledIfSystemProperty(
        named = VersionSelection.VERSION_PROPERTY,
        matches = ".+",
        disabledReason = "one version only")
class BrokerPageCheck {
    private final List<StoredResults> run = ofRun();

    private static List<StoredResults> ofRun() {
        try (Stream<Path> brokers = Files.list(ShownResults.DIRECTORY)) {
            return brokers.map(StoredResults::ofRun).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no results of the integration tests", e);
        }
    }

    @Test
    void everyFeatureIsShownOnEveryBroker() {
        assertThat(run).allSatisfy(broker -> assertThat(broker.missing())
                .as("features that no test has shown on " + broker.broker() + " " + broker.version())
                .isEmpty());
    }

    @Test
    void theResultsAreThoseThatAreKeptAndThePageIsMadeOfThem() throws IOException {
        for (StoredResults broker : run) {
            check(StoredResults.KEPT.resolve(broker.fileName()), broker);
        }
        check(BrokerPage.FILE, BrokerPage.render(StoredResults.kept(StoredResults.KEPT)));
    }

    private static void check(Path file, StoredResults broker) throws IOException {
        if (Files.exists(file) || isTheOneOfThisBuild(broker) || Boolean.getBoolean("stomp2.docs.write")) {
            check(file, broker.text());
        }
    }

    /** Which RabbitMQ there is depends on the machine, and its results are kept for some of them only. */
    private static boolean isTheOneOfThisBuild(StoredResults broker) {
        return !broker.broker().equals(BrokerKind.RABBITMQ.id());
    }

    private static void check(Path file, String content) throws IOException {
        if (Boolean.getBoolean("stomp2.docs.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
        assertThat(Files.readString(file))
                .as(file + " is written anew from the tests' results by a whole verify with -Dstomp2.docs.write=true")
                .isEqualTo(content);
    }
}
