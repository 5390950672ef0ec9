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
package io.github.camelstomp2.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From an order over HTTP to its acceptance or its dead letter, and what the page of the application shows of that. */
@Timeout(300)
class OrdersPageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A row of the page: a meter, its tag, and what of it is shown. */
    private static final Pattern ROW =
            Pattern.compile("data-meter=\"([^\"]+)\"(?: data-tag=\"([^\"]+)\")? data-statistic=\"([^\"]+)\"");

    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.dedicated(BrokerKind.ACTIVEMQ);

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    /** As the script of the page asks for it. */
    private static double shown(RunningOrders orders, String meter, String tag, String statistic) throws Exception {
        HttpResponse<String> answer =
                orders.get("/actuator/metrics/" + meter + (tag == null ? "" : "?tag=" + tag.replace(":", "%3A")));
        assertThat(answer.statusCode()).as(meter + " " + tag).isEqualTo(200);
        for (JsonNode measured : json(answer).get("measurements")) {
            if (measured.get("statistic").asText().equals(statistic)) {
                return measured.get("value").asDouble();
            }
        }
        throw new AssertionError(meter + " has no " + statistic + ": " + answer.body());
    }

    private static JsonNode checks(RunningOrders orders) throws Exception {
        return json(orders.get("/actuator/health/readiness"))
                .get("components")
                .get("camelHealth")
                .get("details");
    }

    private static void awaitShown(RunningOrders orders, String meter, double value) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(shown(orders, meter, "routeId:accept", "COUNT"))
                .isEqualTo(value));
    }

    @Test
    void ordersOverHttpAreAcceptedOrSetAsideAndThePageShowsHowMany() throws Exception {
        try (RunningOrders orders = new RunningOrders(BROKER)) {
            // The demonstration has ordered four things, one of them impossible.
            awaitShown(orders, "camel.stomp2.messages.acknowledged", 3);
            awaitShown(orders, "camel.stomp2.messages.deadlettered", 1);

            HttpResponse<String> good = orders.post("/orders", "{\"item\":\"figs\",\"pieces\":2}");
            assertThat(good.statusCode()).isEqualTo(202);
            assertThat(json(good).get("id").asInt()).isPositive();
            assertThat(orders.post("/orders", "{\"item\":\"figs\",\"pieces\":0}")
                            .statusCode())
                    .isEqualTo(202);
            awaitShown(orders, "camel.stomp2.messages.acknowledged", 4);
            awaitShown(orders, "camel.stomp2.messages.deadlettered", 2);
            assertThat(BROKER.broker().messageCount(orders.queue())).isZero();

            JsonNode checks = checks(orders);
            assertThat(checks.get("consumer:accept").asText()).isEqualTo("UP");
            assertThat(checks.get("consumer:accept.data").get("connection").asText())
                    .isEqualTo("CONNECTED");
            String page = orders.get("/").body();
            assertThat(page).contains("orders.js", "orders.css");
            assertThat(orders.get("/orders.js").body()).contains("actuator/health/readiness", "actuator/metrics/");
            assertThat(orders.get("/orders.css").statusCode()).isEqualTo(200);
            List<double[]> values = ROW.matcher(page)
                    .results()
                    .map(row -> {
                        try {
                            return new double[] {shown(orders, row.group(1), row.group(2), row.group(3))};
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
            assertThat(values).as("each row has a figure").hasSize(8);
        }
    }

    @Test
    void anApplicationThatStartsBeforeItsBrokerSaysSoAndGoesOnWithIt() throws Exception {
        BROKER.broker().kill();
        try (RunningOrders orders = new RunningOrders(BROKER)) {
            assertThat(checks(orders).get("consumer:accept").asText()).isEqualTo("DOWN");
            BROKER.broker().start();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(orders.post("/orders", "{\"item\":\"figs\",\"pieces\":2}")
                                    .statusCode())
                            .isEqualTo(202));
            await().atMost(PATIENCE)
                    .until(() -> shown(orders, "camel.stomp2.messages.acknowledged", "routeId:accept", "COUNT") > 0);
        }
    }

    @Test
    void withoutABrokerAnOrderIsRefusedAndThePageSaysWhy() throws Exception {
        try (RunningOrders orders = new RunningOrders(BROKER)) {
            awaitShown(orders, "camel.stomp2.messages.deadlettered", 1);
            BROKER.broker().kill();

            HttpResponse<String> refused = orders.post("/orders", "{\"item\":\"figs\",\"pieces\":2}");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(json(refused).get("detail").asText()).contains(orders.queue());
            JsonNode checks = checks(orders);
            assertThat(checks.get("consumer:accept").asText()).isEqualTo("DOWN");
            assertThat(checks.get("consumer:accept.data").get("reason").asText())
                    .isNotBlank();
            assertThat(checks.get("consumer:accept.data").get("connection").asText())
                    .isNotBlank();
            assertThat(orders.get("/").statusCode()).isEqualTo(200);
            BROKER.broker().start();
        }
    }
}
