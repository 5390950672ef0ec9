/**
 * Internal, except for the kinds of queues, which options name.
 *
 * <p>The dialects of ActiveMQ Classic, Artemis, RabbitMQ and unknown brokers: their headers and rules where STOMP
 * leaves something open, and what they cannot do.
 *
 * <p>A {@link io.github.camelstomp2.broker.BrokerDialect} translates options (a prefetch of ten, a persistent message)
 * into the headers of one broker. Only dialects know the differences between brokers. To add a broker, add a class to
 * {@code broker.dialects} and list it in {@link io.github.camelstomp2.broker.dialects.BrokerDialects}.
 */
@NullMarked
package io.github.camelstomp2.broker;

import org.jspecify.annotations.NullMarked;
