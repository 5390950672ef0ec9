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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks for credentials, keys and certificates before an attempt to connect, on a thread that may wait. One question at a time,
 * so that one that is never answered costs one thread. Attempts that begin meanwhile share the answer to the next question:
 * the answer to the running one may be older than they are. When the time of those that are asked for is over, and the question
 * is still under way, further attempts fail at once. Event loop only.
 */
public final class ConnectPreparation {
    /** An attempt to connect. Called on the event loop. */
    public interface Attempt {
        /** Whether it has ended, so that it needs no answer any more. */
        boolean isOver();

        /** What was asked for is there. Not called after the end of the attempt. */
        void ready(Prepared prepared);

        /** There is no answer. */
        void failed(StompException why);
    }

    private final @Nullable LoginSource logins;
    private final @Nullable TlsSource tls;
    private final Executor mayBlock;
    private final EventLoop eventLoop;

    /** The attempts of the question that is under way; empty: there is none. */
    private List<Attempt> asking = List.of();

    /** The attempts that wait for the next question, which is about a broker. */
    private final Map<BrokerAddress, List<Attempt>> waiting = new LinkedHashMap<>();

    /** @param mayBlock threads that may wait */
    public ConnectPreparation(StompClientOptions options, Executor mayBlock, EventLoop eventLoop) {
        this.logins = options.identity().logins();
        this.tls = options.tls().source();
        this.mayBlock = mayBlock;
        this.eventLoop = eventLoop;
    }

    /**
     * Asks for what an attempt needs. Either of its methods is called, unless the attempt ends before; at once where nothing has
     * to be asked.
     */
    public void of(BrokerAddress broker, Attempt attempt) {
        if (logins == null && keys(broker) == null) {
            attempt.ready(Prepared.NOTHING);
        } else if (!asking.isEmpty() && asking.stream().allMatch(Attempt::isOver)) {
            attempt.failed(new StompConnectionException("not connected to " + broker + ": " + whoIsAsked(broker)
                    + " still being asked for an earlier attempt, whose connectTimeout is over"));
        } else {
            waiting.computeIfAbsent(broker, any -> new ArrayList<>()).add(attempt);
            askNext();
        }
    }

    private @Nullable TlsSource keys(BrokerAddress broker) {
        return broker.tls() ? tls : null;
    }

    private String whoIsAsked(BrokerAddress broker) {
        String bean = "the bean of the option credentials";
        if (logins == null) {
            return "sslContextParameters are";
        }
        return keys(broker) == null ? bean + " is" : "sslContextParameters or " + bean + " are";
    }

    private void askNext() {
        while (asking.isEmpty() && !waiting.isEmpty()) {
            BrokerAddress broker = waiting.keySet().iterator().next();
            List<Attempt> next = new ArrayList<>(waiting.remove(broker));
            next.removeIf(Attempt::isOver);
            if (!next.isEmpty()) {
                asking = next;
                ask(broker);
            }
        }
    }

    private void ask(BrokerAddress broker) {
        try {
            mayBlock.execute(() -> {
                try {
                    Prepared prepared = prepare(broker, keys(broker));
                    answered(attempt -> attempt.ready(prepared));
                } catch (StompException e) {
                    answered(attempt -> attempt.failed(e));
                }
            });
        } catch (RejectedExecutionException e) {
            tell(attempt -> attempt.failed(new StompConnectionException("the STOMP component is stopped", e)));
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

    private void answered(Consumer<Attempt> answer) {
        try {
            eventLoop.execute(() -> {
                tell(answer);
                askNext();
            });
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and nobody waits any more.
        }
    }

    private void tell(Consumer<Attempt> answer) {
        List<Attempt> told = asking;
        asking = List.of();
        told.stream().filter(attempt -> !attempt.isOver()).forEach(answer);
    }
}
