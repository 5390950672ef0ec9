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
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelstomp2.matrix.OverWebSocket;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompUnsendableException;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** It ignores binary messages without a word, and takes 64 KiB in one. */
@OverWebSocket
class ActiveMqWebSocketMessagingIT extends MessagingSuite {
    @RegisterExtension
    static final BrokerExtension BROKER =
            BrokerExtension.shared(BrokerKind.ACTIVEMQ).overWebSocket();

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    @Test
    @Override
    void aTextInAnotherCharsetArrivesAsTheSameString() throws Exception {
        StompRoutes.Received received = routes.consume(uri());

        Throwable thrown = catchThrowable(
                () -> send("Gr\u00fc\u00dfe", Map.of(Exchange.CONTENT_TYPE, "text/plain;charset=ISO-8859-1")));
        send("Gr\u00fc\u00dfe", Map.of(Exchange.CONTENT_TYPE, "text/plain;charset=UTF-8"));

        assertThat(thrown).hasCauseInstanceOf(StompInvalidFrameException.class);
        assertThat(received.next().getMessage().getBody()).isEqualTo("Gr\u00fc\u00dfe");
    }

    @Test
    @Override
    void bytesWithNulsArriveAsTheSameBytes() throws Exception {
        StompRoutes.Received received = routes.consume(uri());
        byte[] utf8 = {0, 1, 2, 0, 'x', '\n', 0};

        Throwable thrown = catchThrowable(() -> send(new byte[] {0, (byte) 0xff}, Map.of()));
        send(utf8, Map.of());

        assertThat(thrown).hasCauseInstanceOf(StompInvalidFrameException.class).hasStackTraceContaining("no UTF-8");
        assertThat(received.next().getMessage().getBody()).isEqualTo(utf8);
    }

    @Test
    @Override
    void aBodyOfAMegabyteArrivesWhole() throws Exception {
        StompRoutes.Received received = routes.consume(uri());

        Throwable thrown = catchThrowable(() -> send("x".repeat(1_000_000), Map.of()));
        send("x".repeat(60_000), Map.of());

        assertThat(thrown).hasStackTraceContaining("1009").hasStackTraceContaining("webSocketMaxMessage");
        assertThat(received.next().getMessage().getBody(String.class)).hasSize(60_000);
    }

    /** What another client sent over TCP: U+FFFD stands for what is no UTF-8, and content-length is that of before. */
    @Test
    void octetsThatTheBrokerHasChangedAreTakenAsTheyCome() throws Exception {
        try (StompRoutes tcp = new StompRoutes(BROKER, "tcp://" + BROKER.host() + ":" + BROKER.port(), "1.2")) {
            tcp.template().sendBody(uri(), new byte[] {'a', (byte) 0xff, 'b'});
            tcp.template().sendBody(uri(), new byte[] {(byte) 0xff, (byte) 0xfe});
            tcp.template().sendBody(uri(), "last");
        }

        StompRoutes.Received received = routes.consume(uri());

        assertThat(received.next().getMessage().getBody(byte[].class))
                .isEqualTo("a\ufffdb".getBytes(StandardCharsets.UTF_8));
        assertThat(received.next().getMessage().getBody(byte[].class))
                .isEqualTo("\ufffd\ufffd".getBytes(StandardCharsets.UTF_8));
        assertThat(received.next().getMessage().getBody(String.class)).isEqualTo("last");
    }

    @Test
    void whatEndedConnectionsIsSaidToBeUnsendable() {
        Throwable thrown = catchThrowable(() -> send("x".repeat(100_000), Map.of()));

        assertThat(thrown)
                .hasStackTraceContaining(StompUnsendableException.class.getSimpleName())
                .hasStackTraceContaining("1009");
    }
}
