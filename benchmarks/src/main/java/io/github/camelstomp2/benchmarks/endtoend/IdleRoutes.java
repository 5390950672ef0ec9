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
package io.github.camelstomp2.benchmarks.endtoend;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The kinds of many routes without messages. */
enum IdleRoutes {
    /** A component that does nothing. */
    WITHOUT_NETWORK("without network"),

    /** Queues of the peer, over one connection for all. */
    SHARED_CONNECTION("one connection for all"),

    /** Queues of the peer, over a connection for each. */
    CONNECTION_EACH("a connection each"),

    /** Queues of the peer, over a WebSocket for each. */
    WEB_SOCKET_EACH("a WebSocket each");

    private final String title;

    IdleRoutes(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /**
     * A context with this many routes, to be started. Each one does the same with a message and has its own endpoint.
     *
     * @param port of the peer, on the loopback interface
     */
    CamelContext context(int port, int routes) throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeout(2);
        context.addComponent("idle00", new IdleComponent());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (int number = 0; number < routes; number++) {
                    from(uri(port, number)).routeId("route-" + number).process(exchange -> {});
                }
            }
        });
        return context;
    }

    /** The URI has the same length for all kinds, since Camel keeps several copies of it. */
    private String uri(int port, int number) {
        return (this == WITHOUT_NETWORK ? "idle00" : "stomp2") + ":queue/" + SyntheticPeer.IDLE + number
                + (this == WEB_SOCKET_EACH
                        ? "?brokerURL=ws://127.0.0.1:" + port + "/"
                        : "?brokerURL=tcp://127.0.0.1:" + port)
                + "&sharedConnection=" + (this == SHARED_CONNECTION);
    }

    /** How many SUBSCRIBE frames the peer gets. */
    int subscriptions(int routes) {
        return this == WITHOUT_NETWORK ? 0 : routes;
    }
}
