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
package io.github.camelstomp2.examples.failover;

import java.util.BitSet;

/** Counts the orders, by their numbers. May be used by any thread. */
final class Tally {

    /**
     * The counts at one moment.
     *
     * @param sent orders that were given to the component
     * @param confirmed orders that a broker has confirmed
     * @param received orders that were received, each counted once
     * @param again how often an order was received that had been received before
     * @param lost orders that were confirmed and not received
     */
    record Counts(int sent, int confirmed, int received, int again, int lost) {

        /** Whether all orders were confirmed and received. */
        boolean complete(int orders) {
            return confirmed == orders && received == orders;
        }
    }

    private final BitSet confirmed = new BitSet();
    private final BitSet received = new BitSet();
    private int sent;
    private int again;

    /** Returns the number of an order that is about to be sent. */
    synchronized int sent() {
        return ++sent;
    }

    synchronized void confirmed(int number) {
        confirmed.set(number);
        notifyAll();
    }

    synchronized void received(int number) {
        if (received.get(number)) {
            again++;
        }
        received.set(number);
        notifyAll();
    }

    synchronized Counts counts() {
        BitSet lost = (BitSet) confirmed.clone();
        lost.andNot(received);
        return new Counts(sent, confirmed.cardinality(), received.cardinality(), again, lost.cardinality());
    }

    /** Waits until something has changed, or some time. */
    synchronized Counts await(long millis) throws InterruptedException {
        wait(millis);
        return counts();
    }
}
