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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.Stomp2Endpoint;
import io.github.camelstomp2.Stomp2EndpointConfigurer;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Components that are made by hand: subclasses, under other names, several side by side. */
@Timeout(60)
class OtherComponentsTest extends RouteTestSupport {

    /** As an application has it that sets something up in code. */
    private static class OwnComponent extends Stomp2Component {}

    private <T extends Stomp2Component> T of(T component, String name) {
        component.getConfiguration().setBrokerURL("tcp://" + broker.host() + ":" + broker.port());
        context.addComponent(name, component);
        return component;
    }

    @Test
    void aSubclassHasTheSameOptionsAndTheSameCheckOfThem() throws Exception {
        of(new OwnComponent(), "stomp2");
        Stomp2Endpoint endpoint = context.getEndpoint("stomp2:queue/a?prefetch=7", Stomp2Endpoint.class);
        assertThat(endpoint.getConfiguration().getPrefetch()).isEqualTo(7);
        assertThatThrownBy(() -> context.getEndpoint("stomp2:queue/a?prefetch=many"))
                .hasStackTraceContaining("prefetch=many is not allowed");
        assertThatThrownBy(() -> context.getEndpoint("stomp2:queue/a?prefech=7"))
                .hasStackTraceContaining("prefech");
    }

    @Test
    void anAnonymousSubclassConsumesAndSends() throws Exception {
        of(new Stomp2Component() {}, "stomp2");
        start(on -> on.from("stomp2:queue/a?prefetch=7").to("stomp2:queue/b?confirm=false"));
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        sides.consumer().deliver("a-1", "x");
        sides.producer().expectSend("/queue/b");
        sides.consumer().expectAck("a-1");
    }

    @Test
    void optionsOfASubclassThatIsAComponentAreSetByName() {
        OwnComponent component = of(new OwnComponent(), "stomp2");
        assertThat(component.getComponentPropertyConfigurer().configure(context, component, "prefetch", "9", true))
                .isTrue();
        assertThat(component.getConfiguration().getPrefetch()).isEqualTo(9);
        assertThat(component.getEndpointPropertyConfigurer()).isInstanceOf(Stomp2EndpointConfigurer.class);
    }

    @Test
    void aComponentUnderAnotherNameConsumesAndHasDeadLetters() throws Exception {
        of(new Stomp2Component(), "mybroker");
        start(on -> on.from("mybroker:queue/orders").throwException(new IllegalStateException("no stock")));
        BrokerSide side = BrokerSide.subscribed(broker);
        assertThat(side.subscribe().header("destination")).isEqualTo("/queue/orders");
        side.deliver("a-1", "x");
        side.expectDeadLetter("/queue/DLQ.orders", "a-1");
    }

    @Test
    void dynamicDestinationsOfAComponentUnderAnotherNameShareItsConnection() throws Exception {
        of(new Stomp2Component(), "mybroker");
        start(on -> on.from("direct:in").toD("mybroker:queue/${body}?confirm=false"));
        var sent = inBackground(() -> {
            context.createProducerTemplate().sendBody("direct:in", "eu");
            context.createProducerTemplate().sendBody("direct:in", "us");
        });
        BrokerSide side = BrokerSide.connected(broker);
        side.expectSend("/queue/eu");
        side.expectSend("/queue/us");
        sent.join();
        broker.expectNoConnection(java.time.Duration.ofMillis(100));
    }

    @Test
    void twoComponentsSideBySideHaveTheirOwnSettingsAndConnections() throws Exception {
        of(new Stomp2Component(), "one").getConfiguration().setLogin("first");
        of(new OwnComponent(), "two").getConfiguration().setLogin("second");
        start(on -> {
            on.from("one:queue/a").to("mock:a");
            on.from("two:queue/a").to("mock:b");
        });
        WireFrame one = BrokerSide.subscribed(broker).connect;
        WireFrame two = BrokerSide.subscribed(broker).connect;
        assertThat(new String[] {one.header("login"), two.header("login")})
                .containsExactlyInAnyOrder("first", "second");
    }
}
