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
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Makes sure that no broker process stays after the end of this JVM.
 *
 * <p>When the JVM ends in an orderly way, a shutdown hook closes the brokers. A killed JVM runs no hook. Therefore a
 * small shell process knows the process ids and reads from a pipe; when the JVM is gone, the pipe ends and the shell
 * kills the processes, frozen ones too.
 */
final class ProcessGuard {

    private static final String SCRIPT =
            "trap '' INT HUP TERM; pids=; while read -r line; do pids=$line; done; [ -z \"$pids\" ] || kill -9 $pids";

    private static final ProcessGuard INSTANCE = new ProcessGuard();

    private final Set<Long> guarded = new TreeSet<>();
    private final Set<TestBroker> brokers = ConcurrentHashMap.newKeySet();
    private Writer pipe;

    private ProcessGuard() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> brokers.forEach(TestBroker::close), "testbed-shutdown"));
    }

    static ProcessGuard instance() {
        return INSTANCE;
    }

    /** Closes this broker when the JVM ends. */
    void closeAtExit(TestBroker broker) {
        brokers.add(broker);
    }

    void forget(TestBroker broker) {
        brokers.remove(broker);
    }

    /** Kills this process and the processes that it has started, if the JVM dies. */
    synchronized void watch(ProcessHandle process) {
        boolean changed = guarded.add(process.pid());
        changed |= process.descendants().map(p -> guarded.add(p.pid())).reduce(false, Boolean::logicalOr);
        if (changed) {
            tellGuard();
        }
    }

    /** Forgets the processes that have ended, before the operating system uses their ids again. */
    synchronized void dropDead() {
        if (guarded.removeIf(
                pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty())) {
            tellGuard();
        }
    }

    private void tellGuard() {
        try {
            if (pipe == null) {
                pipe = new ProcessBuilder("sh", "-c", SCRIPT)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .outputWriter(StandardCharsets.US_ASCII);
            }
            pipe.write(guarded.stream().map(String::valueOf).collect(Collectors.joining(" ", "", "\n")));
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot guard the processes of the test bed", e);
        }
    }
}
