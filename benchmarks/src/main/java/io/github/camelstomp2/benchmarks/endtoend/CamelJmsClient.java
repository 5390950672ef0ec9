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

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.util.Set;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.jms.JmsComponent;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * Camel's JMS component, with the client of one broker. JMS confirms persistent messages before a send returns, so that
 * one thread has one message on its way; each thread keeps its session.
 */
final class CamelJmsClient implements CamelClient {
    private static final Set<Scenario> DONE = Set.of(
            Scenario.CONSUME_AUTO,
            Scenario.BRIDGE,
            Scenario.BRIDGE_64,
            Scenario.SEND_CONFIRMED,
            Scenario.SEND_CONFIRMED_64_THREADS,
            Scenario.SEND_ONE_AT_A_TIME);

    private final Peers broker;

    CamelJmsClient(Peers broker) {
        this.broker = broker;
    }

    @Override
    public boolean does(Scenario scenario, Peers peer) {
        return peer == broker && DONE.contains(scenario);
    }

    @Override
    public void prepare(CamelContext context, Work work) throws JMSException {
        ConnectionFactory factory = factory(work.peer().jmsUri());
        CachingConnectionFactory forSends = new CachingConnectionFactory(factory);
        forSends.setSessionCacheSize(
                Math.max(work.scenario().concurrentConsumers(), work.scenario().threads()));
        JmsComponent jms = new JmsComponent(context);
        jms.setConnectionFactory(factory);
        jms.getConfiguration().setListenerConnectionFactory(factory);
        jms.getConfiguration().setTemplateConnectionFactory(forSends);
        context.addComponent("jms", jms);
    }

    private ConnectionFactory factory(String uri) throws JMSException {
        if (broker == Peers.ACTIVEMQ) {
            return new ActiveMQConnectionFactory(PeerAddress.LOGIN, PeerAddress.LOGIN, uri);
        }
        return new org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory(
                uri, PeerAddress.LOGIN, PeerAddress.LOGIN);
    }

    @Override
    public String from(Work work) {
        // the other clients also acknowledge a bridged message only after it was sent on
        String mode = work.scenario().acknowledges() ? "CLIENT_ACKNOWLEDGE" : "AUTO_ACKNOWLEDGE";
        return "jms:queue:" + work.source() + "?acknowledgementModeName=" + mode + "&concurrentConsumers="
                + work.scenario().concurrentConsumers();
    }

    @Override
    public String to(Work work) {
        return "jms:queue:" + work.target();
    }

    @Override
    public String messageId(Exchange exchange) {
        return exchange.getMessage().getHeader("JMSMessageID", String.class);
    }

    /** Artemis takes names literally, and this component does not write STOMP's prefix. */
    @Override
    public String source(Work work) {
        return broker == Peers.ARTEMIS ? work.source() : CamelClient.super.source(work);
    }
}
