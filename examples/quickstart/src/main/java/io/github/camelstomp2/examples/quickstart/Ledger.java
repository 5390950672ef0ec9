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
package io.github.camelstomp2.examples.quickstart;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The books: each order that was sent has to be processed or dead-lettered. Orders are counted once, however often the
 * broker delivers them, and messages that this run did not send are not counted as orders. May be used by any thread.
 */
final class Ledger {

    /**
     * The books at one moment.
     *
     * @param sent orders that the broker confirmed
     * @param processed orders that were carried out
     * @param deadLettered orders that failed and were found in the dead letter queue
     * @param foreign messages in the queues that this run did not send
     */
    record Balance(int sent, int processed, int deadLettered, int foreign) {

        /** Whether nothing was lost: something was sent, and all of it was settled. */
        boolean addsUp() {
            return sent > 0 && sent == processed + deadLettered;
        }

        int missing() {
            return sent - processed - deadLettered;
        }
    }

    private final Set<String> known = new HashSet<>();
    private final Set<String> open = new HashSet<>();
    private int sent;
    private int processed;
    private int deadLettered;
    private int foreign;

    /** An order is about to be sent; it may well be processed before its sender hears of the confirmation. */
    synchronized void expect(String id) {
        known.add(id);
        open.add(id);
    }

    /** The broker has confirmed an order. */
    synchronized void sent() {
        sent++;
    }

    /**
     * An order was carried out.
     *
     * @return whether it is one of ours that was not settled before
     */
    synchronized boolean processed(String id) {
        boolean settled = settle(id);
        processed += settled ? 1 : 0;
        return settled;
    }

    /**
     * An order was found in the dead letter queue.
     *
     * @return whether it is one of ours that was not settled before
     */
    synchronized boolean deadLettered(String id) {
        boolean settled = settle(id);
        deadLettered += settled ? 1 : 0;
        return settled;
    }

    private boolean settle(String id) {
        foreign += known.contains(id) ? 0 : 1;
        boolean settled = open.remove(id);
        notifyAll();
        return settled;
    }

    /** Waits until every order is settled, or the time is over. */
    synchronized Balance awaitSettled(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toMillis(); !open.isEmpty() && left > 0; left = millisUntil(end)) {
            wait(left);
        }
        return new Balance(sent, processed, deadLettered, foreign);
    }

    private static long millisUntil(long nanoTime) {
        return Duration.ofNanos(nanoTime - System.nanoTime()).toMillis();
    }
}
