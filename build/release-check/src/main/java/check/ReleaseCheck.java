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
package check;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.broker.BrokerService;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Sends two messages to an embedded broker and consumes them; one fails and has to be in the dead letter queue. */
public final class ReleaseCheck {
    private ReleaseCheck() {}

    public static void main(String[] arguments) throws Exception {
        BrokerService broker = new BrokerService();
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        String address =
                broker.addConnector("stomp://127.0.0.1:0").getConnectUri().toString();
        broker.start();
        broker.waitUntilStarted();
        CountDownLatch consumed = new CountDownLatch(2);
        CountDownLatch dead = new CountDownLatch(1);
        CamelContext context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                String options = "?brokerURL=" + address.replace("stomp:", "tcp:");
                from("direct:orders").to("stomp2:queue/orders" + options);
                from("stomp2:queue/orders" + options).process(exchange -> consume(exchange, consumed));
                from("stomp2:queue/DLQ.orders" + options)
                        .filter(header("dead-letter-reason").isEqualTo("no stock"))
                        .process(exchange -> dead.countDown());
            }
        });
        context.start();
        context.createProducerTemplate().sendBody("direct:orders", "good");
        context.createProducerTemplate().sendBody("direct:orders", "broken");
        boolean all = consumed.await(60, TimeUnit.SECONDS) && dead.await(60, TimeUnit.SECONDS);
        context.stop();
        broker.stop();
        if (!all) {
            throw new IllegalStateException("not all messages came");
        }
        System.out.println("2 messages went through a queue, 1 is a dead letter");
    }

    private static void consume(Exchange exchange, CountDownLatch consumed) {
        consumed.countDown();
        if ("broken".equals(exchange.getMessage().getBody(String.class))) {
            throw new IllegalStateException("no stock");
        }
    }
}
