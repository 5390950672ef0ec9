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
package io.github.camelstomp2.consumer;

import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.settlement.Settlement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs messages whose content the broker may have kept, since STOMP does not carry it: to the route they look like empty ones.
 * One line for each consumer; further ones at DEBUG. For any thread.
 */
final class MissingContent {
    private static final Logger LOG = LoggerFactory.getLogger(MissingContent.class);

    private final AtomicBoolean told = new AtomicBoolean();

    /** Looks at a message before its route begins. */
    void look(Delivery delivery, Settlement.Source source) {
        if (!source.dialect().mayLackContent(delivery.frame())) {
            return;
        }
        if (told.compareAndSet(false, true)) {
            LOG.warn(
                    "The message {} ({}) came without its content if it is a map, object or stream message of JMS: STOMP"
                            + " carries only text and bytes. Where its route ends well, the message is acknowledged, and the"
                            + " broker deletes the content; where it fails, the broker keeps it. Further ones are logged at"
                            + " DEBUG",
                    delivery.name(),
                    source.connection().report().where());
        } else {
            LOG.debug("The message {} came without its content, too, if it has one", delivery.name());
        }
    }
}
