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
package io.github.camelstomp2.client.options;

import java.time.Duration;

/**
 * How long to wait between attempts to connect.
 *
 * @param delay the wait before the first new round through the broker list
 * @param maxDelay the longest wait. After a refused login it is always this long, since quick attempts could lock the
 *     account.
 * @param multiplier the ratio of a wait to the one before, at least 1
 * @param maxAttempts after this many failed rounds in a row the client gives up; negative: never
 */
public record ReconnectPolicy(Duration delay, Duration maxDelay, double multiplier, int maxAttempts) {

    /**
     * The wait after this many failed rounds in a row. Half of it is fixed and half is random, so that the clients of a
     * broker that comes back do not all connect at the same moment.
     *
     * @param failedRounds 0 after a connection that was stable
     * @param random from 0 to 1
     */
    public Duration delay(int failedRounds, double random) {
        double grown = delay.toMillis() * Math.pow(multiplier, failedRounds);
        return jittered((long) Math.min(grown, maxDelay.toMillis()), random);
    }

    private static Duration jittered(long millis, double random) {
        return Duration.ofMillis(Math.round(millis / 2.0 + millis / 2.0 * random));
    }

    public boolean givesUpAfter(int failedRounds) {
        return maxAttempts >= 0 && failedRounds >= maxAttempts;
    }
}
