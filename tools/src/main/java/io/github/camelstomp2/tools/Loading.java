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

import io.github.camelstomp2.tools.message.SavedMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
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

    /** Of a line that may be a message. An empty line is short, and no message. */
    private static final String BEGINS = "{ \t\r\n";

    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int SHOWN = 40;

    /**
     * What to load.
     *
     * @param file is not changed
     * @param skip how many lines to leave out at the begin
     * @param max how many lines to take at most
     * @param to {@code null}: each message goes to where it was
     */
    record Plan(Path file, long skip, long max, String to) {}

    private final CamelContext context;
    private final Outlet outlet;
    private final Predicate filter;
    private final Plan plan;
    private final BitSet confirmed = new BitSet();
    private int left;
    private int read;
    private int ended;
    private boolean stopped;
    private boolean more;
    private String failure;

    /** @param filter which messages */
    Loading(CamelContext context, Outlet outlet, Predicate filter, Plan plan) {
        this.context = context;
        this.outlet = outlet;
        this.filter = filter;
        this.plan = plan;
    }

    /**
     * Sends them, and returns when each is confirmed or one has failed.
     *
     * @param progress is told now and then how many are confirmed
     */
    void run(LongConsumer progress) throws InterruptedException {
        try (BufferedReader lines = Files.newBufferedReader(plan.file())) {
            String line = next(lines, 0);
            for (long number = 0; line != null && goesOn(number); number++) {
                if (number >= plan.skip()) {
                    send(line, number + 1);
                    progress.accept(confirmed());
                }
                line = next(lines, number + 1);
            }
            ended(line != null);
        } catch (CharacterCodingException e) {
            fail("behind line " + (plan.skip() + read) + " is something that is no UTF-8");
        } catch (IOException e) {
            fail(plan.file() + " cannot be read: " + Reason.of(e));
        } catch (OutOfMemoryError e) {
            fail("behind line " + (plan.skip() + read) + ": " + Reason.of(e));
        }
        awaitAll(progress);
    }

    /** Of what is no message of {@code save} only the begin: a file of another kind may be one line of many gigabytes. */
    private String next(BufferedReader lines, long number) throws IOException {
        lines.mark(1);
        int first = lines.read();
        if (first != BYTE_ORDER_MARK || number > 0) { // some editors of Windows write one
            lines.reset();
        }
        if (number < plan.skip() || first < 0 || first == BYTE_ORDER_MARK || BEGINS.indexOf(first) >= 0) {
            return lines.readLine();
        }
        char[] begin = new char[SHOWN];
        return new String(begin, 0, lines.read(begin)).lines().findFirst().orElseThrow();
    }

    private void send(String line, long number) {
        int place = begin();
        try {
            SavedMessage saved = SavedMessage.parse(line);
            Exchange exchange = new DefaultExchange(context);
            saved.fill(exchange.getMessage());
            if (!filter.matches(exchange)) {
                leave(place);
                return;
            }
            outlet.send(exchange, place(saved), cause -> end(place, cause));
        } catch (RuntimeException | OutOfMemoryError e) {
            end(place, new IllegalArgumentException("line " + number + ": " + Reason.of(e), e));
        }
    }

    private String place(SavedMessage saved) {
        if (plan.to() != null) {
            return plan.to();
        }
        if (saved.destination() == null || saved.destination().isBlank()) {
            throw new IllegalArgumentException("the message does not say where it was; name a queue with --to");
        }
        return saved.destination();
    }

    private synchronized boolean goesOn(long number) {
        return failure == null && !stopped && number - plan.skip() < plan.max();
    }

    private synchronized void ended(boolean lineIsLeft) {
        more = lineIsLeft;
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
        } else {
            fail(Reason.of(cause));
        }
        notifyAll();
    }

    /** The first one counts. */
    private synchronized void fail(String why) {
        if (failure == null) {
            failure = why;
        }
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

    /** No line is read any more, and what was sent is awaited for a while. */
    void stop() {
        synchronized (this) {
            stopped = true;
        }
        Interruption.await(this::isOver);
    }

    private synchronized boolean isOver() {
        return ended == read;
    }

    /** Says what has been done, and with which option to go on; returns the exit code. */
    synchronized int tell(PrintWriter out, PrintWriter err, boolean dryRun) {
        out.println((confirmed.cardinality() - left) + " messages " + (dryRun ? "would be " : "") + "loaded from "
                + plan.file());
        if (left > 0) {
            out.println(left + " messages left out by --filter");
        }
        if (failure != null) {
            err.println(failure);
            err.println(goOn());
            return Stomp2Tools.STOPPED;
        }
        if (more) {
            out.println("Ended because of --max " + plan.max() + "; there are more. " + goOn());
        }
        return Stomp2Tools.DONE;
    }

    /** Says how far it was when somebody ended it. */
    synchronized void tellInterrupted(PrintWriter err) {
        err.printf("%nInterrupted: %d messages loaded from %s%n", confirmed.cardinality() - left, plan.file());
        err.println(goOn());
        err.flush();
    }

    private String goOn() {
        return "To go on behind those: --skip " + (plan.skip() + confirmed());
    }
}
