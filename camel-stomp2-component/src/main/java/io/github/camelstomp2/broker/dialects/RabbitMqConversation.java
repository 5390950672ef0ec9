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
import io.github.camelstomp2.broker.Destinations;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.text.EpochTime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The behaviour of RabbitMQ's STOMP plugin that is the same in all versions: CONNECT, MESSAGE, answers to messages,
 * errors.
 */
abstract class RabbitMqConversation implements BrokerDialect {
    private static final StompHeaders REJECT = StompHeaders.of("requeue", "false");
    private static final StompHeaders REQUEUE = StompHeaders.of("requeue", "true");

    @Override
    public String name() {
        return "rabbitmq";
    }

    @Override
    public boolean isServer(String server) {
        return server.startsWith("RabbitMQ");
    }

    /**
     * Between two SENDs of a burst it tells its monitor of heart-beats to go on, which fails when nobody told it to pause;
     * over WebSocket the connection ends with it.
     */
    @Override
    public boolean failsOnHeartBeatsOverWebSocket() {
        return true;
    }

    /** Only RabbitMQ refuses with these words: "Bad CONNECT", and the virtual host in the body. */
    @Override
    public boolean refusesVirtualHost(StompBrokerException error) {
        return RabbitMqErrors.refusesConnect(error, "virtual host");
    }

    @Override
    public boolean refusesLogin(StompBrokerException error) {
        return RabbitMqErrors.refusesConnect(error, "access refused");
    }

    /**
     * It removes escapes in CONNECT as in any frame of 1.2, whatever the version. An unknown escape ends the
     * connection.
     */
    @Override
    public String connectValue(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    @Override
    public String defaultVirtualHost(String brokerHost) {
        return "/";
    }

    @Override
    public String readDestination(String written) {
        return RabbitMqName.readable(written);
    }

    /**
     * There is one queue behind each subscription, also behind a pattern of topics; a message names its routing key
     * only.
     */
    @Override
    public String source(String subscribed, StompHeaders message) {
        return subscribed;
    }

    @Override
    public @Nullable String idOfSender(StompHeaders message) {
        return message.get("amqp-message-id");
    }

    /**
     * For AMQP clients this is the name of a queue; STOMP clients receive it as {@code /reply-queue/name}. A name with
     * a slash is not accepted.
     */
    @Override
    public String replyTo(String destination) {
        String name = RabbitMqName.of(destination);
        boolean queue = destination.startsWith(Destinations.QUEUE) || destination.startsWith("/amq/queue/");
        return queue && name.indexOf('/') < 0 ? name : destination;
    }

    /** Its {@code message-id} is not the sender's: the broker makes it at the delivery. */
    @Override
    public @Nullable String idForSender(StompHeaders message) {
        String given = idOfSender(message);
        return given == null ? BrokerDialect.super.idForSender(message) : given;
    }

    /** AMQP counts seconds. A broker that stamps messages itself also writes milliseconds. */
    @Override
    public long timestamp(StompHeaders message) {
        long precise = EpochTime.parse(message.get("timestamp_in_ms"), TimeUnit.MILLISECONDS);
        return precise > 0 ? precise : EpochTime.parse(message.get(StompHeaderNames.TIMESTAMP), TimeUnit.SECONDS);
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

    /**
     * A delivery belongs to the channel, and a connection has one channel. When a consumer is cancelled, the delivery
     * stays with the channel.
     */
    @Override
    public boolean unsubscribeGivesBack() {
        return false;
    }

    @Override
    public boolean saysItKeepsMessage(StompBrokerException error) {
        return String.valueOf(error.getMessage()).contains("There is no current subscription with tag");
    }

    @Override
    public final boolean explainsLater(StompBrokerException error) {
        return RabbitMqErrors.isOfProcessing(error);
    }

    @Override
    public final boolean refusesForConnection(StompBrokerException error) {
        return RabbitMqErrors.isOfAbsentQueue(error);
    }

    @Override
    public final boolean names(StompBrokerException error, String destination) {
        return RabbitMqErrors.names(error, destination);
    }

    @Override
    public final boolean endsWithRequester(String destination) {
        return RabbitMqName.isOfPassingReplyQueue(destination);
    }

    @Override
    public final boolean closesForQueue(String destination) {
        return !endsWithRequester(destination);
    }

    @Override
    public boolean closesAfter(StompBrokerException error) {
        return RabbitMqErrors.isOfChannel(error);
    }

    @Override
    public @Nullable String advice(StompBrokerException error) {
        return RabbitMqErrors.advice(error);
    }

    @Override
    public boolean cumulativeAckSpansConnection() {
        return true;
    }
}
