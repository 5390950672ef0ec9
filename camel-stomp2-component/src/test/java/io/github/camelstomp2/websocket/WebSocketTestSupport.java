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
package io.github.camelstomp2.websocket;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.websocket.ScriptedWebSocket.Frame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server of STOMP over WebSocket that follows a script, and routes that know its address. */
abstract class WebSocketTestSupport {
    ScriptedWebSocket server;
    DefaultCamelContext context;

    @BeforeEach
    void start() {
        server = new ScriptedWebSocket();
        context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(100);
        var configuration =
                context.getComponent("stomp2", Stomp2Component.class).getConfiguration();
        configuration.setBrokerURL(server.uri());
        configuration.setReconnectDelay(50);
        configuration.setReconnectMaxDelay(100);
        configuration.setIncomingHeartbeat(0); // no PING comes between
        context.start();
    }

    @AfterEach
    void stop() {
        server.close();
        context.stop();
    }

    final CompletableFuture<Object> send(String uri, Object body) {
        return template().asyncSendBody(uri, body);
    }

    final ProducerTemplate template() {
        return context.createProducerTemplate();
    }

    final MockEndpoint consume(String uri) throws Exception {
        MockEndpoint received = context.getEndpoint("mock:received", MockEndpoint.class);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to(received);
            }
        });
        return received;
    }

    static String message(Frame subscribe, String body) {
        return "MESSAGE\nsubscription:" + WebSocketConnection.header(subscribe, "id")
                + "\nmessage-id:1\nack:1\ndestination:/queue/orders\n\n" + body + "\0";
    }
}
