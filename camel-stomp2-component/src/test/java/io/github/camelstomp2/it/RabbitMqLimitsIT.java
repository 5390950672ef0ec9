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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.protocol.StompUnsendableException;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RabbitMqProcess;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.WireFrame;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Messages over what RabbitMQ takes in a frame: 4 MiB from 3.12.2 on, 100 headers from 4.3 on. It ends the connection for
 * them without a word, and delivers by STOMP what it would not take by it.
 */
class RabbitMqLimitsIT extends OptionsSuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.dedicated(BrokerKind.RABBITMQ);

    private static final int FRAME = 4 * 1024 * 1024;

    /** With so much in its body a frame with little more than its destination still fits, and a dead letter does not. */
    private static final int ALMOST = FRAME - 130;

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    private boolean limitsFrames() {
        return RabbitMqVersions.isFour(view());
    }

    private boolean limitsHeaders() {
        return RabbitMqVersions.isFrom(view(), 4, 3);
    }

    private static Map<String, Object> headers(int count) {
        Map<String, Object> headers = new HashMap<>();
        for (int i = 0; i < count; i++) {
            headers.put("h" + i, "v");
        }
        return headers;
    }

    private void sendByRoute(Object body, Map<String, Object> headers) {
        routes.template().sendBodyAndHeaders(queue(), body, headers);
    }

    private void isNotSent(Object body, Map<String, Object> headers, String words) {
        try (LogLines log = new LogLines()) {
            assertThat(catchThrowable(() -> sendByRoute(body, headers)))
                    .hasCauseInstanceOf(StompUnsendableException.class)
                    .hasStackTraceContaining("not sent to /queue/" + name + ": ")
                    .hasStackTraceContaining(words);
            sendByRoute("after", Map.of());
            assertThat(log.containing("was closed by the broker")).isEmpty();
        }
        assertThat(view().messageCount(name)).isOne();
    }

    @Test
    void theBrokerEndsTheConnectionForAFrameThatIsTooLong() {
        try (RawStompClient client = RawStompClient.connect(view())) {
            byte[] frame = RawFrames.send("/queue/" + name, "x".repeat(FRAME - 50))
                    .header("receipt", "r")
                    .bytes("1.2");
            if (limitsFrames()) {
                assertThatThrownBy(() -> {
                            client.write(frame);
                            client.receive();
                        })
                        .hasMessageMatching("(?s).*(closed|reset|[Bb]roken).*");
            } else {
                client.write(frame);
                assertThat(client.receive().command()).isEqualTo("RECEIPT");
            }
        }
    }

    @Test
    void theBrokerEndsTheConnectionForAFrameWithTooManyHeaders() {
        try (RawStompClient client = RawStompClient.connect(view())) {
            Map<String, String> headers = new HashMap<>();
            headers(101).forEach((header, value) -> headers.put(header, "v"));
            client.write(RawFrames.send("/queue/" + name, "x")
                    .headers(headers)
                    .header("receipt", "r")
                    .bytes("1.2"));
            if (limitsHeaders()) {
                assertThatThrownBy(client::receive).hasMessageContaining("closed the connection");
            } else {
                assertThat(client.receive().command()).isEqualTo("RECEIPT");
            }
        }
    }

    @Test
    void aMessageThatIsTooLongIsNotSentAndTheConnectionStays() {
        byte[] body = new byte[FRAME - 100];
        if (limitsFrames()) {
            isNotSent(body, Map.of(), "is longer than the 4194304 bytes that this broker takes");
        } else {
            sendByRoute(body, Map.of());
            assertThat(view().messageCount(name)).isOne();
        }
    }

    @Test
    void aMessageWithTooManyHeadersIsNotSentAndTheConnectionStays() {
        if (limitsHeaders()) {
            isNotSent("x", headers(101), "headers are more than the 97 that this broker takes");
        } else {
            sendByRoute("x", headers(101));
            assertThat(view().messageCount(name)).isOne();
        }
    }

    @Test
    void aNameOfAHeaderThatIsTooLongIsNotSent() {
        Map<String, Object> headers = Map.of("n".repeat(256), "v");
        if (limitsFrames()) {
            isNotSent("x", headers, "a header has 256 characters, and this broker takes 255 octets");
        } else {
            sendByRoute("x", headers);
            assertThat(view().messageCount(name)).isOne();
        }
    }

    @Test
    void theBrokerRefusesANameOfAHeaderThatIsTooLong() {
        try (RawStompClient client = RawStompClient.connect(view())) {
            String answer = client.ask(RawFrames.send("/queue/" + name, "x").header("n".repeat(256), "v"))
                    .command();
            assertThat(answer).isEqualTo(limitsFrames() ? "ERROR" : "RECEIPT");
        }
    }

    /** What an operator has changed there is said here. */
    @Test
    void aBrokerThatTakesMoreIsSentMore() {
        byte[] body = new byte[FRAME - 100];
        node().eval("application:set_env(rabbitmq_stomp, max_frame_size, 8388608).");
        try {
            routes.template().sendBody(queue("maxSendFrameSize=8388608"), body);
            assertThat(view().messageCount(name)).isOne();
        } finally {
            node().eval("application:unset_env(rabbitmq_stomp, max_frame_size).");
        }
    }

    private RabbitMqProcess node() {
        return (RabbitMqProcess) BROKER.broker();
    }

    private void addFailing() throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(queue()).throwException(new IllegalStateException("no stock"));
            }
        });
    }

    @Test
    void aDeadLetterKeepsTheHeadersOfItsSenderBeforeThoseThatSayWhyItFailed() throws Exception {
        Map<String, String> sent = new HashMap<>();
        headers(86).forEach((header, value) -> sent.put(header, "v"));
        try (RawStompClient client = RawStompClient.connect(view())) {
            client.ask(RawFrames.send("/queue/" + name, "order").headers(sent));
        }
        try (LogLines log = new LogLines()) {
            addFailing();
            await().atMost(LATE_VIEW).until(() -> view().messageCount("DLQ." + name) == 1);
            assertThat(log.containing("was closed by the broker")).isEmpty();
            assertThat(log.containing("without what the broker would not take")).hasSize(limitsHeaders() ? 1 : 0);
        }
        WireFrame letter = OnTheBroker.take(view(), "DLQ." + name).get(0);
        assertThat(sent.keySet()).allMatch(letter::has);
        assertThat(letter.has("dead-letter-reason")).isEqualTo(!limitsHeaders());
        assertThat(letter.has("dead-letter-left-out")).isEqualTo(limitsHeaders());
    }

    @Test
    void aMessageWhoseDeadLetterIsTooLongStaysInItsQueueAndEndsNoConnection() throws Exception {
        try (RawStompClient client = RawStompClient.connect(view())) {
            client.write(("SEND\ndestination:/queue/" + name + "\n\n" + "x".repeat(ALMOST) + "\0")
                    .getBytes(StandardCharsets.UTF_8));
            await().until(() -> view().messageCount(name) == 1);
        }
        try (LogLines log = new LogLines()) {
            addFailing();
            if (limitsFrames()) {
                await().until(() -> log.operatorLines().stream()
                        .anyMatch(line -> line.startsWith("ERROR") && line.contains("stomp.max_frame_size")));
                assertThat(view().messageCount(name)).isOne();
            } else {
                await().until(() -> view().messageCount("DLQ." + name) == 1);
            }
            assertThat(log.containing("was closed by the broker")).isEmpty();
        }
    }
}
