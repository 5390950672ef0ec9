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

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.Limitation;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.client.log.ConnectionLog;
import io.github.camelstomp2.client.subscription.SubscribeFrames;
import io.github.camelstomp2.client.subscription.SubscriptionKeeper;
import io.github.camelstomp2.client.subscription.SubscriptionRequest;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.text.PrintableText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** The options of a connection's users, for the log line of each connect. Event loop only. */
final class OptionsInUse {
    /** Nobody reads more lines than this. */
    private static final int MAX_SENDERS = 20;

    private static final int MAX_CHARS = 600;

    private final SubscriptionKeeper subscriptions;
    private final ConnectionLog log;
    private final Set<SendOptions> senders = new LinkedHashSet<>();

    OptionsInUse(SubscriptionKeeper subscriptions, ConnectionLog log) {
        this.subscriptions = subscriptions;
        this.log = log;
    }

    /** Notes that somebody is going to send with these options. */
    void sender(SendOptions options) {
        if (senders.size() < MAX_SENDERS) {
            senders.add(options);
        }
    }

    /** The headers that the options become on this broker, as sentences. */
    List<String> translated(BrokerDialect dialect) {
        return Stream.concat(
                        subscriptions.taken((request, position) -> translated(request, position, dialect)),
                        senders.stream().map(options -> translated(options, dialect)))
                .toList();
    }

    /**
     * Logs which options this broker cannot fulfil and ignores. An option that must not be ignored fails where it is
     * used, and is logged there.
     */
    void warn(BrokerDialect dialect) {
        Stream.concat(
                        subscriptions.requests().flatMap(request -> request.limitations(dialect).stream()),
                        senders.stream().flatMap(options -> dialect.limitations(options).stream()))
                .filter(limitation -> !limitation.fatal())
                .distinct()
                .forEach(
                        limitation -> log.flaws().limitation(Limitation.sentence(dialect.name(), List.of(limitation))));
    }

    private static String translated(SubscriptionRequest request, OptionalLong position, BrokerDialect dialect) {
        StompHeaders.Builder headers = request.headers().toBuilder();
        SubscribeFrames.addHeaders(request, dialect, headers);
        position.ifPresent(offset -> dialect.startAt(offset, headers));
        return sentence(dialect.destination(request.options()), request.headers(), headers.build());
    }

    private static String translated(SendOptions options, BrokerDialect dialect) {
        StompHeaders.Builder headers = StompHeaders.builder();
        dialect.addSendHeaders(options, headers);
        return sentence("SEND to " + dialect.destination(options), StompHeaders.EMPTY, headers.build());
    }

    /** Leaves out the headers as the user wrote them, which may be secrets. */
    private static String sentence(String subject, StompHeaders own, StompHeaders all) {
        StringJoiner became = new StringJoiner(", ", subject + " with ", "").setEmptyValue(subject);
        all.forEach((name, value) -> {
            if (!value.equals(own.get(name))) {
                became.add(name + ":" + value);
            }
        });
        String text = PrintableText.of(became.toString());
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "…";
    }
}
