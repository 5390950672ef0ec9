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
package io.github.camelstomp2.consumer;

import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.session.Delivery;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for the message of a poll, on the thread that polls. */
@FunctionalInterface
public interface PollWait {
    /**
     * How long {@code receiveNoWait} waits for a message after the broker has confirmed the subscription, since STOMP
     * cannot ask whether there is a message. RabbitMQ and Artemis send it within a few milliseconds after the RECEIPT.
     * ActiveMQ Classic sends it in a second packet, which stays in the broker's socket until TCP has acknowledged the
     * RECEIPT; operating systems delay that by 40 to 200 ms.
     */
    Duration NO_WAIT = Duration.ofMillis(250);

    /**
     * Waits.
     *
     * @return {@code null} if no message came
     */
    Delivery forMessageOf(Poll poll) throws InterruptedException;

    /** Waits for at most this time, counted from now, over all polls for which it is used. */
    static PollWait forAtMost(long nanos) {
        long begin = System.nanoTime();
        return poll -> poll.take(Math.max(0, nanos - (System.nanoTime() - begin)));
    }

    /**
     * Waits for a message that the broker has now. Does not wait when there is no connection and none is being made.
     *
     * @param limit how long the subscription may take
     */
    static PollWait forWhatIsThere(Duration limit) {
        return poll -> {
            long begin = System.nanoTime();
            while (!poll.awaitSubscribed(TimeUnit.MILLISECONDS.toNanos(20))) {
                ConnectionState state = poll.connection().state();
                if (state == ConnectionState.WAITING
                        || state == ConnectionState.FAILED
                        || System.nanoTime() - begin > limit.toNanos()) {
                    return poll.take(0);
                }
            }
            return poll.take(NO_WAIT.toNanos());
        };
    }
}
