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
package io.github.camelstomp2.examples.observability;

import io.github.camelstomp2.event.Stomp2DeadLetterEvent;
import io.github.camelstomp2.event.Stomp2DisconnectedEvent;
import io.github.camelstomp2.event.Stomp2Event;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an application does with the events of the component; here it only logs them. */
public final class EventLog extends EventNotifierSupport {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

    public EventLog() {
        // Of Camel's own events this notifier wants none, which spares making them.
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreExchangeEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof Stomp2Event;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof Stomp2DisconnectedEvent lost) {
            LOG.warn("{}: {}, next attempt in {}", lost.getConnection(), lost.getReason(), lost.getNextAttempt());
        } else if (event instanceof Stomp2DeadLetterEvent letter) {
            LOG.warn("{} is in {}: {}", letter.getMessageId(), letter.getTarget(), String.valueOf(letter.getCause()));
        } else {
            LOG.info("{}", event);
        }
    }
}
