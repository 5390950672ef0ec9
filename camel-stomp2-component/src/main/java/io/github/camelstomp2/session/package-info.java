/**
 * Internal.
 *
 * <p>The STOMP conversation on <em>one</em> connection: the connect handshake, receipts, subscriptions,
 * acknowledgements and DISCONNECT.
 *
 * <p>{@link io.github.camelstomp2.session.StompSession} receives frames and writes frames. {@code IncomingFrames}
 * knows which frames may come when; {@code AnsweringSession} answers messages. A session does no I/O, starts no
 * threads and has no clock, and one thread uses it (the connection's event loop). So every behaviour can be tested by
 * a simple unit test. A session ends with its connection and is never used again. State that has to outlive a
 * connection is in the {@code client} package.
 */
@NullMarked
package io.github.camelstomp2.session;

import org.jspecify.annotations.NullMarked;
