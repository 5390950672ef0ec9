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
package io.github.camelstomp2.client;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.Limitation;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompUnsupportedOptionException;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** Makes the headers of SUBSCRIBE and UNSUBSCRIBE as a broker wants them. */
final class SubscribeFrames {
    private SubscribeFrames() {}

    /**
     * @param position where a stream's consumer goes on, if it had begun
     * @throws StompUnsupportedOptionException if the broker cannot do what is asked for
     */
    static StompHeaders headers(SubscriptionRequest request, OptionalLong position, BrokerDialect dialect) {
        requirePossible(dialect.limitations(request.options()), dialect);
        StompHeaders.Builder headers = request.headers().toBuilder();
        addHeaders(request, dialect, headers);
        position.ifPresent(offset -> dialect.startAt(offset, headers));
        return headers.build();
    }

    /** Those of the dialect. */
    static void addHeaders(SubscriptionRequest request, BrokerDialect dialect, StompHeaders.Builder headers) {
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

    static void requirePossible(Collection<Limitation> limitations, BrokerDialect dialect) {
        List<Limitation> fatal = Limitation.fatalOf(limitations);
        if (!fatal.isEmpty()) {
            throw new StompUnsupportedOptionException(Limitation.sentence(dialect, fatal));
        }
    }
}
