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
package io.github.camelstomp2;

import org.apache.camel.spi.Metadata;

/**
 * The names of what this component puts on an exchange. All except {@link #OVERRIDE_DESTINATION} are exchange
 * <em>properties</em>: they describe the consumed message, are kept through the route, and are not sent to the next
 * broker under their names.
 */
public final class Stomp2Constants {

    @Metadata(
            label = "producer",
            description = "Message header: the destination to send to, instead of the endpoint's, such as /queue/x. "
                    + "For one send, however that ends. Never taken from the wire.",
            javaType = "String")
    public static final String OVERRIDE_DESTINATION = "CamelStomp2OverrideDestination";

    @Metadata(
            label = "consumer",
            description = "Exchange property: the destination from which the message was consumed.",
            javaType = "String")
    public static final String DESTINATION = "CamelStomp2Destination";

    @Metadata(
            label = "consumer",
            description = "Exchange property: the message-id that the broker gave the message.",
            javaType = "String")
    public static final String MESSAGE_ID = "CamelStomp2MessageId";

    @Metadata(
            label = "consumer",
            description =
                    "Exchange property: the id that the sender gave the message, where it gave one and the broker is "
                            + "RabbitMQ or Artemis. No message that the exchange sends has it, unless the route sets the header.",
            javaType = "String")
    public static final String SENDER_MESSAGE_ID = "CamelStomp2SenderMessageId";

    @Metadata(
            label = "consumer",
            description = "Exchange property: the id of the subscription by which the message came.",
            javaType = "String")
    public static final String SUBSCRIPTION = "CamelStomp2Subscription";

    @Metadata(
            label = "consumer",
            description =
                    "Exchange property: whether the broker says that it delivered the message before; absent when "
                            + "the broker does not say.",
            javaType = "Boolean")
    public static final String REDELIVERED = "CamelStomp2Redelivered";

    @Metadata(
            label = "consumer",
            description = "Exchange property: the broker's dialect: activemq, artemis, rabbitmq or generic.",
            javaType = "String")
    public static final String BROKER = "CamelStomp2Broker";

    @Metadata(
            label = "consumer",
            description = "Exchange property: where the sender waits for a reply, as the header reply-to says.",
            javaType = "String")
    public static final String REPLY_TO = "CamelStomp2ReplyTo";

    @Metadata(
            label = "common",
            description = "Exchange property: the header correlation-id of the consumed message, or the id that was "
                    + "generated because it had none. Goes out with each message that the exchange sends, unless "
                    + "that has a header correlation-id.",
            javaType = "String")
    public static final String CORRELATION_ID = "CamelStomp2CorrelationId";

    @Metadata(
            label = "consumer",
            description = "Exchange property with manualAck=true: by which the route acknowledges the message.",
            javaType = "io.github.camelstomp2.Stomp2Acknowledgment")
    public static final String ACKNOWLEDGMENT = "CamelStomp2Acknowledgment";

    private Stomp2Constants() {}
}
