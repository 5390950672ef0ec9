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
package io.github.camelstomp2.chaos.ledger;

/** The rules that every run must keep, whatever faults there are. */
public enum Rule {
    /** An acknowledgement was on the wire before the route of that delivery had ended. */
    ACKNOWLEDGED_EARLY,
    /**
     * An acknowledgement named a message that was not delivered on its connection, or was acknowledged there before.
     */
    ACKNOWLEDGED_UNKNOWN,
    /** A send was confirmed, and no route ever began with the message. */
    LOST,
    /** A send was confirmed before the broker's receipt for this message had passed. */
    CONFIRMED_WITHOUT_RECEIPT,
    /** A send did not end. */
    NOT_ENDED,
    /** A send ended more than once. */
    ENDED_TWICE,
    /** A send took longer than its time-out. */
    ENDED_LATE,
    /** A send failed with the result that the broker does not have the message, and the message was delivered. */
    FAILED_BUT_DELIVERED,
    /** A route began with a message that nobody had sent. */
    INVENTED,
    /** A route began with a changed body. */
    ALTERED,
    /** A message reached routes twice, and neither a repeated send nor a lost acknowledgement is the reason. */
    DUPLICATE,
    /** A message was written twice to the same connection. */
    SENT_AGAIN,
    /** Messages of one producer overtook each other, although there was no fault. */
    OUT_OF_ORDER,
    /** A kill left more unknown sends than there were sends on their way. */
    TOO_MANY_UNKNOWN,
    /** The client did not give back threads, sockets or memory. */
    LEAK,
    /** The client took longer than its back-off to continue with a broker that was available again. */
    SLOW_RECOVERY,
    /** The run did not come to its end. */
    STUCK
}
