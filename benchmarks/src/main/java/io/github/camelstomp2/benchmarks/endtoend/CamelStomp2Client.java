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

import io.github.camelstomp2.Stomp2Constants;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** This component. */
final class CamelStomp2Client implements CamelClient {
    private final boolean observed;
    private final boolean webSocket;

    CamelStomp2Client() {
        this(false, false);
    }

    /**
     * @param observed whether there is a registry for meters
     * @param webSocket instead of TCP
     */
    CamelStomp2Client(boolean observed, boolean webSocket) {
        this.observed = observed;
        this.webSocket = webSocket;
    }

    @Override
    public void prepare(CamelContext context, Work work) {
        if (observed) {
            context.getRegistry().bind("metricsRegistry", new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        }
    }

    @Override
    public boolean does(Scenario scenario, Peers peer) {
        return !webSocket || OverWebSocket.does(scenario, peer);
    }

    @Override
    public String from(Work work) {
        return "stomp2:queue/" + work.source() + broker(work) + "&prefetch=" + Scenario.WINDOW + "&ackMode="
                + work.scenario().ackMode() + "&concurrentConsumers="
                + work.scenario().concurrentConsumers();
    }

    @Override
    public String to(Work work) {
        return "stomp2:queue/" + work.target() + broker(work) + "&confirm="
                + work.scenario().confirms() + "&transacted=" + work.scenario().transacts();
    }

    private String broker(Work work) {
        String url = "?brokerURL=" + (webSocket ? "ws://" : "tcp://") + PeerAddress.HOST + ":"
                + work.peer().port();
        return work.peer().isReal() ? url + "&login=" + PeerAddress.LOGIN + "&passcode=" + PeerAddress.LOGIN : url;
    }

    @Override
    public String messageId(Exchange exchange) {
        return exchange.getProperty(Stomp2Constants.MESSAGE_ID, String.class);
    }
}
