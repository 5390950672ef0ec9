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
package io.github.camelstomp2.client.link;

import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.receipt.ReceiptListener;
import java.time.Duration;

/** Ends a link by DISCONNECT: any answer to it ends the link. Event loop only. */
record Goodbye(StompLink link) implements ReceiptListener {
    /** How long to wait for the answer when the connection connects again. */
    static final Duration BEFORE_RENEWAL = Duration.ofSeconds(5);

    /**
     * Ends a link in an orderly way.
     *
     * @param timeout how long to wait for the answer
     */
    static void say(StompLink link, Duration timeout) {
        try {
            link.session().disconnect(new Goodbye(link));
            link.awaitGoodbye();
            within(timeout, link);
        } catch (StompException e) {
            link.end(e); // frames before DISCONNECT cannot be written
        }
    }

    /** Limits the wait for the answer to this time. */
    static void within(Duration timeout, StompLink link) {
        link.endAfter(timeout, stopped());
    }

    /** The cause with which a stopped link ends. */
    static StompConnectionException stopped() {
        return new StompConnectionException("the connection was stopped");
    }

    @Override
    public void confirmed() {
        link.end(stopped());
    }

    @Override
    public void refused(StompBrokerException error) {
        link.end(stopped());
    }

    @Override
    public void lost(StompException lost) {
        // Nothing to do: the end of the link comes by itself. Some brokers close without sending the receipt.
    }
}
