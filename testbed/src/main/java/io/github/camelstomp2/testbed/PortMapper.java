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

import java.io.IOException;
import java.time.Duration;

/**
 * An Erlang port mapper of our own, with which nodes find each other: in the foreground and as our own child. The one that
 * an Erlang machine would start is a daemon, and stays.
 */
final class PortMapper implements AutoCloseable {

    private static final Duration QUICK = Duration.ofSeconds(10);
    private static final String ADDRESS = "127.0.0.1";

    private final int port = FreePorts.next();
    private Process process;

    int port() {
        return port;
    }

    /** Starts it, unless it runs. */
    synchronized void start() throws IOException {
        if (process == null || !process.isAlive()) {
            process = new ProcessBuilder("epmd", "-port", Integer.toString(port), "-address", ADDRESS)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            ProcessGuard.instance().watch(process.toHandle());
            Poll.until(QUICK, "epmd", () -> Poll.accepts(ADDRESS, port));
        }
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            process.destroyForcibly();
            Poll.until(QUICK, "the end of epmd", () -> !process.isAlive());
        }
    }
}
