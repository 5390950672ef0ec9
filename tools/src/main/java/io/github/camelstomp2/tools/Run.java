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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.FailedToStartRouteException;

/** Does the work of one command, tells how far it is and what came of it, and returns the exit code. */
final class Run {
    /** Begins to take messages, or to look at them. */
    interface Begin {
        void with(Transfer transfer) throws Exception;
    }

    private static final long TURN_NANOS = 20_000_000L;

    /** Whether the broker has confirmed the subscription, which takes a while, and again after a lost connection. */
    private static final class Subscription {
        private static final long PATIENCE_NANOS = 10_000_000_000L;

        private final Brokers brokers;
        private long there;
        private boolean was;
        private boolean is;

        Subscription(Brokers brokers, long now) {
            this.brokers = brokers;
            this.there = now;
        }

        /** Not for ever: some brokers confirm no subscription. */
        boolean isAwaited(long now) {
            is = brokers.isFlowing();
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
    private final AtomicBoolean over = new AtomicBoolean();

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
        try (RefusedSubscriptions refused = new RefusedSubscriptions()) {
            closeAtTheEndOfTheJvm(transfer);
            long start = System.nanoTime();
            Progress progress = new Progress(err, terminal, bounds.max, start);
            begin.with(transfer);
            Subscription subscription = new Subscription(brokers, start);
            while (!transfer.isOver()
                    && !transfer.isIdle((source.idle == null ? idle : source.idle).toNanos())
                    && refused.refusal() == null
                    && System.nanoTime() - start < source.time.toNanos()) {
                if (subscription.isAwaited(System.nanoTime())) {
                    transfer.nothingCanCome();
                }
                outlet.flush();
                LockSupport.parkNanos(TURN_NANOS);
                if (!bounds.quiet) {
                    progress.tell(transfer.gone(), System.nanoTime());
                }
            }
            progress.end();
            over.set(true);
            if (refused.refusal() != null && transfer.gone() == 0) {
                return Stomp2Tools.NO_BROKER; // the log says why
            }
            int code = tell(transfer.result(), past, System.nanoTime() - start);
            if (!transfer.isOver() && subscription.isLost()) {
                err.println("The broker cannot be reached any more; there may be more messages");
                return Stomp2Tools.STOPPED;
            }
            return code;
        } catch (FailedToStartRouteException e) {
            return noBroker(err, e.getCause() == null ? e : e.getCause());
        }
    }

    /** Ctrl-C, and {@code kill} without -9: what is not confirmed goes back at once, and the user hears how far it was. */
    private void closeAtTheEndOfTheJvm(Transfer transfer) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (over.compareAndSet(false, true)) {
                brokers.close();
                err.printf("%nInterrupted: %d messages done, the others are where they were%n", transfer.gone());
                err.flush();
            }
        }));
    }

    private int tell(Transfer.Result result, String past, long nanos) {
        String would = bounds.dryRun ? "would be " : "";
        out.printf(
                "%d messages %s%s in %d ms (%d/s)%n",
                result.done(), would, past, nanos / 1_000_000, Progress.rate(result.done(), nanos));
        if (result.left() > 0) {
            out.println(result.left() + " messages left where they are");
        }
        if (result.failed() > 0) {
            out.println(
                    result.failed() + " messages not confirmed by the target; they stay, and so do those behind them");
        } else if (result.done() == bounds.max) {
            out.println("Ended because of --max " + bounds.max + "; there may be more");
        }
        result.reasons().forEach(err::println);
        return result.failed() > 0 ? Stomp2Tools.STOPPED : Stomp2Tools.DONE;
    }

    /** Says why nothing was done. */
    static int noBroker(PrintWriter err, Throwable cause) {
        err.println("Nothing was touched: " + cause.getMessage());
        return Stomp2Tools.NO_BROKER;
    }
}
