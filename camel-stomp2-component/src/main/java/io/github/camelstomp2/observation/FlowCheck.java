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
package io.github.camelstomp2.observation;

import io.github.camelstomp2.client.ConnectionReport;
import io.github.camelstomp2.client.subscription.SubscriptionReport;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Says whether messages can flow: down without a connection, and for a consumer without a subscription that its broker has
 * confirmed. It is about readiness: a restart of the application would heal nothing. Needs nothing of camel-health. Any thread.
 */
public final class FlowCheck implements HealthCheck {
    private final String id;
    private final String destination;
    private final Supplier<ConnectionReport> connection;
    private final Supplier<SubscriptionReport> subscription;
    private volatile boolean enabled = true;

    /**
     * @param id of the check
     * @param connection gives {@code null} while there is nothing that connects
     * @param subscription gives {@code null} while none is wanted
     */
    public FlowCheck(
            String id,
            String destination,
            Supplier<ConnectionReport> connection,
            Supplier<SubscriptionReport> subscription) {
        this.id = id;
        this.destination = destination;
        this.connection = connection;
        this.subscription = subscription;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this)
                .detail(CHECK_ID, id)
                .detail(CHECK_GROUP, getGroup())
                .detail(CHECK_KIND, Kind.READINESS.name())
                .detail("destination", destination);
        ConnectionReport link = connection.get();
        if (!enabled) {
            return result.message("disabled").unknown().build();
        } else if (link == null) {
            return result.message("not started").down().build();
        }
        SubscriptionReport subscribed = subscription.get();
        describe(result, link);
        if (!link.isUp()) {
            return noConnection(result, link);
        }
        return subscribed == null || subscribed.flowing() ? result.up().build() : noSubscription(result, subscribed);
    }

    private static void describe(HealthCheckResultBuilder result, ConnectionReport link) {
        result.detail("brokers", link.brokers())
                .detail("connection", link.state().name());
        if (link.reached() != null) {
            result.detail("broker", link.reached().address().toString());
        }
    }

    private static Result noConnection(HealthCheckResultBuilder result, ConnectionReport link) {
        String reason = link.reason() == null ? "no broker has answered yet" : link.reason();
        result.detail("reason", reason).detail("failed.attempts", link.failures());
        if (link.withoutSince() != null) {
            result.detail("since", Moments.text(link.withoutSince()));
        }
        return result.message("no connection to " + link.brokers() + ": " + reason)
                .down()
                .build();
    }

    private Result noSubscription(HealthCheckResultBuilder result, SubscriptionReport subscribed) {
        if (subscribed.refusal() == null) {
            return result.message("the broker has not confirmed the subscription to " + destination + " yet")
                    .down()
                    .build();
        }
        return result.detail("reason", subscribed.refusal())
                .detail("since", Moments.text(subscribed.since()))
                .detail("refusals", subscribed.refusals())
                .message("no subscription to " + destination + ": " + subscribed.refusal())
                .down()
                .build();
    }
}
