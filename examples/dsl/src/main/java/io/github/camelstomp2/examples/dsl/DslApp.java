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
package io.github.camelstomp2.examples.dsl;

import org.apache.activemq.broker.BrokerService;
import org.apache.camel.main.Main;

/**
 * Runs the routes of a file, as {@code org.apache.camel.main.Main} does by itself, but brings a broker when no
 * {@code -Dstomp2.brokerURL} names one.
 */
public final class DslApp {

    private DslApp() {}

    /** Runs until Camel ends, which {@code application.properties} limits to some seconds. */
    public static void main(String[] args) throws Exception {
        Main camel = new Main();
        if (System.getProperty("stomp2.brokerURL") != null) {
            camel.run(args);
            return;
        }
        BrokerService broker = new BrokerService();
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        int port =
                broker.addConnector("stomp+nio://127.0.0.1:0").getConnectUri().getPort();
        broker.start();
        try {
            camel.addOverrideProperty("stomp2.brokerURL", "tcp://127.0.0.1:" + port);
            camel.run(args);
        } finally {
            broker.stop();
        }
    }
}
