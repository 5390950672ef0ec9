/**
 * The dialects: how ActiveMQ Classic, Artemis, RabbitMQ and unknown brokers name what STOMP leaves open, and what they
 * cannot do.
 *
 * <p>A {@link io.github.camelstomp2.broker.BrokerDialect} translates a wish (at most ten messages in flight, a durable
 * message) into the headers of one broker. It is the only place where brokers differ; to add a broker, add a class here
 * and list it in {@link io.github.camelstomp2.broker.BrokerDialects}.
 */
@NullMarked
package io.github.camelstomp2.broker;

import org.jspecify.annotations.NullMarked;
