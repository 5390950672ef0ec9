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

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Frames in the log: everything but secrets and bodies. */
class FrameLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.camelstomp2.frames");
    private final Level before = logger.getLevel();
    private final List<String> lines = new ArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.TRACE);
        appender.start();
        logger.addAppender(appender);
        channel.attr(FrameLog.CONNECTION).set("stomp2 producers");
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
        logger.setLevel(before);
        channel.close();
    }

    private static StompHeaders headers(String... namesAndValues) {
        StompHeaders.Builder headers = StompHeaders.builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers.build();
    }

    @Test
    void aMessageIsShownWithItsSizeAndWithoutItsBody() {
        FrameLog.received(
                channel,
                new StompFrame(StompCommand.MESSAGE, headers("destination", "/queue/x", "id", "7"), "body".getBytes()),
                frame -> frame);
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("stomp2 producers [")
                .endsWith("] < MESSAGE destination:/queue/x id:7, 4 B");
    }

    @Test
    void aReceiptThatIsAskedForIsShown() {
        FrameLog.sent(channel, new StompFrame(StompCommand.SEND, headers("destination", "/queue/x")).withReceipt(5));
        assertThat(lines).singleElement().asString().endsWith("> SEND destination:/queue/x receipt:r-5, 0 B");
    }

    @Test
    void whatConnectSaysOfTheUserIsHidden() {
        FrameLog.sent(
                channel,
                new StompFrame(
                        StompCommand.CONNECT,
                        headers("host", "/", "login", "joe", "passcode", "pw", "x-tenant", "t-1", "client-id", "c")));
        assertThat(lines)
                .singleElement()
                .asString()
                .endsWith("CONNECT host:/ login:xxxxxx passcode:xxxxxx x-tenant:xxxxxx client-id:c, 0 B");
    }

    @Test
    void secretsOfOtherFramesAreKnownByTheirNames() {
        FrameLog.sent(
                channel,
                new StompFrame(
                        StompCommand.SEND,
                        headers("Authorization", "a", "X-Api-Key", "b", "sessionId", "c", "Set-Cookie", "d")));
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("Authorization:xxxxxx X-Api-Key:xxxxxx sessionId:xxxxxx Set-Cookie:xxxxxx");
    }

    @Test
    void aLongValueIsShortenedAndCannotForgeALine() {
        FrameLog.received(
                channel,
                new StompFrame(StompCommand.ERROR, headers("message", "a\nb" + "x".repeat(500))),
                frame -> frame);
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("a\\nb")
                .doesNotContain("\n")
                .hasSizeLessThan(300);
    }

    @Test
    void nothingIsMadeOfAFrameWhileTheLogIsOff() {
        logger.setLevel(Level.DEBUG);
        FrameLog.sent(null, null);
        FrameLog.received(null, null, frame -> frame);
        assertThat(lines).isEmpty();
    }
}
