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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.function.LongConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.support.DefaultExchange;

/** Sends the messages of a file, in their order. The file stays as it is. */
final class Loading {
    private static final long AT_LEAST_EACH_MILLIS = 200;

    private final CamelContext context;
    private final Outlet outlet;
    private final Predicate filter;
    private final BitSet confirmed = new BitSet();
    private int left;
    private int read;
    private int ended;
    private String failure;

    /**
     * @param filter which messages
     */
    Loading(CamelContext context, Outlet outlet, Predicate filter) {
        this.context = context;
        this.outlet = outlet;
        this.filter = filter;
    }

    /**
     * Sends them, and returns when each is confirmed or one has failed.
     *
     * @param skip how many lines to leave out at the begin
     * @param max how many to send at most
     * @param to {@code null}: each goes to where it was
     * @param progress is told now and then how many are confirmed
     */
    void run(Path file, long skip, long max, String to, LongConsumer progress)
            throws IOException, InterruptedException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String line = lines.readLine();
            for (long number = 0; line != null && number < skip + max && !hasFailed(); number++) {
                if (number >= skip) {
                    send(line, to);
                    progress.accept(confirmed());
                }
                line = lines.readLine();
            }
        }
        awaitAll(progress);
    }

    private void send(String line, String to) {
        int number = begin();
        SavedMessage saved;
        try {
            saved = SavedMessage.parse(line);
        } catch (IllegalArgumentException e) {
            end(number, e);
            return;
        }
        Exchange exchange = new DefaultExchange(context);
        saved.fill(exchange.getMessage());
        if (!filter.matches(exchange)) {
            leave(number);
            return;
        }
        outlet.send(exchange, to == null ? saved.destination() : to, cause -> end(number, cause));
    }

    private synchronized int begin() {
        return read++;
    }

    private synchronized void leave(int number) {
        left++;
        end(number, null);
    }

    private synchronized void end(int number, Throwable cause) {
        ended++;
        if (cause == null) {
            confirmed.set(number);
        } else if (failure == null) {
            failure = String.valueOf(cause.getMessage());
        }
        notifyAll();
    }

    private synchronized boolean hasFailed() {
        return failure != null;
    }

    private synchronized void awaitAll(LongConsumer progress) throws InterruptedException {
        while (ended < read) {
            wait(AT_LEAST_EACH_MILLIS);
            progress.accept(confirmed());
        }
    }

    /** How many lines of the begin are confirmed or left out by the filter, without a gap. */
    private synchronized int confirmed() {
        return confirmed.nextClearBit(0);
    }

    /** Says what has been done, and with which option to go on; returns the exit code. */
    synchronized int tell(PrintWriter out, PrintWriter err, Path file, boolean dryRun, long skip) {
        out.println(
                (confirmed.cardinality() - left) + " messages " + (dryRun ? "would be " : "") + "loaded from " + file);
        if (left > 0) {
            out.println(left + " messages left out by --filter");
        }
        if (failure == null) {
            return Stomp2Tools.DONE;
        }
        err.println(failure);
        err.println("To go on behind those: --skip " + (skip + confirmed()));
        return Stomp2Tools.STOPPED;
    }
}
