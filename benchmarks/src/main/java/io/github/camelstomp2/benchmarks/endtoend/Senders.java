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

/** Threads that send for a subject, each as many as its window takes. */
final class Senders implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();

    /** Sends one batch of messages. */
    @FunctionalInterface
    interface Send {
        /** @param done run when the batch is confirmed, or sent where no confirmation is asked for */
        void send(Runnable done) throws Exception;
    }

    static Senders start(Scenario scenario, Tally tally, Send send) {
        Senders senders = new Senders();
        for (int number = 0; number < scenario.threads(); number++) {
            Thread thread = new Thread(() -> work(scenario, tally, send), "sender " + number);
            thread.setDaemon(true);
            senders.threads.add(thread);
            thread.start();
        }
        return senders;
    }

    private static void work(Scenario scenario, Tally tally, Send send) {
        Window window = new Window(scenario.window());
        Runnable done = () -> {
            tally.sent(scenario.batch());
            window.leave(1);
        };
        try {
            while (!Thread.interrupted()) {
                window.enter();
                send.send(done);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the end of the run
        } catch (Exception e) {
            tally.failed(e);
        }
    }

    /** Stops the threads; what is under way may still be confirmed. */
    @Override
    public void close() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(5_000);
        }
    }
}
