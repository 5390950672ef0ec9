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

import io.github.camelstomp2.client.link.LinkKeeper;
import io.github.camelstomp2.client.link.LoopTimer;
import io.github.camelstomp2.client.request.Requests;
import io.github.camelstomp2.client.send.PendingSends;
import io.github.camelstomp2.client.subscription.SubscriptionKeeper;
import io.github.camelstomp2.protocol.StompBrokerException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the reason of an ERROR that gives none, where a second ERROR brings it: RabbitMQ says that it could not process
 * something, and then why its channel has ended. Event loop only.
 */
final class ErrorReasons {
    /** The second one is on its way when the first one is written. */
    private static final Duration FOLLOWS_WITHIN = Duration.ofMillis(500);

    private final LinkKeeper keeper;
    private final LoopTimer timer;
    private final SubscriptionKeeper subscriptions;
    private final Requests requests;
    private final PendingSends sends;
    private @Nullable StompBrokerException withoutReason;

    ErrorReasons(
            LinkKeeper keeper,
            LoopTimer timer,
            SubscriptionKeeper subscriptions,
            Requests requests,
            PendingSends sends) {
        this.keeper = keeper;
        this.timer = timer;
        this.subscriptions = subscriptions;
        this.requests = requests;
        this.sends = sends;
    }

    /** An ERROR came. */
    void said(StompBrokerException error, @Nullable String subscriptionId) {
        if (withoutReason != null
                && subscriptionId == null
                && keeper.currentDialect().closesAfter(error)) {
            withoutReason = null; // this is the reason
        }
        end();
        if (mayBeExplained(error, subscriptionId)) {
            withoutReason = error;
            timer.later(FOLLOWS_WITHIN, () -> {
                if (withoutReason == error) {
                    end();
                }
            });
        } else {
            complained(error, subscriptionId);
        }
    }

    /** The answer to a SUBSCRIBE does not wait: it comes before a RECEIPT that is none. */
    private boolean mayBeExplained(StompBrokerException error, @Nullable String subscriptionId) {
        return subscriptionId == null
                && keeper.currentDialect().explainsLater(error)
                && !subscriptions.isAnswerAwaited();
    }

    /** No reason comes any more. */
    void end() {
        StompBrokerException last = withoutReason;
        withoutReason = null;
        if (last != null) {
            complained(last, null);
        }
    }

    private void complained(StompBrokerException error, @Nullable String subscriptionId) {
        if (subscriptions.refused(error, subscriptionId) || requests.subscriptionRefused(error, subscriptionId)) {
            return;
        }
        if (subscriptionId == null) {
            sends.unaddressed(error, keeper.currentDialect());
        }
        keeper.log().brokerError("does not say what it is about", error);
    }
}
