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

import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What to subscribe, again on each new connection.
 *
 * @param options what is wanted of the broker, the destination among it
 * @param id the {@code id} header of SUBSCRIBE, or {@code null} for one that the session chooses
 * @param headers further headers of SUBSCRIBE
 */
public record SubscriptionRequest(
        SubscribeOptions options, AckMode ackMode, @Nullable String id, StompHeaders headers) {
    /** With an id that the session chooses. */
    public SubscriptionRequest(SubscribeOptions options, AckMode ackMode, StompHeaders headers) {
        this(options, ackMode, null, headers);
    }
}
