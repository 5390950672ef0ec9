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
import org.slf4j.LoggerFactory;

/**
 * Hears from the component's log that a broker refuses a subscription: the component itself tries again for ever, which is
 * right for routes and not for a command.
 */
final class RefusedSubscriptions extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final String LOGGER = "io.github.camelstomp2.client.log.SubscriptionLog";

    private final Logger logger = (Logger) LoggerFactory.getLogger(LOGGER);
    private volatile String refusal;

    RefusedSubscriptions() {
        start();
        logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            refusal = event.getFormattedMessage();
        }
    }

    /** {@code null}: none was refused. */
    String refusal() {
        return refusal;
    }

    /** Whether another broker or another command is needed: this broker can never do what was asked. */
    boolean isForGood() {
        String words = refusal;
        return words != null && words.contains(" is not possible on the broker ");
    }

    @Override
    public void close() {
        logger.detachAppender(this);
    }
}
