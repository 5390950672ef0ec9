/**
 * Internal. The STOMP client: everything that outlives a single TCP connection.
 *
 * <p>There are two lifetimes. A {@link io.github.camelstomp2.client.StompConnection} is started once and stopped once.
 * In between it connects to a broker, loses it and connects again; it keeps the subscriptions and the messages to
 * send. A {@link io.github.camelstomp2.client.link.StompLink} is one TCP connection with its {@link
 * io.github.camelstomp2.session.StompSession}. It ends once, through one method, with a cause, and is never used
 * again.
 *
 * <p>The subpackages, each of which uses only those behind it: {@code request}, {@code subscription}, {@code queue},
 * {@code send}, {@code link}, {@code log}, {@code transport}, {@code options}.
 *
 * <p>The way of received data: socket → (TLS) → heart-beat handler → {@code StompFrameDecoder} → {@code LinkHandler} →
 * session → {@code SessionSink} → the subscription's {@code DeliveryListener}, once per round of reading. The way of
 * sent data: any thread → {@code Outbox} → event loop → session → {@code StompFrameEncoder} → socket, one flush per
 * batch.
 *
 * <p>Everything except the public methods runs on the connection's event loop thread, so nothing needs a lock. Nothing
 * blocks.
 */
@NullMarked
package io.github.camelstomp2.client;

import org.jspecify.annotations.NullMarked;
