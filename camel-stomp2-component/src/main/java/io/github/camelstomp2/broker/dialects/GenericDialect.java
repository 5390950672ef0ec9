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
package io.github.camelstomp2.broker.dialects;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.Limitation;
import io.github.camelstomp2.broker.MessageOptions;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A broker about which nothing is known. It follows the specification, and gets {@code persistent}, which most brokers
 * read.
 */
class GenericDialect implements BrokerDialect {
    private static final String NO_WORD =
            "the STOMP specification has no header for it; use those of your broker by subscribeHeader.* or sendHeader.*";

    private static final Pattern ACKNOWLEDGEMENT =
            Pattern.compile("\\bn?ack(nowledg\\w*)?\\b", Pattern.CASE_INSENSITIVE);

    private final BrokerDialect likely;
    private final BrokerDialect lessLikely;

    /**
     * @param likely the kind that a broker without a name is most often
     * @param lessLikely another kind that it may be
     */
    GenericDialect(BrokerDialect likely, BrokerDialect lessLikely) {
        this.likely = likely;
        this.lessLikely = lessLikely;
    }

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
        // The specification has no headers for prefetch or other options.
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

    /** It may be a RabbitMQ that hides its name. */
    @Override
    public boolean closesAfter(StompBrokerException error) {
        return RabbitMqErrors.isOfChannel(error);
    }

    @Override
    public @Nullable String advice(StompBrokerException error) {
        return RabbitMqErrors.advice(error);
    }

    /** It may be a broker that gives ids and hides its name. */
    @Override
    public @Nullable String idOfSender(StompHeaders message) {
        String given = likely.idOfSender(message);
        return given == null ? lessLikely.idOfSender(message) : given;
    }

    /** Apollo delivers a message again at once after a NACK. */
    @Override
    public boolean mayDeliverRejected() {
        return true;
    }

    /**
     * OpenMQ answers a valid ACK with an ERROR. A message that was sent at the same time must not fail because of that.
     */
    @Override
    public boolean isAboutAcknowledgement(StompBrokerException error) {
        return ACKNOWLEDGEMENT.matcher(String.valueOf(error.getMessage())).find();
    }

    @Override
    public boolean extendsFirstVersion() {
        return false;
    }

    @Override
    public NackEffect nackEffect() {
        return NackEffect.REJECTS;
    }
}
