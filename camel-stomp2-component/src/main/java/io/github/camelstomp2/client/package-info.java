/**
 * The STOMP client: what outlives a single TCP connection.
 *
 * <p>Two lifetimes are kept apart. A {@link io.github.camelstomp2.client.StompConnection} is what a user has: it is
 * started once and stopped once, and in between it finds a broker, loses it and finds it again; it knows what to
 * subscribe and what is waiting to be sent. A {@code StompLink} is one TCP connection with its {@link
 * io.github.camelstomp2.session.StompSession}; it ends once, through one method, with a cause, and is never used again.
 *
 * <p>The way in: socket → (TLS) → heart-beat handler → {@code StompFrameDecoder} → {@code StompLink} → session →
 * {@code StompSubscription} → its {@link io.github.camelstomp2.client.DeliveryListener}, once per socket read. The way
 * out: any thread → {@code Outbox} → event loop → session → {@code StompFrameEncoder} → socket, one flush per batch.
 *
 * <p>Everything but the public methods runs on the connection's one event loop thread, so nothing here is locked.
 * Nothing here blocks.
 */
@NullMarked
package io.github.camelstomp2.client;

import org.jspecify.annotations.NullMarked;
