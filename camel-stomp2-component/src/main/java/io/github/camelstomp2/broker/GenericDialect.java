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

import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A broker about which nothing is known: the specification, and {@code persistent}, which most of them read. */
final class GenericDialect implements BrokerDialect {
    private static final String NO_WORD =
            "the specification has no word for it; use subscribeHeader.* or sendHeader.* with those of your broker";

    @Override
    public String name() {
        return "generic";
    }

    @Override
    public boolean isServer(String server) {
        return false;
    }

    @Override
    public void addSubscribeHeaders(SubscribeOptions options, StompHeaders.Builder headers) {
        // The specification has no word for prefetch or anything else.
    }

    @Override
    public List<Limitation> limitations(SubscribeOptions options) {
        return Limitations.begin()
                .withoutDurableTopics(options)
                .withoutSelectors(options)
                .withoutNoLocal(options)
                .withoutBrowsing(options)
                .withoutExclusive(options, NO_WORD)
                .withoutQueueTypes(options.queue())
                .withoutStreams(options)
                .end();
    }

    @Override
    public List<Limitation> limitations(SendOptions options) {
        MessageOptions message = options.message();
        return Limitations.begin()
                .withoutDelay(message, NO_WORD)
                .withoutGroups(message, NO_WORD)
                .tolerable(message.priority() != null, "priority", NO_WORD)
                .tolerable(!message.timeToLive().isZero(), "timeToLive", NO_WORD)
                .withoutQueueTypes(options.queue())
                .end();
    }

    /** It may be a RabbitMQ that does not say its name. */
    @Override
    public boolean closesAfter(StompBrokerException error) {
        return RabbitMqErrors.isOfChannel(error);
    }

    @Override
    public @Nullable String advice(StompBrokerException error) {
        return RabbitMqErrors.advice(error);
    }

    /** It may be one of those that give ids, and hides its name. */
    @Override
    public @Nullable String idOfSender(StompHeaders message) {
        String given = BrokerDialects.RABBITMQ.idOfSender(message);
        return given == null ? BrokerDialects.ARTEMIS.idOfSender(message) : given;
    }

    @Override
    public NackEffect nackEffect() {
        return NackEffect.REJECTS;
    }
}
