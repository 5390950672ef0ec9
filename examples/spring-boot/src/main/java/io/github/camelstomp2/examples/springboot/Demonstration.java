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

import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Orders a few things once the application is up, one of them impossible. */
@Component
class Demonstration implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(Demonstration.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<Order> ORDERS = List.of(
            new Order(1, "apples", 3), new Order(2, "pears", 5), new Order(3, "plums", 0), new Order(4, "quinces", 1));

    private final ProducerTemplate producer;
    private final OrderDesk desk;

    Demonstration(ProducerTemplate producer, OrderDesk desk) {
        this.producer = producer;
        this.desk = desk;
    }

    /** Without a broker the application goes on: its page says why there are no orders. Only {@code --once} fails. */
    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        try {
            demonstrate();
        } catch (CamelExecutionException e) {
            if (arguments.containsOption("once")) {
                throw e;
            }
            LOG.warn("Not ordered  {}", OrderController.reason(e));
        }
    }

    private void demonstrate() throws InterruptedException {
        for (Order order : ORDERS) {
            LOG.info("Ordering     {}", order);
            producer.sendBody("direct:order", order);
        }
        if (!desk.awaitOutcomes(ORDERS.size(), PATIENCE)) {
            throw new IllegalStateException("Not every order had an outcome within " + PATIENCE.toSeconds() + " s");
        }
        LOG.info("Done         every order was accepted or set aside");
    }
}
