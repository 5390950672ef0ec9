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
package io.github.camelstomp2.tools;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/**
 * Hears from the component's log what a route need not know and a command has to: that a broker refuses a subscription, which the
 * component tries again for ever, and that a message is longer than the component reads, so that it comes to no route.
 */
final class ComponentLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final String OF_SUBSCRIPTIONS = "io.github.camelstomp2.client.log.SubscriptionLog";
    private static final String OF_LONG_MESSAGES = "io.github.camelstomp2.consumer.SkippedMessages";

    private final List<Logger> loggers = List.of(logger(OF_SUBSCRIPTIONS), logger(OF_LONG_MESSAGES));
    private final AtomicLong tooLong = new AtomicLong();
    private volatile String refusal;

    ComponentLog() {
        start();
        loggers.forEach(logger -> logger.addAppender(this));
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
            return;
        }
        if (event.getLoggerName().equals(OF_LONG_MESSAGES)) {
            tooLong.incrementAndGet();
        } else {
            refusal = event.getFormattedMessage();
        }
    }

    /** {@code null}: no subscription was refused. */
    String refusal() {
        return refusal;
    }

    /** Whether another broker or another command is needed: this broker can never do what was asked. */
    boolean isForGood() {
        String words = refusal;
        return words != null && words.contains(" is not possible on the broker ");
    }

    /** How many messages could not be read. */
    long tooLong() {
        return tooLong.get();
    }

    @Override
    public void close() {
        loggers.forEach(logger -> logger.detachAppender(this));
    }
}
