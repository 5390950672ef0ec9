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
package io.github.camelstomp2.benchmarks.endtoend;

import java.util.ArrayList;
import java.util.List;

/** The sending threads of a client; each sends as much as its window allows. */
final class Senders implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running = true;

    /** Sends one batch of messages. */
    @FunctionalInterface
    interface Send {
        /** @param done run when the batch is confirmed, or sent if no confirmation is asked for */
        void send(Runnable done) throws Exception;
    }

    static Senders start(Scenario scenario, Tally tally, Send send) {
        Senders senders = new Senders();
        for (int number = 0; number < scenario.threads(); number++) {
            Thread thread = new Thread(() -> senders.work(scenario, tally, send), "sender " + number);
            thread.setDaemon(true);
            senders.threads.add(thread);
            thread.start();
        }
        return senders;
    }

    private void work(Scenario scenario, Tally tally, Send send) {
        Window window = new Window(scenario.window());
        Runnable done = () -> {
            tally.sent(scenario.batch());
            window.leave(1);
        };
        try {
            while (running) {
                window.enter();
                send.send(done);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the end of the run
        } catch (Exception e) {
            tally.failed(e);
        }
    }

    /** Stops the threads; sends on their way may still be confirmed. */
    @Override
    public void close() throws InterruptedException {
        running = false;
        for (Thread thread : threads) {
            for (int attempt = 0; attempt < 100 && thread.isAlive(); attempt++) {
                threads.forEach(Thread::interrupt); // repeatedly, since a client may have ignored an interrupt
                thread.join(50);
            }
        }
    }
}
