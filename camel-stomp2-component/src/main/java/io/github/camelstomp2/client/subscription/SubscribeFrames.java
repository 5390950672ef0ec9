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
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompUnsupportedOptionException;
import java.util.OptionalLong;

/** Makes the headers of SUBSCRIBE and UNSUBSCRIBE as a broker expects them. */
public final class SubscribeFrames {
    private SubscribeFrames() {}

    /**
     * @param position where the consumer of a stream continues, if it had begun
     * @throws StompUnsupportedOptionException if the broker cannot do what the options ask for
     */
    public static StompHeaders headers(SubscriptionRequest request, OptionalLong position, BrokerDialect dialect) {
        Limitation.requirePossible(request.limitations(dialect), dialect.name());
        StompHeaders.Builder headers = request.headers().toBuilder();
        addHeaders(request, dialect, headers);
        position.ifPresent(offset -> dialect.startAt(offset, headers));
        return headers.build();
    }

    /** Adds the headers of the dialect. */
    public static void addHeaders(SubscriptionRequest request, BrokerDialect dialect, StompHeaders.Builder headers) {
        if (request.ackMode() == AckMode.AUTO) {
            dialect.addAutoAckHeaders(headers);
        }
        dialect.addSubscribeHeaders(request.options(), headers);
    }

    static StompHeaders unsubscribe(SubscriptionRequest request, boolean remove, BrokerDialect dialect) {
        StompHeaders.Builder headers = StompHeaders.builder();
        if (remove) {
            dialect.addRemoveHeaders(request.options(), headers);
        }
        return headers.build();
    }
}
