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
package io.github.camelstomp2.broker.dialects;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.SubscribeOptions;
import org.jspecify.annotations.Nullable;

/**
 * A server for browsers, over WebSocket, that passes on what comes and confirms nothing: the simple broker of Spring (seen
 * with 6.2 and 7.0) and stomp-broker-js (1.3.0).
 */
final class UnconfirmingDialect extends GenericDialect {
    private final String name;
    private final @Nullable String server;

    /**
     * @param server how its {@code server} header begins; {@code null}: it has none
     */
    UnconfirmingDialect(String name, @Nullable String server, BrokerDialect likely, BrokerDialect lessLikely) {
        super(likely, lessLikely);
        this.name = name;
        this.server = server;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isServer(String said) {
        return server != null && said.startsWith(server);
    }

    @Override
    public boolean confirms() {
        return false;
    }

    @Override
    public boolean keepsMessages() {
        return false;
    }

    @Override
    public String destination(SendOptions options) {
        return absolute(options.destination());
    }

    @Override
    public String destination(SubscribeOptions options) {
        return absolute(options.destination());
    }

    /** All of its prefixes begin so; of another destination it would say nothing. */
    private static String absolute(String destination) {
        return destination.startsWith("/") ? destination : "/" + destination;
    }

    /** Nobody would know whether it is there. */
    @Override
    public @Nullable String deadLetterQueue(String source, String prefix) {
        return null;
    }
}
