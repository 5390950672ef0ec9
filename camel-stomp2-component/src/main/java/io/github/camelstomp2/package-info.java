/**
 * The Camel component {@code stomp2:}. It makes exchanges from STOMP frames, and frames from exchanges.
 *
 * <p>The way of a consumed message: {@link io.github.camelstomp2.Stomp2Consumer} passes messages from the event loop
 * to its {@code DeliveryDispatcher}. A worker thread makes an exchange with {@code Stomp2Binding} and runs the route.
 * When the exchange is completed, {@code AcknowledgeOnCompletion} acknowledges the message; if the exchange failed,
 * {@code FailurePolicy} sends a dead letter first.
 *
 * <p>The way of a sent message: {@link io.github.camelstomp2.Stomp2Producer} makes an outgoing message with {@code
 * Stomp2Binding} and gives it to the shared connection. When the broker has sent its receipt, {@code Continuations}
 * runs the rest of the route on a worker thread.
 *
 * <p>This package holds the types for users. The steps on these ways are in internal packages: {@code consumer},
 * {@code settlement}, {@code binding}, {@code producer}, {@code options}, {@code connection}, {@code route}.
 *
 * <p>This package does not use Netty, and no code of users runs on an event loop.
 */
package io.github.camelstomp2;
