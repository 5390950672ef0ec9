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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Waits until a process that got SIGSTOP stands still. The signal is only a request: each thread goes on until it sees it, and may
 * still answer a client.
 */
final class FrozenProcess {
    /** Of Linux: stopped, traced, or ended. */
    private static final String STATES = "TtZX";

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(1);

    private FrozenProcess() {}

    /** Waits until all threads of these processes stand still, but not for ever: not each system tells. */
    static void await(List<ProcessHandle> processes) {
        long start = System.nanoTime();
        while (!processes.stream().allMatch(FrozenProcess::is) && System.nanoTime() - start < LONG_ENOUGH.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Whether all threads stand still; also true on a system that does not tell, and of a process that has ended. */
    private static boolean is(ProcessHandle process) {
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        if (!Files.isDirectory(threads)) {
            return true;
        }
        try (Stream<Path> all = Files.list(threads)) {
            return all.allMatch(FrozenProcess::standsStill);
        } catch (IOException | UncheckedIOException e) {
            return !process.isAlive();
        }
    }

    /** Its state follows the name, which is in parentheses and may contain others. */
    private static boolean standsStill(Path thread) {
        try {
            String facts = Files.readString(thread.resolve("stat"));
            return STATES.indexOf(facts.charAt(facts.lastIndexOf(')') + 2)) >= 0;
        } catch (IOException e) {
            return true; // it has ended since
        }
    }
}
