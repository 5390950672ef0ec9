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
package io.github.camelstomp2.tools;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Does the work of one command, tells how far it is and what came of it, and returns the exit code. */
final class Run {
    /** Begins to take messages, or to look at them. */
    interface Begin {
        void with(Transfer transfer) throws Exception;
    }

    private static final long TURN_NANOS = 20_000_000L;

    /**
     * For the end after an interruption: a service manager kills what does not end, usually after ten seconds. A broker that does
     * not answer is left without a goodbye: it takes back what it has given when the socket is closed. What is acknowledged in
     * time does not come twice.
     */
    private static final Duration TO_END = Duration.ofSeconds(9);

    /** A busy broker takes a while for the first message, and "0 messages" would sound as if there were none. */
    private static final Duration FOR_THE_FIRST = Duration.ofSeconds(5);

    /** Whether the broker has confirmed the subscription, which takes a while, and again after a lost connection. */
    private static final class Subscription {
        private static final long PATIENCE_NANOS = 10_000_000_000L;

        private final Brokers brokers;
        private long there;
        private boolean was;
        private boolean is;
        private boolean wasLost;

        Subscription(Brokers brokers, long now) {
            this.brokers = brokers;
            this.there = now;
        }

        /** Not for ever: some brokers confirm no subscription. */
        boolean isAwaited(long now) {
            is = brokers.isFlowing();
            wasLost |= was && !is;
            was |= is;
            if (is) {
                there = now;
            }
            return !is && now - there < PATIENCE_NANOS;
        }

        boolean isLost() {
            return was && !is;
        }
    }

    private final Brokers brokers;
    private final Outlet outlet;
    private final BoundOptions bounds;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;

    /**
     * @param out for the result
     * @param err for all else
     * @param terminal whether a person sees {@code err} at once
     */
    Run(Brokers brokers, Outlet outlet, BoundOptions bounds, PrintWriter out, PrintWriter err, boolean terminal) {
        this.brokers = brokers;
        this.outlet = outlet;
        this.bounds = bounds;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /**
     * Takes messages until it is enough.
     *
     * @param idle how long nothing comes when there is nothing more, if the user does not say
     * @param past what has been done, for the summary
     */
    int transfer(SourceOptions source, Duration idle, Transfer transfer, String past, Begin begin) throws Exception {
        try (ComponentLog log = new ComponentLog()) {
            Interruption interruption = new Interruption(() -> giveBack(transfer, past));
            long start = System.nanoTime();
            Subscription subscription = new Subscription(brokers, start);
            boolean lost;
            try {
                begin.with(transfer);
                lost = await(source, idle, transfer, subscription, log);
            } finally {
                interruption.end();
            }
            if (subscription.wasLost && !lost) {
                err.println(
                        "The connection was lost for a time: what was on its way then may have come, and be counted, twice");
            }
            Transfer.Result result = transfer.result();
            if (log.refusal() != null && result.done() == 0 && result.failed() == 0) {
                err.println("Nothing was touched"); // the log says why
                return log.isForGood() ? Stomp2Tools.USAGE : Stomp2Tools.NO_BROKER;
            }
            int code = tell(result, log.tooLong(), past, System.nanoTime() - start);
            if (lost || log.refusal() != null) {
                err.println(
                        lost
                                ? "The broker cannot be reached any more; there may be more messages"
                                : "The broker gives no more messages; there may be more");
                return Stomp2Tools.STOPPED;
            }
            return code;
        }
    }

    /** Returns whether it was the lost connection that ended it. */
    private boolean await(
            SourceOptions source, Duration idle, Transfer transfer, Subscription subscription, ComponentLog log) {
        long start = System.nanoTime();
        Progress progress = new Progress(err, terminal, bounds.max, start);
        while (!transfer.isOver()
                && !transfer.isIdle(patience(source, idle, transfer).toNanos())
                && log.refusal() == null
                && !outlet.isClosed()
                && System.nanoTime() - start < source.time.toNanos()) {
            if (subscription.isAwaited(System.nanoTime())) {
                transfer.nothingCanCome();
            }
            outlet.flush();
            long turn = System.nanoTime();
            LockSupport.parkNanos(TURN_NANOS);
            // A machine that is too busy for this loop is too busy for the messages, too.
            transfer.postpone(System.nanoTime() - turn - 2 * TURN_NANOS);
            if (!bounds.quiet) {
                progress.tell(transfer.gone(), System.nanoTime());
            }
        }
        progress.end();
        boolean over = transfer.isOver();
        finish(transfer); // after --time there may be some on their way
        return !over && subscription.isLost();
    }

    private static Duration patience(SourceOptions source, Duration idle, Transfer transfer) {
        if (source.idle != null) {
            return source.idle;
        }
        return transfer.hasBegun() || idle.compareTo(FOR_THE_FIRST) > 0 ? idle : FOR_THE_FIRST;
    }

    private void finish(Transfer transfer) {
        transfer.stop();
        Interruption.await(() -> {
            outlet.flush();
            return transfer.isOver();
        });
    }

    /** What has been sent is confirmed first, so that it does not come twice; the rest goes back to its queue. */
    private void giveBack(Transfer transfer, String past) {
        long start = System.nanoTime();
        finish(transfer);
        Interruption.within(TO_END.minusNanos(System.nanoTime() - start), brokers::close);
        outlet.close();
        err.printf("%nInterrupted: %d messages %s; the others are where they were%n", transfer.gone(), past);
        err.flush();
    }

    private int tell(Transfer.Result result, long tooLong, String past, long nanos) {
        String would = bounds.dryRun ? "would be " : "";
        out.printf(
                "%d messages %s%s in %d ms (%d/s)%n",
                result.done(), would, past, nanos / 1_000_000, Progress.rate(result.done(), nanos));
        if (result.left() > 0) {
            out.println(result.left() + " messages left where they are");
        }
        if (result.failed() > 0) {
            out.println(result.failed() + " messages not confirmed; they stay, and so do those behind them");
        } else if (result.done() == bounds.max) {
            out.println("Ended because of --max " + bounds.max + "; there may be more");
        } else if (result.full()) {
            out.println("Ended because " + result.left()
                    + " messages that stay fill --window; a larger one looks further, there may be more");
        }
        if (tooLong > 0) {
            out.println(tooLong + " messages are longer than is read here; they stay where they are");
        } else if (result.isNothing()) {
            err.println("No message came: the queue is empty, or the broker is slow; --idle waits longer");
        }
        result.reasons().forEach(err::println);
        return result.failed() > 0 ? Stomp2Tools.STOPPED : Stomp2Tools.DONE;
    }
}
