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
package io.github.camelstomp2.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.testbed.ScriptedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The two ways of docs/several-brokers.md: components in Java, and in properties. */
@Timeout(60)
class SeveralBrokersTest {
    private static final Path PROPERTIES = Path.of("src/test/resources/guides/several-brokers.properties");

    @TempDir
    private Path directory;

    private final ScriptedBroker orders = ScriptedBroker.start();
    private final ScriptedBroker billing = ScriptedBroker.start();

    private static final class OrderRoutes extends RouteBuilder {
        @Override
        public void configure() {
            from("stomp2:queue/orders").to("billing:queue/invoices");
        }
    }

    @AfterEach
    void stopBrokers() {
        orders.close();
        billing.close();
    }

    @Test
    void componentsInJavaHaveEachTheirBroker() throws Exception {
        CamelContext context = new DefaultCamelContext();
        addBrokers(context, url(orders), url(billing));
        context.addRoutes(new OrderRoutes());
        context.start();
        assertAMessageGoesFromOneBrokerToTheOther();
        context.stop();
    }

    private static void addBrokers(CamelContext context, String ordersUrl, String billingUrl) {
        Stomp2Component stomp2 = context.getComponent("stomp2", Stomp2Component.class);
        stomp2.getConfiguration().setBrokerURL(ordersUrl);
        stomp2.getConfiguration().setUsername("orders");
        stomp2.getConfiguration().setPassword("secret");

        Stomp2Component billing = new Stomp2Component();
        billing.getConfiguration().setBrokerURL(billingUrl);
        billing.getConfiguration().setUsername("billing");
        billing.getConfiguration().setPassword("another");
        context.addComponent("billing", billing);
    }

    @Test
    void componentsInPropertiesHaveEachTheirBroker() throws Exception {
        Main main = new Main();
        main.configure().addRoutesBuilder(new OrderRoutes());
        main.setPropertyPlaceholderLocations("file:" + properties());
        main.start();
        assertAMessageGoesFromOneBrokerToTheOther();
        main.stop();
    }

    private Path properties() throws IOException {
        String text = Files.readString(PROPERTIES)
                .replace("tcp://orders:61613", url(orders))
                .replace("tcp://billing:61613", url(billing));
        return Files.writeString(directory.resolve("application.properties"), text);
    }

    private void assertAMessageGoesFromOneBrokerToTheOther() {
        BrokerSide consumer = BrokerSide.subscribed(orders);
        assertThat(consumer.connect.header("login")).isEqualTo("orders");
        consumer.deliver("a-1", "an order");
        BrokerSide producer = BrokerSide.connected(billing);
        assertThat(producer.connect.header("login")).isEqualTo("billing");
        producer.connection.receiptFor(producer.expectSend("/queue/invoices"));
        consumer.expectAck("a-1");
        // Nobody answers a DISCONNECT any more.
        orders.close();
        billing.close();
    }

    private static String url(ScriptedBroker broker) {
        return "tcp://" + broker.host() + ":" + broker.port();
    }
}
