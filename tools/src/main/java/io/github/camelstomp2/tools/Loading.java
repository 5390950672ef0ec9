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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

/** Sends the messages of a file, in their order. The file stays as it is. */
final class Loading {
    private final CamelContext context;
    private final Outlet outlet;
    private final BitSet confirmed = new BitSet();
    private int read;
    private int ended;
    private String failure;

    Loading(CamelContext context, Outlet outlet) {
        this.context = context;
        this.outlet = outlet;
    }

    /**
     * Sends them, and returns when each is confirmed or one has failed.
     *
     * @param skip how many lines to leave out at the begin
     * @param max how many to send at most
     * @param to {@code null}: each goes to where it was
     */
    void run(Path file, long skip, long max, String to) throws IOException, InterruptedException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String line = lines.readLine();
            for (long number = 0; line != null && number < skip + max && !hasFailed(); number++) {
                if (number >= skip) {
                    send(SavedMessage.parse(line), to);
                }
                line = lines.readLine();
            }
        }
        awaitAll();
    }

    private void send(SavedMessage saved, String to) {
        Exchange exchange = new DefaultExchange(context);
        saved.fill(exchange.getMessage());
        int number = begin();
        outlet.send(exchange, to == null ? saved.destination() : to, cause -> end(number, cause));
    }

    private synchronized int begin() {
        return read++;
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

    private synchronized void awaitAll() throws InterruptedException {
        while (ended < read) {
            wait();
        }
    }

    /** How many messages of the begin are confirmed, without a gap. */
    synchronized int confirmed() {
        return confirmed.nextClearBit(0);
    }

    /** Why one was not confirmed; {@code null}: all were. */
    synchronized String failure() {
        return failure;
    }
}
