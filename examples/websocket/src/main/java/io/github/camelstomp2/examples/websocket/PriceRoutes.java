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
package io.github.camelstomp2.examples.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.camel.builder.RouteBuilder;

/** Routes that take part in the conversation of a Spring application. */
public class PriceRoutes extends RouteBuilder {
    /** The broker of Spring waits for no acknowledgement, and confirms none. */
    private static final String LISTEN = "?ackMode=auto";

    private static final String SEND = "?confirm=false";

    @Override
    public void configure() {
        // tag::routes
        from("stomp2:topic/prices" + LISTEN).routeId("prices").to("seda:prices");

        from("stomp2:user/queue/answers" + LISTEN).routeId("answers").to("seda:answers");

        from("direct:price").to("stomp2:app/prices" + SEND);

        from("direct:order").to("stomp2:app/orders" + SEND);
        // end::routes
    }

    /** The value of the HTTP header {@code Authorization}. */
    static String login(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }
}
