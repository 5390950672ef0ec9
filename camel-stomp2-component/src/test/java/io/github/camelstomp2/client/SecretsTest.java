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
package io.github.camelstomp2.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.client.options.Identity;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.protocol.StompHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SecretsTest {
    @Test
    void noTextOfTheOptionsHoldsACredential() {
        StompClientOptions options = new ClientSettings("tcp://localhost:61613")
                .identity(new Identity("j03", "s3cret", "client-7", "vhost"))
                .connectHeaders(StompHeaders.of("x-token", "s3cret"))
                .build();

        assertThat(options).asString().contains("localhost", "client-7").doesNotContain("s3cret", "j03");
    }

    @Test
    void noTextOfAMessageHoldsItsContents() {
        OutgoingMessage message = new OutgoingMessage(
                SendOptions.of("/queue/a", true, true),
                StompHeaders.of("card", "4111"),
                "s3cret".getBytes(StandardCharsets.UTF_8),
                true,
                Duration.ofSeconds(1),
                1);

        assertThat(message).asString().contains("/queue/a", "card", "6 B").doesNotContain("s3cret", "4111");
    }
}
