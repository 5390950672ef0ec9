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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The common part of brokers with a process of their own: start and end, directory and ports. */
abstract class ProcessBroker implements TestBroker {

    static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    /** A start takes seconds, and to list all processes of the machine takes milliseconds. */
    private static final Duration START_PAUSE = Duration.ofMillis(100);

    private static final Duration STOP_TIMEOUT = Duration.ofMinutes(1);
    private static final int LOG_TAIL = 3_000;

    final Path home;
    private final BrokerKind kind;
    private final int port = FreePorts.next();
    private final int sslPort = FreePorts.next();
    private Process process;
    private boolean suspended;
    private boolean closed;

    ProcessBroker(BrokerKind kind) {
        this.kind = kind;
        this.home = TempDirectories.create(kind.id());
        ProcessGuard.instance().closeAtExit(this);
    }

    /** Starts the process; called with the lock held. */
    abstract Process launch() throws IOException;

    /** Whether the launched process is ready. Asked repeatedly. */
    abstract boolean isReady(Process running);

    /** Asks the process to end in an orderly way. */
    abstract void requestStop(Process running);

    /** Ends helpers that are not part of the broker's process. */
    void closeHelpers() {}

    @Override
    public final BrokerKind kind() {
        return kind;
    }

    @Override
    public final int port() {
        return port;
    }

    @Override
    public final int sslPort() {
        return sslPort;
    }

    @Override
    public final boolean isControllable() {
        return true;
    }

    @Override
    public final synchronized Optional<ProcessHandle> process() {
        return Optional.ofNullable(process).map(Process::toHandle);
    }

    @Override
    public final synchronized boolean isRunning() {
        return process != null;
    }

    @Override
    public final synchronized void start() {
        if (closed) {
            throw new IllegalStateException(this + " is closed");
        }
        if (process != null) {
            resume();
            return;
        }
        try {
            process = launch();
            awaitReady(process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + this, e);
        } catch (AssertionError | RuntimeException e) {
            kill();
            throw new IllegalStateException(this + " did not start: " + e.getMessage() + "\n" + logTail(), e);
        }
    }

    @Override
    public final synchronized void stop() {
        if (process == null) {
            return;
        }
        resume();
        requestStop(process);
        try {
            process.onExit().get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            kill();
            throw new IllegalStateException(this + " did not stop within " + STOP_TIMEOUT + "\n" + logTail(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
        gone();
    }

    @Override
    public final synchronized void kill() {
        if (process == null) {
            return;
        }
        // the children first, since they can be found only while their parent lives
        List<ProcessHandle> children = process.descendants().toList();
        children.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Poll.until(
                STOP_TIMEOUT,
                "the end of " + this,
                () -> !process.isAlive() && children.stream().noneMatch(ProcessBroker::isAlive) && !isListening());
        gone();
    }

    @Override
    public final synchronized void suspend() {
        requireRunning();
        suspended = true;
        FrozenProcess.await(signal("STOP"));
    }

    @Override
    public final synchronized void resume() {
        requireRunning();
        if (suspended) {
            signal("CONT");
            suspended = false;
        }
    }

    @Override
    public final void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            // stored data is not needed any more, so an orderly end is not needed either
            kill();
            closeHelpers();
        }
        ProcessGuard.instance().forget(this);
        TempDirectories.delete(home);
    }

    @Override
    public String toString() {
        return kind.displayName() + " on port " + port;
    }

    /** The queue's own name: without the prefix that STOMP clients write. */
    static String bareName(String queueName) {
        return queueName.startsWith("/queue/") ? queueName.substring("/queue/".length()) : queueName;
    }

    final synchronized void requireRunning() {
        if (process == null) {
            throw new IllegalStateException(this + " does not run");
        }
    }

    final Path logFile() {
        return home.resolve("broker.log");
    }

    final String logTail() {
        try {
            String log = Files.readString(logFile(), StandardCharsets.UTF_8);
            return log.substring(Math.max(0, log.length() - LOG_TAIL));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    private void awaitReady(Process running) {
        Poll.until(START_TIMEOUT, START_PAUSE, () -> "its listeners", () -> {
            ProcessGuard.instance().watch(running.toHandle());
            if (!running.isAlive()) {
                throw new IllegalStateException("the process ended with status " + running.exitValue());
            }
            return isReady(running);
        });
    }

    /** The operating system frees the memory of a killed process first, and its sockets last. */
    private boolean isListening() {
        return Poll.accepts(host(), port) || Poll.accepts(host(), sslPort);
    }

    private void gone() {
        process = null;
        suspended = false;
        ProcessGuard.instance().dropDead();
    }

    /**
     * Whether a process lives. A zombie whose parent does not collect it counts as dead: it holds neither ports nor
     * files.
     */
    private static boolean isAlive(ProcessHandle handle) {
        return handle.isAlive() && handle.info().command().isPresent();
    }

    /** Returns those that got it; RabbitMQ may start helpers later. */
    private List<ProcessHandle> signal(String name) {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(handle -> sendSignal(name, handle));
        return all;
    }

    /** RabbitMQ has helpers for a moment only: one of them may have ended since it was listed. */
    private static void sendSignal(String name, ProcessHandle handle) {
        long pid = handle.pid();
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .inheritIO()
                    .start();
            if (kill.waitFor() != 0 && isAlive(handle)) {
                throw new IllegalStateException("kill -" + name + " " + pid + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
