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
package io.github.camelstomp2.it;

import static io.github.camelstomp2.observation.RecordedSpans.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.observation.RecordedSpans;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** Spans go with messages through a broker, and have the attributes of OpenTelemetry's conventions for messaging. */
abstract class TracingSuite {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    abstract BrokerExtension broker();

    @Test
    void aSendAndWhatBecomesOfItsMessageAreOneTrace() throws Exception {
        try (StompRoutes routes = new StompRoutes(broker(), "1.2")) {
            RecordedSpans spans = RecordedSpans.of(routes.context());
            // Before the first connection it is not known which kind of broker it is.
            routes.component().getConfiguration().setTestConnectionOnStartup(true);
            String first = broker().uniqueName("traced");
            String second = broker().uniqueName("traced-on");
            String other = broker().uniqueName("traced-other");
            StompRoutes.Received received = new StompRoutes.Received();
            routes.add(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").to("stomp2:queue/" + first);
                    from("stomp2:queue/" + first)
                            .to("stomp2:queue/" + second)
                            .setHeader(Stomp2Constants.OVERRIDE_DESTINATION, constant("/queue/" + other))
                            .to("stomp2:queue/" + second);
                    from("stomp2:queue/" + other).process(received::add);
                }
            });
            routes.template().sendBody("direct:in", "a message");
            await().atMost(PATIENCE)
                    .until(() -> received.size() == 1 && spans.of("process").size() == 2);
            await().atMost(PATIENCE).until(() -> spans.of("send").size() == 3);

            assertThat(spans.all())
                    .extracting(SpanData::getTraceId)
                    .containsOnly(spans.all().get(0).getTraceId());
            SpanData sent = named(spans, "send", "/queue/" + first);
            SpanData consumed = named(spans, "process", "/queue/" + first);
            SpanData sentOn = named(spans, "send", "/queue/" + second);
            SpanData sentElsewhere = named(spans, "send", "/queue/" + other);
            SpanData last = named(spans, "process", "/queue/" + other);
            assertThat(consumed.getParentSpanId()).isEqualTo(sent.getSpanId());
            assertThat(sentOn.getParentSpanId()).isEqualTo(consumed.getSpanId());
            assertThat(last.getParentSpanId()).isEqualTo(sentElsewhere.getSpanId());

            assertThat(attribute(consumed, "messaging.message.id")).isNotBlank();
            Exchange exchange = received.next();
            assertThat(attribute(last, "messaging.message.id"))
                    .isEqualTo(exchange.getProperty(Stomp2Constants.MESSAGE_ID, String.class));
            assertThat(attribute(sentOn, "messaging.message.id"))
                    .as("the broker makes that of a sent message")
                    .isNull();
            assertThat(spans.all())
                    .filteredOn(span -> attribute(span, "messaging.system") != null)
                    .hasSize(5)
                    .allSatisfy(span -> {
                        assertThat(attribute(span, "messaging.system"))
                                .isEqualTo(broker().kind().name().toLowerCase(java.util.Locale.ROOT));
                        assertThat(attribute(span, "messaging.destination.name"))
                                .isEqualTo(span.getName());
                        assertThat(attribute(span, "network.protocol.name")).isEqualTo("stomp");
                        assertThat(attribute(span, "component")).isEqualTo("camel-stomp2");
                        assertThat(span.getAttributes().toString())
                                .doesNotContain(
                                        "passcode", "login=" + broker().broker().login());
                    });
        }
    }

    private static SpanData named(RecordedSpans spans, String operation, String name) {
        return spans.of(operation).stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + operation + " " + name + " among " + spans.all()));
    }
}
