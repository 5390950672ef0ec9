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
package io.github.camelstomp2.it;

import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.FaultProxy;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Routes and a service on django-stomp at one broker. */
abstract class DjangoStompSuiteBase {
    StompRoutes routes;
    DjangoStompPeer service;
    FaultProxy proxy;
    String queue;

    abstract BrokerExtension broker();

    @BeforeEach
    void startCamel() {
        proxy = FaultProxy.to(broker().host(), broker().port());
        routes = new StompRoutes(broker(), "tcp://" + proxy.host() + ":" + proxy.port(), "1.2,1.1,1.0");
        routes.component().getConfiguration().setDjangoStomp(true);
        service = new DjangoStompPeer(broker().broker());
        queue = broker().uniqueName("orders");
    }

    @AfterEach
    void stopCamel() {
        routes.close();
        proxy.close();
    }

    String uri() {
        return "stomp2:queue/" + queue;
    }

    void awaitEmpty(String name) {
        await().until(() -> broker().broker().messageCount(name) == 0);
    }

    void send(Object body, Map<String, Object> headers) {
        routes.template().sendBodyAndHeaders(uri(), body, headers);
    }

    void fail(String routeId) throws Exception {
        fail(uri(), routeId);
    }

    void fail(String uri, String routeId) throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(routeId).throwException(new IllegalStateException("no stock"));
            }
        });
    }
}
