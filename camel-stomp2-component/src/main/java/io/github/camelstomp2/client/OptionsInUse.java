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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The options that the users of a connection have, as the operator is told of them at each connect. Event loop only. */
final class OptionsInUse {
    /** So many lines of a log nobody reads. */
    private static final int MAX_SENDERS = 20;

    private final SubscriptionKeeper subscriptions;
    private final ConnectionLog log;
    private final Set<SendOptions> senders = new LinkedHashSet<>();

    OptionsInUse(SubscriptionKeeper subscriptions, ConnectionLog log) {
        this.subscriptions = subscriptions;
        this.log = log;
    }

    /** Somebody is going to send with these options. */
    void sender(SendOptions options) {
        if (senders.size() < MAX_SENDERS) {
            senders.add(options);
        }
    }

    /** What the broker is told of them, as sentences. */
    List<String> translated(BrokerDialect dialect) {
        return Stream.concat(
                        subscriptions.translated(dialect).stream(),
                        senders.stream().map(options -> TranslatedOptions.of(options, dialect)))
                .toList();
    }

    /** Says what this broker cannot do. What is fatal fails where it is used, and is said there. */
    void warn(BrokerDialect dialect) {
        Stream.concat(
                        subscriptions.limitations(dialect).stream(),
                        senders.stream().flatMap(options -> dialect.limitations(options).stream()))
                .filter(limitation -> !limitation.fatal())
                .distinct()
                .forEach(limitation -> log.limitation(Limitation.sentence(dialect, List.of(limitation))));
    }
}
