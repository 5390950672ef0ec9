/**
 * The Camel component {@code stomp2:}, where exchanges become frames and frames become exchanges.
 *
 * <p>The way of a consumed message: {@link io.github.camelstomp2.Stomp2Consumer} takes deliveries off the event loop
 * into its {@code DeliveryDispatcher}; a worker thread makes an exchange with {@code Stomp2Binding} and runs the route;
 * when the exchange is completed, {@code AcknowledgeOnCompletion} acknowledges, or {@code FailurePolicy} makes a dead
 * letter first.
 *
 * <p>The way of a sent message: {@link io.github.camelstomp2.Stomp2Producer} makes an outgoing message with {@code
 * Stomp2Binding} and gives it to the shared connection; when the broker's receipt is there, {@code Continuations} carries
 * the exchange on, on a worker thread.
 *
 * <p>No Netty here, and no user code on an event loop: both ways hop to a worker thread.
 */
package io.github.camelstomp2;
