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
package io.github.camelstomp2.examples.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class BridgeIT {
    @TempDir
    private Path directory;

    @Test
    void allInvoicesGoThroughFilesToTheOtherQueue() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        int exitCode = new BridgeApp(new PrintStream(printed, true, StandardCharsets.UTF_8)).run(directory);

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("sent 20, arrived 20");
        assertThat(exitCode).isZero();
    }

    @Test
    void whatCannotBeWrittenStaysInTheQueueUntilItCan() throws Exception {
        Path files = Files.writeString(directory.resolve("files"), "a file where the directory should be");
        CountDownLatch failed = new CountDownLatch(1);
        try (EmbeddedBroker broker = new EmbeddedBroker()) {
            Main camel = BridgeApp.camel(broker.url(), files);
            camel.configure().addRoutesBuilder(new FileRoutes());
            camel.addOverrideProperty("camel.main.auto-startup-exclude-pattern", "files-to-queue");
            camel.init();
            camel.getCamelContext().getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
                @Override
                public void notify(CamelEvent event) {
                    if (event instanceof CamelEvent.ExchangeFailedEvent) {
                        failed.countDown();
                    }
                }
            });
            camel.start();
            camel.getCamelTemplate().sendBodyAndHeader("stomp2:queue/in", "Invoice 1", "invoice", "F-1");
            assertThat(failed.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(broker.messages("in")).isOne();
            assertThat(broker.messages("DLQ.in")).isZero();

            Files.delete(files);

            Wait.until(() -> broker.messages("in") == 0);
            assertThat(files.resolve("F-1.txt")).hasContent("Invoice 1");
            camel.stop();
        }
    }

    @Test
    void aFileWaitsUntilTheBrokerIsBackAndIsMovedAwayThen() throws Exception {
        EmbeddedBroker broker = new EmbeddedBroker();
        Main camel = BridgeApp.camel(broker.url(), directory);
        camel.configure().addRoutesBuilder(new FileRoutes());
        camel.start();
        broker.close();
        Files.writeString(directory.resolve("F-9.txt"), "Invoice 9");
        try (EmbeddedBroker back = new EmbeddedBroker(broker.port())) {
            Wait.until(() -> Files.exists(directory.resolve(".sent/F-9.txt")));

            assertThat(back.messages("out")).isOne();
            camel.stop();
        }
    }
}
