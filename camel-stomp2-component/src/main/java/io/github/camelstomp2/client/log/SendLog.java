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

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.protocol.text.PrintableText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what concerns the destinations to which a connection sends. Event loop only. */
public final class SendLog {
    private static final Logger LOG = LoggerFactory.getLogger(SendLog.class);

    private final String name;
    private @Nullable BrokerAddress address;

    /**
     * Whether the loss of the connection that will be logged next was already explained by a destination that was held
     * back.
     */
    private boolean explains;

    SendLog(String name) {
        this.name = name;
    }

    void connected(BrokerAddress to) {
        address = to;
    }

    /**
     * A destination is held back because its messages end connections. Logged once, before the loss of the connection,
     * until something is confirmed there; the lost connections of later attempts are not logged again.
     *
     * @param isNew whether it was not held back before
     * @param reason why it is held back
     * @param delay the time until one message is tried
     */
    public void heldBack(String destination, boolean isNew, String reason, Duration delay) {
        explains = true;
        if (isNew) {
            LOG.warn(
                    "{}: {} is held back at {}: {}; one message to it is tried alone in {} ms, then less and less often; sends"
                            + " to all other destinations go on",
                    name,
                    PrintableText.of(destination),
                    address,
                    reason,
                    delay.toMillis());
        } else {
            LOG.debug("{}: {} is still held back; tried in {} ms", name, destination, delay.toMillis());
        }
    }

    /** A message to a destination that was held back was confirmed. */
    public void goesOn(String destination) {
        LOG.info(
                "{}: {} takes messages again at {}, and is no longer held back",
                name,
                PrintableText.of(destination),
                address);
    }

    /** Whether the next loss was already explained by a destination that was held back. The answer is given once. */
    boolean explainsLoss() {
        boolean told = explains;
        explains = false;
        return told;
    }
}
