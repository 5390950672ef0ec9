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

/** What happened to the subscription of a consumer. */
public abstract class Stomp2SubscriptionEvent extends Stomp2Event {
    private static final long serialVersionUID = 1L;

    private final String destination;
    private final String routeId;

    protected Stomp2SubscriptionEvent(
            CamelContext source, String component, long timestamp, String destination, String routeId) {
        super(source, component, timestamp);
        this.destination = destination;
        this.routeId = routeId;
    }

    /** What is consumed, such as {@code /queue/x}. */
    public String getDestination() {
        return destination;
    }

    /** The route of the consumer; {@code null}: it has none. */
    public String getRouteId() {
        return routeId;
    }
}
