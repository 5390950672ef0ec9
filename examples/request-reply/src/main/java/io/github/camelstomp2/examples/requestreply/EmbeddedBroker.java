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
package io.github.camelstomp2.examples.requestreply;

import org.apache.activemq.broker.BrokerService;

/** ActiveMQ Classic in this JVM: in memory, on a free port of the loopback interface. */
final class EmbeddedBroker implements AutoCloseable {
    private final BrokerService service = new BrokerService();
    private final int port;

    /** Starts it. */
    EmbeddedBroker() throws Exception {
        service.setPersistent(false);
        service.setUseJmx(false);
        service.setUseShutdownHook(false);
        port = service.addConnector("stomp+nio://127.0.0.1:0").getConnectUri().getPort();
        service.start();
        service.waitUntilStarted();
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    @Override
    public void close() throws Exception {
        service.stop();
        service.waitUntilStopped();
    }
}
