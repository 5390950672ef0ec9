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

import io.github.camelstomp2.broker.FrameLimits;
import io.github.camelstomp2.broker.Limitation;
import io.github.camelstomp2.broker.MessageOptions;
import io.github.camelstomp2.broker.MessageRules.Returns;
import io.github.camelstomp2.broker.QueueType;
import io.github.camelstomp2.broker.ReplyAddress;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * RabbitMQ's STOMP plugin. {@code host} is its virtual host; {@code /queue/x} declares a durable queue, {@code
 * /amq/queue/x} expects it to exist; after a NACK it delivers again, unless {@code requeue:false} is set.
 */
final class RabbitMqDialect extends RabbitMqConversation {
    /** One object for each version: objects that a dialect has made are used again only for the identical dialect. */
    private static final Map<RabbitMqVersion, RabbitMqDialect> BY_VERSION = new EnumMap<>(RabbitMqVersion.class);

    static {
        for (RabbitMqVersion known : RabbitMqVersion.values()) {
            BY_VERSION.put(known, new RabbitMqDialect(known));
        }
    }

    static final RabbitMqDialect IN_NO_KNOWN_VERSION = in(RabbitMqVersion.UNKNOWN);

    private final RabbitMqVersion version;

    private RabbitMqDialect(RabbitMqVersion version) {
        this.version = version;
    }

    private static RabbitMqDialect in(RabbitMqVersion version) {
        return Objects.requireNonNull(BY_VERSION.get(version));
    }

    @Override
    public RabbitMqDialect inVersion(@Nullable String server) {
        return in(RabbitMqVersion.of(server));
    }

    @Override
    public FrameLimits frameLimits() {
        return version.frameLimits();
    }

    @Override
    public Returns returns(SubscribeOptions subscribed, StompHeaders message) {
        return RabbitMqReturns.of(version, subscribed.queue().type() == QueueType.QUORUM, message);
    }

    /** When a connection ends, a quorum queue counts all delivered messages, also those that no route has seen. */
    @Override
    public int prefetch(SubscribeOptions options) {
        return version.limitsReturns() && options.queue().type() == QueueType.QUORUM
                ? options.carefulPrefetch()
                : options.prefetch();
    }

    @Override
    public String destination(SendOptions options) {
        return RabbitMqQueue.destination(options);
    }

    @Override
    public String destination(SubscribeOptions options) {
        return RabbitMqQueue.destination(options);
    }

    @Override
    public @Nullable String deadLetterQueue(String source, String prefix) {
        return RabbitMqQueue.ofDeadLetters(source, prefix);
    }

    @Override
    public void addSubscribeHeaders(SubscribeOptions options, StompHeaders.Builder headers) {
        headers.addIfAbsent("prefetch-count", Integer.toString(prefetch(options)));
        RabbitMqQueue.addSubscribeHeaders(options, headers);
        if (version.limitsReturns()) {
            RabbitMqQueue.addTypeOfPassingQueue(options, headers);
        }
        if (options.streamOffset() != null) {
            headers.addIfAbsent(RabbitMqStreams.OFFSET, options.streamOffset());
        }
    }

    @Override
    public @Nullable SendOptions queueToDeclare(SubscribeOptions options) {
        return RabbitMqQueue.ofDeadLetters(options);
    }

    @Override
    public boolean confirmsWithoutQueue() {
        return true;
    }

    @Override
    public @Nullable SendOptions queueOf(SendOptions message) {
        return RabbitMqQueue.of(message);
    }

    /** It refuses an offset for every queue but a stream. A stream would deliver only messages of the future. */
    @Override
    public boolean addCheckHeaders(@Nullable String server, StompHeaders.Builder headers) {
        headers.addIfAbsent("prefetch-count", "1").addIfAbsent(RabbitMqStreams.OFFSET, "next");
        return RabbitMqVersion.of(server) != RabbitMqVersion.UNKNOWN;
    }

    @Override
    public boolean saysQueueIsThere(StompBrokerException refusal) {
        return RabbitMqErrors.saysQueueIsThere(refusal);
    }

    /** It derives the queue to delete from the subscription, and deletes only the queue of a topic. */
    @Override
    public void addRemoveHeaders(SubscribeOptions options, StompHeaders.Builder headers) {
        RabbitMqQueue.addRemoveHeaders(options, headers);
    }

    @Override
    public void addSendHeaders(SendOptions options, StompHeaders.Builder headers) {
        super.addSendHeaders(options, headers);
        RabbitMqQueue.addSendHeaders(options, headers);
        MessageOptions message = options.message();
        if (message.priority() != null) {
            headers.addIfAbsent("priority", Integer.toString(message.priority()));
        }
        if (!message.timeToLive().isZero()) {
            headers.addIfAbsent("expiration", Long.toString(message.timeToLive().toMillis()));
        }
    }

    @Override
    public List<Limitation> limitations(SubscribeOptions options) {
        return RabbitMqLimitations.of(options, version);
    }

    @Override
    public List<Limitation> limitations(SendOptions options) {
        return RabbitMqLimitations.of(options);
    }

    @Override
    public ReplyAddress replyAddress(String unique, int number) {
        return ReplyAddress.temporary(number, true);
    }

    @Override
    public OptionalLong streamOffset(StompHeaders message) {
        return RabbitMqStreams.offset(message);
    }

    @Override
    public void startAt(long streamOffset, StompHeaders.Builder headers) {
        RabbitMqStreams.startAt(streamOffset, headers);
    }
}
