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
package io.github.camelstomp2.client.send;

import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.protocol.StompUnroutableException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what became of the messages that a connection has sent: dead letters and replies are such, too. Written on its event
 * loop, readable from any thread.
 */
public final class SendFigures {
    private final AtomicLong pending = new AtomicLong();
    private final AtomicLong confirmed = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final AtomicLong unsent = new AtomicLong();

    void began(int messages) {
        add(pending, messages);
    }

    void confirmed(int messages) {
        add(confirmed, messages);
    }

    void failed(int messages, StompException why) {
        add(kindOf(why), messages);
    }

    void ended(int messages) {
        add(pending, -messages);
    }

    private AtomicLong kindOf(StompException why) {
        if (why instanceof StompUnconfirmedException) {
            return unknown;
        }
        return why instanceof StompBrokerException || why instanceof StompUnroutableException ? rejected : unsent;
    }

    /** One thread writes: no other can come between. */
    private static void add(AtomicLong figure, int messages) {
        figure.lazySet(figure.get() + messages);
    }

    /** Messages that wait to be written, or for their receipt. */
    public long pending() {
        return pending.get();
    }

    /** Messages that the broker has confirmed. */
    public long confirmed() {
        return confirmed.get();
    }

    /** Messages that the broker has refused. */
    public long rejected() {
        return rejected.get();
    }

    /** Messages of which nobody knows whether the broker has them. */
    public long unknown() {
        return unknown.get();
    }

    /** Messages that did not go out: there was no connection in time, or they could not be written. */
    public long unsent() {
        return unsent.get();
    }
}
