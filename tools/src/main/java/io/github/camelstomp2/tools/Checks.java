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
package io.github.camelstomp2.tools;

import io.github.camelstomp2.options.DestinationSyntax;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.Predicate;

/** What cannot be, said before anything is touched. */
final class Checks {
    private Checks() {}

    /** The queue to take from or to send to, in the form in which brokers know it; {@code null} stays. */
    static String destination(String option, String text) {
        if (text == null) {
            return null;
        }
        if (text.indexOf('?') >= 0) {
            throw new UsageException(option + " is a destination without options, such as queue/orders: " + text);
        }
        try {
            return DestinationSyntax.normalize(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + " names no destination; write for example queue/orders");
        }
    }

    /** What a command takes away must be in a queue. */
    static void queue(SourceOptions source) {
        if (Brokers.isTopic(source.from)) {
            throw new UsageException("--from is a topic, in which no messages are kept. Name a queue");
        }
    }

    /** That no message goes round. */
    static void different(SourceOptions source, String to, TargetOptions target) {
        String there = target.broker == null ? source.broker.broker : target.broker;
        boolean sameHost = target.broker == null || Objects.equals(target.host, source.broker.host);
        if (to != null
                && sameHost
                && Objects.equals(there, source.broker.broker)
                && destination("--from", source.from).equals(destination("--to", to))) {
            throw new UsageException("--from and --to are the same queue");
        }
        if (target.broker == null && (target.username != null || target.host != null)) {
            throw new UsageException("--target-username and --target-host are of --target-broker, which is not given");
        }
    }

    static void file(Path file) {
        if (Files.isDirectory(file) || !Files.isReadable(file)) {
            throw new UsageException("--file " + file + " cannot be read");
        }
    }

    static void bounds(BoundOptions bounds) {
        atLeastOne("--max", bounds.max);
    }

    static void bounds(SourceOptions source) {
        bounds(source.bounds);
        if (source.window != null) {
            atLeastOne("--window", source.window);
        }
        if (source.idle != null) {
            atLeastOne("--idle", source.idle.toMillis());
        }
        atLeastOne("--time", source.time.toMillis());
    }

    private static void atLeastOne(String option, long value) {
        if (value < 1) {
            throw new UsageException(option + " must be more than 0");
        }
    }

    static Predicate filter(CamelContext context, BoundOptions bounds) {
        try {
            Predicate filter =
                    context.resolveLanguage("simple").createPredicate(bounds.filter == null ? "true" : bounds.filter);
            filter.init(context);
            return filter;
        } catch (RuntimeException e) {
            throw new UsageException("--filter is no condition in Simple: " + e.getMessage());
        }
    }

    /** Says why nothing was begun: the user has to change an option, or the broker is not there or refuses. */
    static int notBegun(PrintWriter err, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException) {
                err.println("Nothing was touched: " + cause.getMessage());
                return Stomp2Tools.USAGE;
            }
        }
        // Around the reason is one that only says which route could not be started.
        Throwable reason = failure instanceof FailedToStartRouteException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        err.println("Nothing was touched: " + Reason.of(reason));
        return Stomp2Tools.NO_BROKER;
    }
}
