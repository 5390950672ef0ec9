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
package io.github.camelstomp2.client;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.github.camelstomp2.client.link.ConnectionState;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Counts the transitions that connections log, and keeps what was logged with an exception, Netty's and Camel's included. */
public final class LoggedTransitions implements AutoCloseable {
    private static final int NAME = 0;
    private static final int FROM = 1;
    private static final int TO = 2;

    private final Logger product = (Logger) LoggerFactory.getLogger("io.github.camelstomp2");
    private final Logger netty = (Logger) LoggerFactory.getLogger("io.netty");
    private final Logger camel = (Logger) LoggerFactory.getLogger("org.apache.camel");
    private final Level productLevel = product.getLevel();
    private final Map<ConnectionState, Map<ConnectionState, Integer>> counts = new EnumMap<>(ConnectionState.class);
    private final Map<Object, Integer> attempts = new HashMap<>();
    private final Queue<String> exceptions = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            take(event);
        }
    };

    public LoggedTransitions() {
        appender.start();
        product.setLevel(Level.DEBUG);
        product.setAdditive(false);
        product.addAppender(appender);
        netty.addAppender(appender);
        camel.addAppender(appender);
        camel.setLevel(Level.WARN);
    }

    private synchronized void take(ILoggingEvent event) {
        Object[] arguments = event.getArgumentArray();
        if (arguments != null
                && arguments.length > TO
                && arguments[FROM] instanceof ConnectionState from
                && arguments[TO] instanceof ConnectionState to) {
            counts.computeIfAbsent(from, key -> new EnumMap<>(ConnectionState.class))
                    .merge(to, 1, Integer::sum);
            if (to == ConnectionState.CONNECTING) {
                attempts.merge(arguments[NAME], 1, Integer::sum);
            }
        } else if (event.getThrowableProxy() != null && event.getLevel().isGreaterOrEqual(Level.WARN)) {
            exceptions.add(event.getFormattedMessage() + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    /** How often this transition was made. */
    public synchronized int count(ConnectionState from, ConnectionState to) {
        return counts.getOrDefault(from, Map.of()).getOrDefault(to, 0);
    }

    /** How often the connection of this name has tried to connect. */
    public synchronized int attempts(String name) {
        return attempts.getOrDefault(name, 0);
    }

    /** What was logged at WARN or above with a stack trace. */
    public List<String> exceptions() {
        return List.copyOf(exceptions);
    }

    /** A line for each transition that is allowed, with how often it was made. */
    public String table() {
        StringBuilder table = new StringBuilder();
        for (ConnectionState from : ConnectionState.values()) {
            for (ConnectionState to : ConnectionState.values()) {
                if (from.mayBecome(to)) {
                    table.append(String.format("%-10s -> %-10s %7d%n", from, to, count(from, to)));
                }
            }
        }
        return table.toString();
    }

    @Override
    public void close() {
        camel.setLevel(null);
        camel.detachAppender(appender);
        netty.detachAppender(appender);
        product.detachAppender(appender);
        product.setAdditive(true);
        product.setLevel(productLevel);
    }
}
