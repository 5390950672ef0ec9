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

/**
 * The STOMP server of Vert.x (observed with 5.0.7). It confirms a message without a subscriber and drops it, also in a
 * queue. It also drops messages that were delivered and not acknowledged when their connection ends.
 */
final class VertxDialect extends GenericDialect {
    VertxDialect(BrokerDialect likely, BrokerDialect lessLikely) {
        super(likely, lessLikely);
    }

    @Override
    public String name() {
        return "vertx";
    }

    @Override
    public boolean isServer(String server) {
        return server.startsWith("vertx-stomp/");
    }

    @Override
    public boolean keepsMessages() {
        return false;
    }
}
