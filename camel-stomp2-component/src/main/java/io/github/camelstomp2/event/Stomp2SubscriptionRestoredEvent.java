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

/** The broker has confirmed the subscription of a consumer again, after {@link Stomp2SubscriptionLostEvent}. */
public final class Stomp2SubscriptionRestoredEvent extends Stomp2SubscriptionEvent {
    private static final long serialVersionUID = 1L;

    public Stomp2SubscriptionRestoredEvent(
            CamelContext source, String component, long timestamp, String destination, String routeId) {
        super(source, component, timestamp, destination, routeId);
    }

    @Override
    public String toString() {
        return "the subscription to " + getDestination() + " of route " + getRouteId() + " is restored";
    }
}
