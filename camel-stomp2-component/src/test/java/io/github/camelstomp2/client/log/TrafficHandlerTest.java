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
package io.github.camelstomp2.client.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.codec.EncodedFrames;
import io.github.camelstomp2.protocol.HeartBeat;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.session.connect.Handshake;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrafficHandlerTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final TrafficFigures figures = new TrafficFigures();
    private long now = 7;
    private final TrafficHandler handler = new TrafficHandler(figures, () -> now);
    private final EmbeddedChannel channel = new EmbeddedChannel(handler);

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void agreeOn(Duration incoming) {
        channel.pipeline()
                .fireUserEventTriggered(new Handshake(
                        StompVersion.V1_2, new HeartBeat(Duration.ZERO, incoming), Duration.ZERO, "any", false));
    }

    private void read(String octets) {
        channel.writeInbound(Unpooled.copiedBuffer(octets, StandardCharsets.UTF_8));
    }

    @Test
    void octetsAreCountedBothWays() {
        read("12345");
        channel.writeOutbound(Unpooled.copiedBuffer("123", StandardCharsets.UTF_8));
        assertThat(figures.octetsIn()).isEqualTo(5);
        assertThat(figures.octetsOut()).isEqualTo(3);
        channel.writeOutbound(EncodedFrames.of(Unpooled.copiedBuffer("4567", StandardCharsets.UTF_8)));
        assertThat(figures.octetsOut()).isEqualTo(7);
    }

    @Test
    void aBrokerThatIsSilentForLongerThanAgreedIsLateByTheRest() {
        figures.time();
        agreeOn(Duration.ofSeconds(10));
        read("\n");
        now += 10 * SECOND;
        read("\n");
        assertThat(figures.late()).isZero();
        now += 13 * SECOND;
        read("\n");
        assertThat(figures.late()).isEqualTo(1);
        assertThat(figures.lateNanos()).isEqualTo(3 * SECOND);
    }

    @Test
    void aPauseOfThisClientIsNotTheBrokersDelay() {
        figures.time();
        agreeOn(Duration.ofSeconds(10));
        read("\n");
        now += 60 * SECOND;
        handler.readingGoesOn();
        read("\n");
        assertThat(figures.late()).isZero();
    }

    @Test
    void theTimeOfAnAnswerIsThatUntilItsOctetsCame() {
        long asked = System.nanoTime();
        figures.time();
        now = asked + 3 * SECOND;
        read("answer");
        now += 5 * SECOND;
        assertThat(figures.untilRead(asked)).isEqualTo(3 * SECOND);
        assertThat(figures.untilRead(asked + 4 * SECOND))
                .as("what was asked after that read is not answered by it")
                .isNegative();
    }

    @Test
    void theTimeOfAnAnswerIsKnownWhereReadsAreNotTimed() {
        long asked = System.nanoTime();
        read("answer");
        assertThat(figures.untilRead(asked)).isBetween(0L, 60 * SECOND);
    }

    @Test
    void nobodyIsLateWithoutHeartBeatsOrWithoutARegistry() {
        agreeOn(Duration.ofSeconds(10));
        read("\n");
        now += 60 * SECOND;
        read("\n");
        figures.time();
        agreeOn(Duration.ZERO);
        now += 60 * SECOND;
        read("\n");
        assertThat(figures.late()).isZero();
    }
}
