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

import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a connection has no link, or had none. Readable from any thread. */
final class LastFailure {
    private volatile @Nullable LinkFailure last;

    /** The link ended, or could not be made. */
    LinkFailure is(BrokerAddress address, StompException cause) {
        LinkFailure failure = new LinkFailure(address, cause, System.nanoTime());
        last = failure;
        return failure;
    }

    /** There is a link. */
    void none() {
        last = null;
    }

    @Nullable
    StompException cause() {
        LinkFailure failure = last;
        return failure == null ? null : failure.cause();
    }

    /** To be appended to a sentence. */
    String words() {
        LinkFailure failure = last;
        return failure == null ? "" : "; last failure: " + failure.words();
    }

    /** How much of a wait that began with it is left; zero when it is over. */
    Duration leftOf(Duration wait) {
        LinkFailure failure = last;
        Duration left = failure == null ? Duration.ZERO : wait.minusNanos(System.nanoTime() - failure.nanos());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * That no broker of these was reached as often as was allowed.
     *
     * @param next who makes the connection try again
     */
    StompConnectionException gaveUp(BrokerList brokers, String next) {
        return new StompConnectionException(
                "gave up connecting to " + brokers + " after reconnectMaxAttempts" + words() + "; " + next, cause());
    }
}
