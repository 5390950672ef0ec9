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
package io.github.camelstomp2.event;

import org.apache.camel.CamelContext;

/**
 * A consumer gets no messages any more: the broker refused or ended its subscription, or the connection was lost. Told once,
 * until {@link Stomp2SubscriptionRestoredEvent}.
 */
public final class Stomp2SubscriptionLostEvent extends Stomp2SubscriptionEvent {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public Stomp2SubscriptionLostEvent(
            CamelContext source, String component, long timestamp, String destination, String routeId, String reason) {
        super(source, component, timestamp, destination, routeId);
        this.reason = reason;
    }

    /** Why, in the words of the system or the broker. */
    public String getReason() {
        return reason;
    }

    @Override
    public String toString() {
        return "the subscription to " + getDestination() + " of route " + getRouteId() + " is lost: " + reason;
    }
}
