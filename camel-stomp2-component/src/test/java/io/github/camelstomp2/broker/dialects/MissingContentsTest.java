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
package io.github.camelstomp2.broker.dialects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import org.junit.jupiter.api.Test;

/** Which messages may have a content that did not come. The headers are as the brokers write them. */
class MissingContentsTest {
    private static final BrokerDialect ACTIVEMQ = new ActiveMqDialect();
    private static final BrokerDialect ARTEMIS = new ArtemisDialect();

    private static final String OF_JMS = "ID:host-41537-1796134717897-4:1:1:5:1";
    private static final String OF_STOMP = "ID:host-41537-1796134717897-5:1:-1:1:1";

    private static boolean mayLack(BrokerDialect broker, String body, String... headers) {
        return broker.mayLackContent(
                new StompFrame(StompCommand.MESSAGE, StompHeaders.of(headers), body.getBytes(UTF_8)));
    }

    @Test
    void onActiveMqAMessageOfJmsWithoutABodyMay() {
        assertThat(mayLack(ACTIVEMQ, "", "message-id", OF_JMS)).isTrue();
        assertThat(mayLack(ACTIVEMQ, "", "priority", "4")).isTrue();
    }

    @Test
    void onActiveMqABodyOrItsLengthIsTheContent() {
        assertThat(mayLack(ACTIVEMQ, "pencil", "message-id", OF_JMS)).isFalse();
        assertThat(mayLack(ACTIVEMQ, "", "message-id", OF_JMS, "content-length", "0"))
                .isFalse();
    }

    @Test
    void onActiveMqAStompClientSendsOnlyTextAndBytesUnlessItSaysSo() {
        assertThat(mayLack(ACTIVEMQ, "", "message-id", OF_STOMP)).isFalse();
        assertThat(mayLack(ACTIVEMQ, "", "message-id", OF_STOMP, "transformation", "jms-map-xml"))
                .isTrue();
    }

    @Test
    void onArtemisAMessageOfJmsOrAmqpWithoutABodyMay() {
        assertThat(mayLack(ARTEMIS, "", "message-id", "1_2", "__AMQ_CID", "a")).isTrue();
        assertThat(mayLack(ARTEMIS, "", "message-id", "1_2", "NATIVE_MESSAGE_ID", "a"))
                .isTrue();
        assertThat(mayLack(ARTEMIS, "", "message-id", "1_2")).isFalse();
        assertThat(mayLack(ARTEMIS, "", "message-id", "1_2", "__AMQ_CID", "a", "content-length", "0"))
                .isFalse();
    }

    @Test
    void onArtemisATextThatBeginsWithANullCharacterIsTheBeginningOfAMap() {
        assertThat(mayLack(ARTEMIS, "\0", "message-id", "1_2", "__AMQ_CID", "a", "content-length", "1"))
                .isTrue();
        assertThat(mayLack(ARTEMIS, "\0", "message-id", "1_2", "__AMQ_CID", "a"))
                .isTrue();
        assertThat(mayLack(ARTEMIS, "a", "message-id", "1_2", "__AMQ_CID", "a", "content-length", "1"))
                .isFalse();
    }

    @Test
    void onArtemisOctetsMayBeginWithANull() {
        assertThat(mayLack(ARTEMIS, "\0", "content-length", "1", "message-id", "1_2", "__AMQ_CID", "a"))
                .isFalse();
    }

    @Test
    void otherBrokersDeliverWhatTheyHave() {
        assertThat(mayLack(BrokerDialects.RABBITMQ, "", "message-id", OF_JMS)).isFalse();
    }
}
