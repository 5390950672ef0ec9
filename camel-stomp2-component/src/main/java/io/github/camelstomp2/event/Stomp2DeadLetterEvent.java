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

/** A message failed, and its dead letter is safe, or the broker was told to make one. */
public final class Stomp2DeadLetterEvent extends Stomp2Event {
    private static final long serialVersionUID = 1L;

    private final String messageId;
    private final String destination;
    private final String routeId;
    private final String target;
    private final transient Throwable cause;

    public Stomp2DeadLetterEvent(
            CamelContext source,
            String component,
            long timestamp,
            String messageId,
            String destination,
            String routeId,
            String target,
            Throwable cause) {
        super(source, component, timestamp);
        this.messageId = messageId;
        this.destination = destination;
        this.routeId = routeId;
        this.target = target;
        this.cause = cause;
    }

    /** The {@code message-id} of the broker; {@code null} if it gave none. */
    public String getMessageId() {
        return messageId;
    }

    /** The queue or topic from which the message came, such as {@code /queue/x}. */
    public String getDestination() {
        return destination;
    }

    /** The route in which it failed; {@code null}: it was polled, and failed in no route. */
    public String getRouteId() {
        return routeId;
    }

    /** Where the dead letter is, such as {@code /queue/DLQ.x}; {@code null}: the broker's rules decide. */
    public String getTarget() {
        return target;
    }

    /** Why it failed; {@code null}: the route refused it without an exception. */
    public Throwable getCause() {
        return cause;
    }

    @Override
    public String toString() {
        return "the message " + messageId + " from " + destination + " failed in route " + routeId
                + "; its dead letter is in " + (target == null ? "a queue that the broker chooses" : target);
    }
}
