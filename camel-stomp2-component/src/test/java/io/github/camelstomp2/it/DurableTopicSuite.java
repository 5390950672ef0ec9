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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.matrix.DiffersByVersion;
import io.github.camelstomp2.matrix.Feature;
import io.github.camelstomp2.matrix.InEachVersion;
import io.github.camelstomp2.matrix.Shown;
import io.github.camelstomp2.matrix.Shows;
import io.github.camelstomp2.testbed.FaultProxy;
import org.apache.camel.spi.RouteController;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** Durable subscriptions of topics on each broker, in each version of the protocol. */
@ParameterizedClass(name = "STOMP {0}")
@InEachVersion
abstract class DurableTopicSuite extends OptionsSuite {

    @Parameter
    String version;

    @Override
    public String stompVersion() {
        return version;
    }

    private String topic() {
        return "stomp2:topic/" + name;
    }

    private String durable(String more) {
        return topic() + "?durable=true&subscriptionName=lasting&clientId=client-" + name + more;
    }

    private String routeId() {
        return routes.context().getRoutes().get(0).getRouteId();
    }

    private long subscriptions() {
        return view().durableSubscriptionCount(name);
    }

    @Test
    @Shows(Feature.DURABLE)
    void aDurableSubscriptionKeepsMessagesWhileItsRouteIsSuspendedOrStopped() throws Exception {
        StompRoutes.Received received = routes.consume(durable(""));
        await().until(() -> subscriptions() == 1);
        RouteController controller = routes.context().getRouteController();

        controller.suspendRoute(routeId());
        send(topic(), "while it was suspended");
        controller.resumeRoute(routeId());
        assertThat(bodies(received, 1)).containsExactly("while it was suspended");

        controller.stopRoute(routeId());
        send(topic(), "while it was stopped");
        controller.startRoute(routeId());
        assertThat(bodies(received, 1)).containsExactly("while it was stopped");
        assertThat(subscriptions()).isOne();
    }

    @Test
    @Shows(Feature.DURABLE)
    void aDurableSubscriptionOutlivesTheApplication() throws Exception {
        routes.consume(durable(""));
        await().until(() -> subscriptions() == 1);
        routes.close();

        routes = new StompRoutes(broker(), version);
        send(topic(), "while it was away");

        assertThat(bodies(routes.consume(durable("")), 1)).containsExactly("while it was away");
    }

    @Test
    @Shows(Feature.DURABLE)
    void aDurableSubscriptionIsResumedWhenItsConnectionWasLost() throws Exception {
        try (FaultProxy proxy = FaultProxy.to(broker().host(), broker().port())) {
            String way = "&brokerURL=tcp://" + proxy.host() + ":" + proxy.port();
            StompRoutes.Received received = routes.consume(durable(way));
            await().until(() -> subscriptions() == 1);

            proxy.refuse();
            proxy.resetAll();
            send(topic(), "while it was cut off");
            proxy.accept();

            assertThat(bodies(received, 1)).containsExactly("while it was cut off");
            assertThat(subscriptions()).isOne();
        }
    }

    /** Those that know a subscription by the client's id too need one, and say so. */
    @Test
    @DiffersByVersion
    void aDurableSubscriptionWithoutAClientIdWorksOrIsRefused() throws Exception {
        whenConsumed(Shown.toNobody(), "durable=true", topic() + "?durable=true", received -> {
            await().until(() -> subscriptions() == 1);
            send(topic(), "x");
            assertThat(bodies(received, 1)).containsExactly("x");
        });
    }

    @Test
    @Shows(Feature.DURABLE_REMOVED)
    void aDurableSubscriptionIsRemovedWithItsRouteWhenThatIsWanted(Shown shown) throws Exception {
        StompRoutes.Received[] received = new StompRoutes.Received[1];
        boolean honoured =
                isHonoured(shown, "removeSubscriptionOnStop=true", () -> received[0] = routes.consume(removed()));
        await().until(() -> subscriptions() == 1);

        routes.context().getRouteController().stopRoute(routeId());

        assertThat(subscriptions()).isEqualTo(honoured ? 0 : 1);
        send(topic(), "before the new one");
        routes.context().getRouteController().startRoute(routeId());
        await().until(() -> subscriptions() == 1);
        send(topic(), "to the new one");
        if (!honoured) {
            assertThat(received[0].next().getMessage().getBody()).isEqualTo("before the new one");
        }
        assertThat(bodies(received[0], 1)).containsExactly("to the new one");
    }

    @Test
    @Shows(Feature.DURABLE_REMOVED)
    void aDurableSubscriptionIsRemovedAlsoFromASuspendedRoute(Shown shown) throws Exception {
        boolean honoured = isHonoured(shown, "removeSubscriptionOnStop=true", () -> routes.consume(removed()));
        await().until(() -> subscriptions() == 1);

        routes.context().getRouteController().suspendRoute(routeId());
        assertThat(subscriptions()).isOne();
        routes.context().getRouteController().stopRoute(routeId());

        assertThat(subscriptions()).isEqualTo(honoured ? 0 : 1);
    }

    private String removed() {
        return durable("&removeSubscriptionOnStop=true&testConnectionOnStartup=true");
    }
}
