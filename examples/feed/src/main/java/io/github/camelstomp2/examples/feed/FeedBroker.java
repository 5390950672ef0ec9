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
package io.github.camelstomp2.examples.feed;

import java.nio.file.Path;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;

/** ActiveMQ Classic in this JVM, with its messages on the disk: they and the durable subscriptions outlive a restart. */
final class FeedBroker implements AutoCloseable {
    private final Path directory;
    private BrokerService service;
    private int port;

    /** Starts it, on a free port of the loopback interface. */
    FeedBroker(Path directory) throws Exception {
        this.directory = directory;
        start();
    }

    private void start() throws Exception {
        KahaDBPersistenceAdapter store = new KahaDBPersistenceAdapter();
        store.setDirectory(directory.toFile());
        service = new BrokerService();
        service.setPersistenceAdapter(store);
        service.setDataDirectoryFile(directory.toFile());
        service.setUseJmx(false);
        service.setUseShutdownHook(false);
        port = service.addConnector("stomp+nio://127.0.0.1:" + port)
                .getConnectUri()
                .getPort();
        service.start();
        service.waitUntilStarted();
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Ends all connections, and is back at the same address. */
    void restart() throws Exception {
        close();
        start();
    }

    @Override
    public void close() throws Exception {
        service.stop();
        service.waitUntilStopped();
    }
}
