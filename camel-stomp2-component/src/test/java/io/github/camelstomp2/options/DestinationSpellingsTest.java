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
package io.github.camelstomp2.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.Stomp2Endpoint;
import io.github.camelstomp2.Stomp2EndpointUriFactory;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A destination means the same wherever it is written. */
@Timeout(60)
class DestinationSpellingsTest extends RouteTestSupport {

    /** As it is written in a URI; its name; the destination on RabbitMQ. */
    @ParameterizedTest
    @CsvSource({
        "a/b, /queue/a/b, /queue/a%2Fb",
        "a%2Fb, /queue/a/b, /queue/a%2Fb",
        "a%252Fb, /queue/a/b, /queue/a%2Fb",
        "50%, /queue/50%, /queue/50%",
        "50%25, /queue/50%, /queue/50%",
        "a b, /queue/a b, /queue/a b",
        "a%20b, /queue/a b, /queue/a b",
        "a+b, /queue/a+b, /queue/a+b",
        "a#b, /queue/a#b, /queue/a#b",
        "\u00fc, /queue/\u00fc, /queue/\u00fc",
        "%C3%BC, /queue/\u00fc, /queue/\u00fc",
        "'a,b', '/queue/a,b', '/queue/a,b'",
        "a.>, /queue/a.>, /queue/a.>"
    })
    void aUriMeansTheSameToEachOfCamelsWays(String written, String name, String onRabbitMq) throws Exception {
        String uri = stomp("queue/" + written);
        start(on -> {
            on.from("direct:to").to(uri);
            on.from("direct:toD").toD(stomp("queue/${header.where}"));
            on.from("direct:recipients").recipientList(on.header("uri"), "false");
        });
        Map<String, Object> headers = Map.of("where", written, "uri", uri);
        for (String route : new String[] {"direct:to", "direct:toD", "direct:recipients"}) {
            context.createProducerTemplate()
                    .asyncSend(route, exchange -> exchange.getMessage().setHeaders(new HashMap<>(headers)));
        }
        BrokerSide side = BrokerSide.connected(broker, "RabbitMQ/3.10.8");
        for (int i = 0; i < 3; i++) {
            WireFrame send = side.expectSend(onRabbitMq);
            side.connection.receiptFor(send);
        }
        assertThat(((Stomp2Endpoint) context.getEndpoint(uri)).getDestination()).isEqualTo(name);
    }

    /** As the DSLs do that have the destination apart from the other parameters, such as YAML. */
    @ParameterizedTest
    @CsvSource({"queue/a/b, /queue/a/b", "queue/50%, /queue/50%", "queue/a b, /queue/a b", "queue/\u00fc, /queue/\u00fc"
    })
    void aParameterMeansTheSame(String written, String name) throws Exception {
        context.start();
        Stomp2EndpointUriFactory uris = new Stomp2EndpointUriFactory();
        uris.setCamelContext(context);
        String uri = uris.buildUri("stomp2", Map.of("destination", written), false);
        assertThat(((Stomp2Endpoint) context.getEndpoint(uri)).getDestination()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "queue/a/b, /queue/a%2Fb",
        "/queue/a%2Fb, /queue/a%2Fb",
        "/exchange/e%2Fx/k, /exchange/e%2Fx/k",
        "queue/50%, /queue/50%"
    })
    void theHeaderIsADestinationAndNoUri(String written, String onRabbitMq) throws Exception {
        start(on -> on.from("direct:in").to(stomp("queue/other")));
        context.createProducerTemplate().asyncSend("direct:in", exchange -> exchange.getMessage()
                .setHeader(Stomp2Constants.OVERRIDE_DESTINATION, written));
        BrokerSide side = BrokerSide.connected(broker, "RabbitMQ/3.10.8");
        side.connection.receiptFor(side.expectSend(onRabbitMq));
    }
}
