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

/** What must hold in every run, whatever happened to brokers and networks. */
public enum Rule {
    /** An acknowledgement was on the wire before the route of that delivery had ended. */
    ACKNOWLEDGED_EARLY,
    /** An acknowledgement named what was not delivered on its connection, or was acknowledged there before. */
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
    /** A send failed for certain, and the message was delivered all the same. */
    FAILED_BUT_DELIVERED,
    /** A route began with what nobody had sent. */
    INVENTED,
    /** A route began with another body than the one that was sent. */
    ALTERED,
    /** A message reached routes twice, and neither a repeated send nor a lost acknowledgement explains it. */
    DUPLICATE,
    /** A message was written twice to the same connection. */
    SENT_AGAIN,
    /** Messages of one producer overtook each other, although nothing was broken. */
    OUT_OF_ORDER,
    /** A kill left more sends unknown than were under way. */
    TOO_MANY_UNKNOWN,
    /** The client kept threads, sockets or memory. */
    LEAK,
    /** The client took longer than its back-off to go on with a broker that was there again. */
    SLOW_RECOVERY,
    /** The run itself did not come to its end. */
    STUCK
}
