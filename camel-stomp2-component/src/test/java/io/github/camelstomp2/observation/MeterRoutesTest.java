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
package io.github.camelstomp2.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The meters in the registry that most applications have: Prometheus drops a meter whose tags differ from those of its namesake. */
@Timeout(60)
class MeterRoutesTest extends RouteTestSupport {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private void register() {
        context.getRegistry().bind("metricsRegistry", registry);
    }

    /** The value of the only series of this name with this text among its tags. */
    private double value(String series, String tag) {
        List<String> lines = registry.scrape()
                .lines()
                .filter(line -> line.startsWith(series + "{") && line.contains(tag))
                .toList();
        assertThat(lines).as(series + " with " + tag).hasSize(1);
        return Double.parseDouble(lines.get(0).substring(lines.get(0).lastIndexOf(' ')));
    }

    @Test
    void prometheusShowsEachMeterOfEachRouteAndOfEachComponent() throws Exception {
        register();
        context.addComponent("other", new Stomp2Component());
        start(on -> {
            on.from(stomp("queue/a")).routeId("a").to("mock:end");
            on.from(stomp("queue/b")).routeId("b").to("mock:end");
            on.from(stomp("queue/c").replace("stomp2:", "other:")).routeId("c").to("mock:end");
        });
        List<Meter> ours = registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("camel.stomp2."))
                .toList();
        assertThat(ours).hasSizeGreaterThan(50);
        String scraped = registry.scrape();
        for (Meter meter : ours) {
            String rendered = meter.getId().getName().replace('.', '_');
            String[] tags = meter.getId().getTags().stream()
                    .map(tag -> tag.getKey() + "=\"" + tag.getValue() + "\"")
                    .toArray(String[]::new);
            assertThat(scraped.lines().filter(line -> line.startsWith(rendered)))
                    .as(meter.getId().toString())
                    .anySatisfy(line -> assertThat(line).contains(tags));
        }
    }

    @Test
    void framesAndBytesAreThoseThatTheBrokerSees() throws Exception {
        register();
        start(on -> on.from(stomp("queue/orders")).routeId("in").to("mock:end"));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "good");
        side.expectAck("a-1");
        await().untilAsserted(() -> assertThat(value("camel_stomp2_bytes_total", "direction=\"out\""))
                .isEqualTo(side.connection.received().length));
        assertThat(value("camel_stomp2_frames_total", "direction=\"out\""))
                .as("CONNECT, SUBSCRIBE, ACK")
                .isEqualTo(3);
        assertThat(value("camel_stomp2_frames_total", "direction=\"in\""))
                .as("CONNECTED, RECEIPT, MESSAGE")
                .isEqualTo(3);
        assertThat(value("camel_stomp2_bytes_total", "direction=\"in\"")).isPositive();
        await().until(() -> value("camel_stomp2_messages_processing_seconds_count", "routeId=\"in\"") == 1);
    }

    @Test
    void theTimeUntilItsConfirmationIsThatOfEachSendThatWasConfirmed() throws Exception {
        register();
        start(on -> on.from("direct:out").to(stomp("queue/out")));
        CompletableFuture<Void> sent =
                inBackground(() -> context.createProducerTemplate().sendBody("direct:out", "good"));
        BrokerSide side = BrokerSide.connected(broker);
        WireFrame send = side.connection.expectFrame("SEND");
        assertThat(value("camel_stomp2_sends_confirmation_seconds_count", "stomp2"))
                .isZero();
        side.connection.receiptFor(send);
        sent.get();
        assertThat(value("camel_stomp2_sends_confirmation_seconds_count", "stomp2"))
                .isEqualTo(1);
        assertThat(value("camel_stomp2_sends_confirmation_seconds_sum", "stomp2"))
                .isPositive();
    }

    @Test
    void theLongestTimesAreShownInSeconds() throws Exception {
        register();
        start(on -> on.from(stomp("queue/orders")).routeId("in").to(stomp("queue/out")));
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        sides.consumer().deliver("a-1", "good");
        sides.producer().connection.receiptFor(sides.producer().expectSend("/queue/out"));
        sides.consumer().expectAck("a-1");
        for (String meter : List.of("camel_stomp2_messages_processing", "camel_stomp2_sends_confirmation")) {
            await().untilAsserted(() ->
                    assertThat(value(meter + "_seconds_count", "component")).isEqualTo(1));
            assertThat(value(meter + "_max_seconds", "component"))
                    .isEqualTo(value(meter + "_seconds_sum", "component"))
                    .isBetween(0.000_001, 60.0);
        }
    }

    private BrokerSide consumeOne() throws Exception {
        start(on -> on.from(stomp("queue/orders")).routeId("in").to("mock:end"));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "good");
        side.expectAck("a-1");
        return side;
    }

    private void stopRoute(BrokerSide side) throws Exception {
        CompletableFuture<Void> stopped = inBackground(() -> stop("in"));
        side.expectEndOfConsumer();
        stopped.get();
    }

    @Test
    void aHistogramThatTheApplicationWantsHasEachDuration() throws Exception {
        register();
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals("camel.stomp2.messages.processing")
                        ? DistributionStatisticConfig.builder()
                                .percentilesHistogram(true)
                                .build()
                                .merge(config)
                        : config;
            }
        });
        consumeOne();
        await().until(() -> value("camel_stomp2_messages_processing_seconds_bucket", "le=\"+Inf\"") == 1);
        assertThat(value("camel_stomp2_messages_processing_seconds_count", "routeId=\"in\""))
                .isEqualTo(1);
        assertThat(value("camel_stomp2_messages_processing_max_seconds", "routeId=\"in\""))
                .isPositive();
        assertThat(registry.scrape()).doesNotContain("camel_stomp2_sends_confirmation_seconds_bucket");
    }

    @Test
    void oneOfSeveralRegistriesMayWantPercentiles() throws Exception {
        SimpleMeterRegistry simple = new SimpleMeterRegistry();
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return DistributionStatisticConfig.builder()
                        .percentiles(0.5)
                        .build()
                        .merge(config);
            }
        });
        context.getRegistry()
                .bind("metricsRegistry", new CompositeMeterRegistry(Clock.SYSTEM, List.of(simple, registry)));
        consumeOne();
        await().until(() ->
                simple.get("camel.stomp2.messages.processing").timer().count() == 1);
        // one registry after the other is told
        await().until(() -> value("camel_stomp2_messages_processing_seconds", "quantile=\"0.5\"") > 0);
    }

    @Test
    void eachOfSeveralRegistriesHasTheSums() throws Exception {
        SimpleMeterRegistry simple = new SimpleMeterRegistry();
        context.getRegistry()
                .bind("metricsRegistry", new CompositeMeterRegistry(Clock.SYSTEM, List.of(simple, registry)));
        consumeOne();
        await().until(() ->
                simple.get("camel.stomp2.messages.processing").functionTimer().count() == 1);
        assertThat(value("camel_stomp2_messages_processing_seconds_count", "routeId=\"in\""))
                .isEqualTo(1);
        assertThat(value("camel_stomp2_messages_processing_max_seconds", "routeId=\"in\""))
                .isPositive();
    }

    @Test
    void aMeterThatTheApplicationDeniesIsNotThere() throws Exception {
        register();
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("camel.stomp2.messages.processing"));
        consumeOne();
        assertThat(value("camel_stomp2_messages_received_total", "routeId=\"in\""))
                .isEqualTo(1);
        assertThat(registry.scrape()).doesNotContain("camel_stomp2_messages_processing");
        assertThat(consumer().figures().processing()).isSameAs(Timing.NONE);
    }

    @Test
    void theMetersOfAComponentAreThereAgainAfterItsRestart() throws Exception {
        register();
        BrokerSide side = consumeOne();
        double frames = value("camel_stomp2_frames_total", "direction=\"in\"");
        stopRoute(side);
        context.getComponent("stomp2", false).stop();
        assertThat(registry.scrape()).doesNotContain("camel_stomp2_frames");
        context.getComponent("stomp2", false).start();
        assertThat(value("camel_stomp2_frames_total", "direction=\"in\""))
                .as("what was counted before")
                .isGreaterThanOrEqualTo(frames);
        context.getRouteController().startRoute("in");
        BrokerSide.subscribed(broker);
        await().untilAsserted(() -> assertThat(value("camel_stomp2_connections", "state=\"connected\""))
                .isEqualTo(1));
    }

    @Test
    void theMetersOfARouteGoOnAfterItsRestart() throws Exception {
        register();
        stopRoute(consumeOne());
        assertThat(registry.scrape())
                .as("of a route that is stopped on purpose")
                .doesNotContain("camel_stomp2_subscription_flowing");
        context.getRouteController().startRoute("in");
        BrokerSide side = BrokerSide.subscribed(broker);
        // Micrometer holds what a meter shows weakly.
        collectGarbage();
        side.deliver("a-2", "good");
        side.expectAck("a-2");
        side.deliver("a-3", "good");
        side.expectAck("a-3");
        for (String meter :
                List.of("camel_stomp2_messages_received_total", "camel_stomp2_messages_processing_seconds_count")) {
            // The acknowledgement goes out before the message is counted.
            await().untilAsserted(() -> assertThat(value(meter, "routeId=\"in\""))
                    .as(meter + " of the consumer that Camel made for the new start")
                    .isEqualTo(2));
        }
        assertThat(consumer().getReceivedMessages()).isEqualTo(2);
        assertThat(value("camel_stomp2_subscription_flowing", "routeId=\"in\"")).isEqualTo(1);
    }

    private static void collectGarbage() {
        WeakReference<Object> gone = new WeakReference<>(new Object());
        await().until(() -> {
            System.gc();
            return gone.get() == null;
        });
    }

    @Test
    void aPauseOfReadingIsCountedOnce() throws Exception {
        register();
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        start(on -> on.from(stomp("queue/orders", "prefetch=1", "ackMode=auto"))
                .routeId("in")
                .process(exchange -> goOn.join()));
        BrokerSide side = BrokerSide.subscribed(broker);
        for (int i = 0; i < 6; i++) {
            side.deliver("a-" + i, "any");
        }
        await().until(() -> value("camel_stomp2_backpressure_pauses_total", "routeId=\"in\"") == 1);
        goOn.complete(null);
        await().until(() -> consumer().getReceivedMessages() == 6);
        assertThat(value("camel_stomp2_messages_received_total", "routeId=\"in\""))
                .isEqualTo(6);
    }
}
