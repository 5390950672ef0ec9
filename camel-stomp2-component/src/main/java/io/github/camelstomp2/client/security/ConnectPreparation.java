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
package io.github.camelstomp2.client.security;

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.LoginSource;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.options.TlsSource;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.text.PrintableText;
import io.netty.channel.EventLoop;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks for credentials, keys and certificates before an attempt to connect, on a thread that may wait. One question at a time:
 * an attempt whose time is over leaves its question under way, and the next attempt fails at once while that is so. So one
 * that is never answered costs one thread. Event loop only.
 */
public final class ConnectPreparation {
    private final @Nullable LoginSource logins;
    private final @Nullable TlsSource tls;
    private final Executor mayBlock;
    private final EventLoop eventLoop;
    private boolean underWay;

    /** @param mayBlock threads that may wait */
    public ConnectPreparation(StompClientOptions options, Executor mayBlock, EventLoop eventLoop) {
        this.logins = options.identity().logins();
        this.tls = options.tls().source();
        this.mayBlock = mayBlock;
        this.eventLoop = eventLoop;
    }

    /**
     * Asks for what an attempt needs. One of the two is called, on the event loop, unless that ends before; at once where
     * nothing has to be asked.
     */
    public void of(BrokerAddress broker, Consumer<Prepared> ready, Consumer<StompException> failed) {
        TlsSource keys = broker.tls() ? tls : null;
        if (logins == null && keys == null) {
            ready.accept(Prepared.NOTHING);
        } else if (underWay) {
            failed.accept(new StompConnectionException("not connected to " + broker + ": "
                    + (logins == null ? "sslContextParameters are" : "the bean of the option credentials is")
                    + " still being asked for an earlier attempt, whose connectTimeout is over"));
        } else {
            underWay = true;
            ask(broker, keys, ready, failed);
        }
    }

    private void ask(
            BrokerAddress broker, @Nullable TlsSource keys, Consumer<Prepared> ready, Consumer<StompException> failed) {
        try {
            mayBlock.execute(() -> {
                try {
                    Prepared prepared = prepare(broker, keys);
                    answer(() -> ready.accept(prepared));
                } catch (StompException e) {
                    answer(() -> failed.accept(e));
                }
            });
        } catch (RejectedExecutionException e) {
            underWay = false;
            failed.accept(new StompConnectionException("the STOMP component is stopped", e));
        }
    }

    private Prepared prepare(BrokerAddress broker, @Nullable TlsSource keys) {
        String step = "sslContextParameters cannot be read";
        try {
            var material = keys == null ? null : keys.read();
            step = "the bean of the option credentials failed";
            return new Prepared(logins == null ? null : logins.of(broker), material);
        } catch (StompException e) {
            throw e;
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            throw new StompConnectionException("not connected to " + broker + ": " + step + ": " + words(e), e);
        }
    }

    private static String words(Throwable cause) {
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + PrintableText.of(message));
    }

    private void answer(Runnable tell) {
        try {
            eventLoop.execute(() -> {
                underWay = false;
                tell.run();
            });
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and nobody waits any more.
        }
    }
}
