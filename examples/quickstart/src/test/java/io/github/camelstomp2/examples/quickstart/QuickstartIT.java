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
package io.github.camelstomp2.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class QuickstartIT {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void everyOrderIsProcessedOrDeadLetteredAndTheExitCodeIsZero() throws Exception {
        assertThat(run(Settings.embedded())).isZero();

        assertThat(report())
                .contains("sent                12", "processed            8", "dead-lettered        4", "OK: ")
                .doesNotContain("FAILED");
    }

    @Test
    void eachDeadLetterIsReportedInOneLineWithItsReason() throws Exception {
        run(Settings.embedded());

        assertThat(report().lines().filter(line -> line.startsWith("  dead-lettered  line")))
                .containsExactlyInAnyOrder(
                        "  dead-lettered  line  4  the quantity is -2, but must be 1 or more",
                        "  dead-lettered  line  6  the customer is missing",
                        "  dead-lettered  line  8  Unrecognized token 'This': was expecting (JSON String, Number, Array,"
                                + " Object or token '...",
                        "  dead-lettered  line 10  Cannot deserialize value of type `int` from String \"none\": not a"
                                + " valid `int` value");
    }

    @Test
    void ordersKeepTheirLetters() throws Exception {
        run(Settings.embedded());

        assertThat(report()).contains("processed      line 12  A-1012: 4 x naïve café menu for Łukasz Müller-Sørensen");
    }

    @Test
    void theExitCodeIsOneWhenOrdersAreLost() throws Exception {
        // dead letters go where nobody looks for them
        Settings losing = Settings.embedded().with("deadLetterPrefix", "LOST.").within(Duration.ofSeconds(6));

        assertThat(run(losing)).isOne();

        assertThat(report())
                .contains("FAILED: 4 of 12 orders neither processed nor dead-lettered within 6 s.")
                .doesNotContain("OK: ");
    }

    @Test
    void theExitCodeIsOneWhenTheBrokerCannotBeReached() throws Exception {
        assertThat(run(Settings.on("tcp://127.0.0.1:1"))).isOne();

        assertThat(report())
                .contains("FAILED: the orders could not be sent to tcp://127.0.0.1:1", "Connection refused");
    }

    @Test
    void theExitCodeIsOneWhenTheBrokerAddressIsNone() throws Exception {
        assertThat(run(Settings.on("nonsense"))).isOne();

        assertThat(report()).contains("'nonsense' is not a brokerURL");
    }

    @Test
    void whatAnEarlierRunLeftInTheQueuesIsNotCountedAsOrders() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker()) {
            Settings settings = Settings.on(broker.url());
            leaveBehind(broker, settings.queue(), "DLQ." + settings.queue());

            assertThat(run(settings)).isZero();
            assertThat(report()).contains("sent                12", "not ours             2");

            printed.reset();
            assertThat(run(settings)).isZero();
            assertThat(report()).contains("sent                12").doesNotContain("not ours");
        }
    }

    private static void leaveBehind(EmbeddedBroker broker, String... queues) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            for (String queue : queues) {
                template.sendBodyAndHeader(
                        "stomp2:queue/" + queue + "?brokerURL=" + broker.url(),
                        "{\"customer\": \"C\", \"item\": \"I\", \"quantity\": 1}",
                        "correlation-id",
                        "an-earlier-run-1");
            }
        }
    }

    private int run(Settings settings) throws Exception {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new QuickstartApp(settings, new Report(out)).run();
    }

    private String report() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
