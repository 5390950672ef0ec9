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
package io.github.camelstomp2.examples.springboot;

import java.util.Map;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.TransportConnector;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * An ActiveMQ within the application, on a free port and in memory only, when the configuration names no broker. For
 * this example: an application of yours names its broker in {@code application.properties} and needs no such class.
 */
final class EmbeddedBroker implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String BROKER_URL = "camel.component.stomp2.broker-url";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (context.getEnvironment().containsProperty(BROKER_URL)) {
            return;
        }
        BrokerService broker = new BrokerService();
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        // the first to be registered is the last to be destroyed: after the routes
        ((DefaultListableBeanFactory) context.getBeanFactory()).registerDisposableBean("embeddedBroker", broker::stop);
        String url = "tcp://127.0.0.1:" + start(broker);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("embeddedBroker", Map.of(BROKER_URL, url)));
    }

    private static int start(BrokerService broker) {
        try {
            TransportConnector connector = broker.addConnector("stomp+nio://127.0.0.1:0");
            broker.start();
            return connector.getConnectUri().getPort();
        } catch (Exception e) {
            throw new IllegalStateException("The embedded broker did not start: " + e.getMessage(), e);
        }
    }
}
