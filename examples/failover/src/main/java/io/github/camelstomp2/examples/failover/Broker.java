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
package io.github.camelstomp2.examples.failover;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.store.SharedFileLocker;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;

/**
 * ActiveMQ Classic in a process of its own. Two of them with one directory are a pair: the one that has the lock of the
 * directory works, the other one waits for the lock. An operating system takes the lock away from a process that is killed.
 */
final class Broker implements AutoCloseable {
    private static final long LOCK_MILLIS = 200;
    private static final long READY_SECONDS = 60;

    private final int port = freePort();
    private final Process process;

    /** Starts the process. */
    Broker(Path directory) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        classPath(),
                        Broker.class.getName(),
                        directory.toString(),
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** That of this program: Maven runs it in a class loader of its own. */
    private static String classPath() {
        if (Broker.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(url -> new File(URI.create(url.toString())).getPath())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Waits until it takes connections. */
    void awaitWorking() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!works()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The broker at " + url() + " did not start");
            }
            TimeUnit.MILLISECONDS.sleep(LOCK_MILLIS);
        }
    }

    private boolean works() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** As {@code kill -9}: it has no time to end anything in order. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /**
     * The program of the process. It ends with the process that has started it, whose end of the pipe is closed then.
     *
     * @param args directory and port
     */
    public static void main(String[] args) throws Exception {
        SharedFileLocker locker = new SharedFileLocker();
        locker.setLockAcquireSleepInterval(LOCK_MILLIS);
        KahaDBPersistenceAdapter store = new KahaDBPersistenceAdapter();
        store.setDirectory(new File(args[0]));
        store.setLocker(locker);
        BrokerService service = new BrokerService();
        service.setPersistenceAdapter(store);
        service.setDataDirectoryFile(new File(args[0]));
        service.setUseJmx(false);
        service.addConnector("stomp+nio://127.0.0.1:" + args[1]);
        Thread waiter = new Thread(Broker::endWithTheParent);
        waiter.setDaemon(true);
        waiter.start();
        service.start(); // returns when it has the lock
        service.waitUntilStopped();
    }

    private static void endWithTheParent() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever written
            }
        } catch (IOException e) {
            // as its end
        }
        Runtime.getRuntime().halt(0);
    }
}
