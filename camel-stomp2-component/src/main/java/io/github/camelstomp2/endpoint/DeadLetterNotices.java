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
package io.github.camelstomp2.endpoint;

import io.github.camelstomp2.observation.EventNotices;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.settlement.FailedMessage;
import java.util.function.BiConsumer;

/** Makes an event of each safe dead letter, where a notifier wants it. For any thread. */
public final class DeadLetterNotices implements BiConsumer<FailedMessage, String> {
    private final EventNotices events;
    private final String routeId;

    /** @param routeId {@code null}: the messages are polled */
    public DeadLetterNotices(EventNotices events, String routeId) {
        this.events = events;
        this.routeId = routeId;
    }

    /** @param target where the dead letter is; {@code null}: the broker's rules decide */
    @Override
    public void accept(FailedMessage failed, String target) {
        if (events.areWanted()) {
            events.deadLettered(
                    failed.delivery().frame().headers().get(StompHeaderNames.MESSAGE_ID),
                    failed.subscription().source(failed.delivery()),
                    routeId,
                    target,
                    failed.cause());
        }
    }
}
