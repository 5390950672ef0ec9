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
 * ActiveMQ Classic 5.x and 6.x. A frame with {@code content-length} becomes a bytes message unless {@code amq-msg-type}
 * says otherwise; text messages come back without {@code content-length}. NACK moves the message to the dead letter
 * queue at once, without redelivery.
 */
final class ActiveMqDialect implements BrokerDialect {
    @Override
    public String name() {
        return "activemq";
    }

    @Override
    public void addSubscribeHeaders(SubscribeOptions options, StompHeaders.Builder headers) {
        headers.addIfAbsent("activemq.prefetchSize", Integer.toString(options.prefetch()));
    }

    @Override
    public boolean marksTextByMissingContentLength() {
        return true;
    }

    @Override
    public boolean makesTextByMissingContentLength() {
        return true;
    }

    @Override
    public NackEffect nackEffect() {
        return NackEffect.REJECTS;
    }

    @Override
    public TransactionScope transactionScope() {
        return TransactionScope.SENDS_AND_ACKS;
    }
}
