/**
 * The conversation on <em>one</em> connection: the connect handshake, receipts, subscriptions, acknowledgements and the
 * goodbye.
 *
 * <p>{@link io.github.camelstomp2.session.StompSession} is fed with frames and emits frames. It does no I/O, starts no
 * threads, knows no clock, and is used by one thread (the connection's event loop), so that every behaviour is a plain
 * unit test. A session ends with its connection and is never used again: what has to outlive a connection is the
 * business of the {@code client} package.
 */
@NullMarked
package io.github.camelstomp2.session;

import org.jspecify.annotations.NullMarked;
