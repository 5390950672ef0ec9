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
package io.github.camelstomp2.testbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Talks to a child process over its standard input and output: one line is sent, one line comes back. */
public final class LineChannel {

    private static final String END = new String("end of output");

    private final String name;
    private final Writer input;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    /**
     * @param name of the process, for messages
     */
    public LineChannel(String name, Process process) {
        this.name = name;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        Thread reader = new Thread(() -> readAll(output), "testbed-" + name + "-output");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Sends a line and waits for the answer.
     *
     * @throws IllegalStateException if no answer comes in time or the process ends
     */
    public synchronized String ask(String question, Duration timeout) {
        try {
            input.write(question + "\n");
            input.flush();
        } catch (IOException e) {
            throw new IllegalStateException(name + " is gone, cannot ask: " + question, e);
        }
        return await(timeout, question);
    }

    /** Waits for a line; {@code null} if the process ended or the time is over. */
    public String poll(Duration timeout) {
        try {
            String line = answers.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return isEnd(line) ? null : line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    private String await(Duration timeout, String question) {
        String line = poll(timeout);
        if (line == null) {
            throw new IllegalStateException(name + " gave no answer within " + timeout + " to: " + question);
        }
        return line;
    }

    @SuppressWarnings("ReferenceEquality") // the one object that no process can send
    private static boolean isEnd(String line) {
        return line == END;
    }

    private void readAll(BufferedReader output) {
        try (output) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                answers.add(line);
            }
        } catch (IOException e) {
            // the process was killed, which counts as its end
        } finally {
            answers.add(END);
        }
    }
}
