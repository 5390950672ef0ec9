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
package io.github.camelstomp2.broker;

import io.github.camelstomp2.protocol.StompHeaders;

/**
 * RabbitMQ's STOMP plugin. {@code host} is its virtual host; {@code /queue/x} declares a durable queue, {@code
 * /amq/queue/x} expects it to be there; a NACK delivers again unless {@code requeue:false} says otherwise.
 */
final class RabbitMqDialect implements BrokerDialect {
    private static final String QUEUE = "/queue/";
    private static final StompHeaders REJECT = StompHeaders.of("requeue", "false");
    private static final StompHeaders REQUEUE = StompHeaders.of("requeue", "true");

    @Override
    public String name() {
        return "rabbitmq";
    }

    @Override
    public String defaultVirtualHost(String brokerHost) {
        return "/";
    }

    @Override
    public String destination(String destination, boolean declare) {
        return !declare && destination.startsWith(QUEUE)
                ? "/amq/queue/" + destination.substring(QUEUE.length())
                : destination;
    }

    @Override
    public void addSubscribeHeaders(SubscribeOptions options, StompHeaders.Builder headers) {
        headers.addIfAbsent("prefetch-count", Integer.toString(options.prefetch()));
    }

    @Override
    public NackEffect nackEffect() {
        return NackEffect.CHOOSES;
    }

    @Override
    public StompHeaders rejectHeaders() {
        return REJECT;
    }

    @Override
    public StompHeaders requeueHeaders() {
        return REQUEUE;
    }

    @Override
    public boolean cumulativeAckSpansConnection() {
        return true;
    }
}
