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
package io.github.camelstomp2.chaos;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.event.Stomp2DisconnectedEvent;
import io.github.camelstomp2.testbed.RabbitMqProcess;
import io.github.camelstomp2.testbed.TestCertificates;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** A Camel context whose endpoints reach some nodes of a cluster over TLS, one after the other. */
final class ClusterRoutes implements AutoCloseable {
    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private final List<String> lost = new CopyOnWriteArrayList<>();

    ClusterRoutes(List<RabbitMqProcess> nodes) {
        context.getShutdownStrategy().setTimeout(20);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        Stomp2Configuration configuration =
                context.getComponent("stomp2", Stomp2Component.class).getConfiguration();
        configuration.setBrokerURL(
                nodes.stream().map(node -> "ssl://localhost:" + node.sslPort()).collect(Collectors.joining(",")));
        configuration.setSslContextParameters(trustingTheTestAuthority());
        configuration.setLogin(nodes.get(0).login());
        configuration.setPasscode(nodes.get(0).passcode());
        configuration.setReconnectDelay(200);
        configuration.setReconnectMaxDelay(1_000);
        context.getManagementStrategy().addEventNotifier(new Losses());
        context.start();
        template = context.createProducerTemplate();
    }

    private static SSLContextParameters trustingTheTestAuthority() {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + TestCertificates.get().trustStore());
        store.setPassword(TestCertificates.get().password());
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    void add(LambdaRouteBuilder routes) throws Exception {
        RouteBuilder.addRoutes(context, routes);
    }

    ProducerTemplate template() {
        return template;
    }

    /** The connections that were lost, each once for each outage. */
    List<String> lost() {
        return lost;
    }

    @Override
    public void close() {
        context.stop();
    }

    private final class Losses extends EventNotifierSupport {
        @Override
        public void notify(CamelEvent event) {
            if (event instanceof Stomp2DisconnectedEvent told) {
                lost.add(told.getConnection());
            }
        }

        @Override
        public boolean isEnabled(CamelEvent event) {
            return true;
        }
    }
}
