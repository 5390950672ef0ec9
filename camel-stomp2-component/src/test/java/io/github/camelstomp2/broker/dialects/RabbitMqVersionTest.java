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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.FrameLimits;
import io.github.camelstomp2.broker.MessageRules.Returns;
import io.github.camelstomp2.broker.QueueOptions;
import io.github.camelstomp2.broker.QueueType;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What RabbitMQ does otherwise from one version to the next. */
class RabbitMqVersionTest {
    private static final QueueOptions QUORUM = new QueueOptions(true, QueueType.QUORUM, null);

    private static SubscribeOptions of(String destination, QueueOptions queue) {
        return new SubscribeOptions(
                destination, 100, queue, null, null, false, false, false, null, StompVersion.V1_2, 10);
    }

    private static BrokerDialect dialect(String server) {
        return BrokerDialects.ofServer(server);
    }

    private static StompHeaders subscribe(String server, SubscribeOptions options) {
        StompHeaders.Builder headers = StompHeaders.builder();
        dialect(server).addSubscribeHeaders(options, headers);
        return headers.build();
    }

    @ParameterizedTest
    @CsvSource({
        "RabbitMQ/3.10.8, V3",
        "RabbitMQ/3.12.1, V3",
        "RabbitMQ/3.12.2, V3_12",
        "RabbitMQ/3.13.7, V3_12",
        "RabbitMQ/4.0.0-beta.1, V4_0",
        "RabbitMQ/4.2.6, V4_0",
        "RabbitMQ/4.3.0, V4_3",
        "RabbitMQ/4.10.1, V4_3",
        "RabbitMQ/5.0, V4_3",
        "RabbitMQ, UNKNOWN",
        "RabbitMQ/next, UNKNOWN",
        "RabbitMQ/99999999999.1, UNKNOWN",
        ", UNKNOWN"
    })
    void theVersionIsReadFromTheServerHeader(String server, RabbitMqVersion version) {
        assertThat(RabbitMqVersion.of(server)).isEqualTo(version);
    }

    @Test
    void oneVersionHasOneDialectAlsoWhereTheUserNamedTheBroker() {
        assertThat(BrokerDialects.named("rabbitmq").inVersion("RabbitMQ/4.3.6")).isSameAs(dialect("RabbitMQ/4.3.0"));
        assertThat(BrokerDialects.named("rabbitmq").inVersion(null)).isSameAs(BrokerDialects.RABBITMQ);
        assertThat(BrokerDialects.named("artemis").inVersion("RabbitMQ/4.3.6")).isSameAs(BrokerDialects.ARTEMIS);
    }

    @ParameterizedTest
    @CsvSource({"3.10.8, 100", "3.13.7, 100", "4.0.5, 10", "4.3.6, 10"})
    void aQuorumQueueThatDropsIsAskedForLess(String version, String prefetch) {
        String server = "RabbitMQ/" + version;
        assertThat(subscribe(server, of("/queue/a", QUORUM)).get("prefetch-count"))
                .isEqualTo(prefetch);
        assertThat(subscribe(server, of("/queue/a", QueueOptions.DEFAULT)).get("prefetch-count"))
                .isEqualTo("100");
    }

    @ParameterizedTest
    @CsvSource({
        // At the first delivery the header is the sender's.
        "4.0.5, false, 20, -1, false",
        "4.0.5, true, 1, 19, true",
        "4.0.5, true, 20, 0, true",
        "4.0.5, true, 21, -1, false",
        "4.0.5, true, many, -1, false",
        "4.3.6, true, 20, 0, false",
        "3.13.7, true, 20, -1, false"
    })
    void whatGoesBackIsCounted(String version, String redelivered, String count, int left, boolean countsRefusals) {
        StompHeaders message = StompHeaders.of("redelivered", redelivered, "x-delivery-count", count);
        Returns returns = dialect("RabbitMQ/" + version).returns(SubscribeOptions.of("/amq/queue/a", 10), message);
        assertThat(returns.isLimited()).isEqualTo(left >= 0);
        assertThat(returns.isLimited() ? returns.left() : -1).isEqualTo(left);
        assertThat(returns.isLastDelivery()).isEqualTo(left == 0);
        assertThat(returns.countsRefusals()).isEqualTo(countsRefusals);
        assertThat(returns.dropsWhatIsGivenBack()).isEqualTo(countsRefusals && left == 0);
    }

    @Test
    void aQueueThatIsSaidToBeAQuorumQueueIsLimitedFromTheFirstDeliveryOn() {
        assertThat(dialect("RabbitMQ/4.0.5").returns(of("/queue/a", QUORUM), StompHeaders.of("redelivered", "false")))
                .isEqualTo(new Returns(0, 20, true));
    }

    @ParameterizedTest
    @CsvSource({"3.10.8, true, true", "3.12.2, true, false", "4.0.5, true, false", "4.3.6, false, false"})
    void whatItTakesInAFrameIsKnown(String version, boolean manyHeaders, boolean longFrame) {
        FrameLimits limits = dialect("RabbitMQ/" + version).frameLimits();
        StompHeaders.Builder headers = StompHeaders.builder();
        for (int i = 0; i < 98; i++) {
            headers.add("h" + i, "v");
        }
        assertThat(limits.overHead(headers.build()) == null).isEqualTo(manyHeaders);
        assertThat(limits.overSize(StompHeaders.EMPTY, 4 * 1024 * 1024) == null).isEqualTo(longFrame);
        assertThat(limits.overSize(StompHeaders.EMPTY, 4 * 1024 * 1024 - 256)).isNull();
        assertThat(limits.withFrame(5 * 1024 * 1024).overSize(StompHeaders.EMPTY, 4 * 1024 * 1024))
                .isNull();
        assertThat(limits.overHead(StompHeaders.of("n".repeat(255), "v"))).isNull();
        assertThat(limits.overHead(StompHeaders.of("\u00fc".repeat(128), "v")) == null)
                .isEqualTo(version.startsWith("3"));
    }

    @Test
    void theHeadersOfALongFrameCountInOctets() {
        FrameLimits limits = dialect("RabbitMQ/4.3.6").frameLimits();
        int body = 4 * 1024 * 1024 - 256 - 20;
        assertThat(limits.overSize(StompHeaders.of("a", "x".repeat(17)), body)).isNull();
        assertThat(limits.overSize(StompHeaders.of("a", "x".repeat(18)), body)).isNotNull();
        assertThat(limits.overSize(StompHeaders.of("a", "\u00fc".repeat(9)), body))
                .isNotNull();
    }

    /** A quorum queue, by the default of the virtual host, would outlive its only consumer. */
    @ParameterizedTest
    @CsvSource({"4.0.5, classic", "4.3.6, classic", "3.13.7,"})
    void theQueueOfAPassingTopicSubscriptionIsClassic(String version, String type) {
        assertThat(subscribe("RabbitMQ/" + version, of("/topic/a", QueueOptions.DEFAULT))
                        .get("x-queue-type"))
                .isEqualTo(type);
        assertThat(subscribe("RabbitMQ/" + version, of("/queue/a", QueueOptions.DEFAULT))
                        .get("x-queue-type"))
                .isNull();
    }
}
