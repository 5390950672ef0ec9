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
package io.github.camelstomp2.client.subscription;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.Limitation;
import io.github.camelstomp2.broker.QueueType;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A destination to subscribe, with the options; used again on each new connection.
 *
 * @param options what is wanted of the broker, with the destination
 * @param id the {@code id} header of SUBSCRIBE, or {@code null}: the session chooses it
 * @param headers further headers of SUBSCRIBE
 * @param shares whether other subscriptions use the same connection
 */
public record SubscriptionRequest(
        SubscribeOptions options, AckMode ackMode, @Nullable String id, StompHeaders headers, boolean shares) {
    /** With an id that the session chooses. */
    public SubscriptionRequest(SubscribeOptions options, AckMode ackMode, StompHeaders headers) {
        this(options, ackMode, null, headers, false);
    }

    /**
     * The ack mode to use on this broker: an acknowledgement of one subscription must not wait for messages of others.
     */
    public AckMode ackMode(BrokerDialect dialect) {
        return wouldWaitForOthers(dialect) ? AckMode.CLIENT_INDIVIDUAL : ackMode;
    }

    /** Whether it is a stream, to which messages cannot be given back or rejected. */
    public boolean isStream() {
        return options.queue().type() == QueueType.STREAM;
    }

    /** The options that this broker cannot fulfil. */
    public List<Limitation> limitations(BrokerDialect dialect) {
        List<Limitation> limitations = new ArrayList<>(dialect.limitations(options));
        if (!dialect.confirms() && ackMode != AckMode.AUTO) {
            limitations.add(Limitation.fatal(
                    "ackMode=" + ackMode.header(),
                    "it waits for no acknowledgement: a message whose route fails is gone; set ackMode=auto"));
        }
        if (wouldWaitForOthers(dialect)) {
            limitations.add(new Limitation(
                    "ackMode=client with sharedConnection=true",
                    "there an acknowledgement covers the messages of all consumers of a connection, and would wait for the"
                            + " slowest of them; each message is acknowledged for itself",
                    false));
        }
        return limitations;
    }

    private boolean wouldWaitForOthers(BrokerDialect dialect) {
        return shares && ackMode == AckMode.CLIENT && dialect.cumulativeAckSpansConnection();
    }
}
