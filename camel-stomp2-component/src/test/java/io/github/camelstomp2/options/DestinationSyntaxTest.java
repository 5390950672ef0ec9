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
package io.github.camelstomp2.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationSyntaxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"queue", "topic", "exchange", "amq/queue", "temp-queue", "temp-topic", "reply-queue", "dsub"})
    void aWellKnownPrefixMayBeWrittenWithSlashWithColonAndWithLeadingSlash(String prefix) {
        String expected = "/" + prefix + "/orders";
        assertThat(DestinationSyntax.normalize(prefix + "/orders")).isEqualTo(expected);
        assertThat(DestinationSyntax.normalize(prefix + ":orders")).isEqualTo(expected);
        assertThat(DestinationSyntax.normalize("/" + prefix + "/orders")).isEqualTo(expected);
        assertThat(DestinationSyntax.normalize("/" + prefix + ":orders")).isEqualTo(expected);
        assertThat(DestinationSyntax.normalize(expected)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "orders, orders",
        "queueing, queueing",
        "queue, queue",
        "queue.orders, queue.orders",
        "jms.queue.orders, jms.queue.orders",
        "/orders, /orders",
        "/mine/queue/x, /mine/queue/x",
        "topics/a, topics/a"
    })
    void anythingElseGoesToTheBrokerAsItStands(String written, String expected) {
        assertThat(DestinationSyntax.normalize(written)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "exchange/amq.topic/a.b, /exchange/amq.topic/a.b",
        "queue:a:b, /queue/a:b",
        "queue/a/b, /queue/a/b",
        "queue//a, /queue//a",
        "topic/a.>, /topic/a.>",
        "queue/a%2Fb, /queue/a/b",
        "topic/a%2fb, /topic/a/b",
        "queue/50%, /queue/50%",
        "queue/50%25, /queue/50%25",
        "exchange/e%2Fx/key, /exchange/e%2Fx/key",
        "reply-queue/a%2Fb, /reply-queue/a%2Fb"
    })
    void theNameBehindThePrefixIsKept(String written, String expected) {
        assertThat(DestinationSyntax.normalize(written)).isEqualTo(expected);
    }

    @Test
    void theLetterCaseOfThePrefixDoesNotMatterButThatOfTheNameDoes() {
        assertThat(DestinationSyntax.normalize("Queue/Orders")).isEqualTo("/queue/Orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/", "queue/", "queue:", "/topic/", "amq/queue/", "queue/ "})
    void nothingIsNoDestination(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DestinationSyntax.normalize(written))
                .withMessageContaining("'" + written + "' names no destination");
    }
}
