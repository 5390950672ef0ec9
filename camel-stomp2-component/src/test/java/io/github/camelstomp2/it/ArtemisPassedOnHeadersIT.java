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
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.matrix.DiffersByVersion;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RawStompClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ArtemisPassedOnHeadersIT extends PassedOnHeadersSuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ARTEMIS);

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    /** Of a second message with the same duplicate id Artemis says it has it, and drops it. */
    @Override
    Map<String, String> wishesOfItsOwn() {
        return Map.of(
                "expires",
                "4102444800000",
                "_AMQ_DUPL_ID",
                queue,
                "_AMQ_ORIG_ADDRESS",
                "q",
                "_AMQ_PREFIX",
                "p/",
                "JMSXUserID",
                "somebody",
                "__AMQ_CID",
                "c",
                "expiration",
                "60000",
                "user-id",
                "x");
    }

    /** In 1.0 alone the broker tells text, which has no length there, from bytes. */
    private static boolean isText(String name) {
        try (RawStompClient client = RawStompClient.connect(BROKER.broker(), Map.of("accept-version", "1.0"))) {
            client.subscribeToQueue("look", name);
            return !client.receiveMessage().has("content-length");
        }
    }

    @Test
    @DiffersByVersion
    void aDeadLetterIsOfTheKindThatTheMessageWas() throws Exception {
        for (Object body : new Object[] {"text", "text in bytes".getBytes(StandardCharsets.UTF_8)}) {
            String name = BROKER.uniqueName("kinds");
            String uri = "stomp2:queue/" + name;
            routes.add(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri).throwException(new IllegalStateException("no stock"));
                }
            });
            routes.template()
                    .sendBodyAndHeader(
                            uri + "?messageType=" + (body instanceof String ? "auto" : "bytes"),
                            body,
                            "content-type",
                            "text/plain");
            await().until(() -> BROKER.broker().messageCount("DLQ." + name) == 1);

            assertThat(isText("DLQ." + name)).isEqualTo(body instanceof String);
        }
    }
}
