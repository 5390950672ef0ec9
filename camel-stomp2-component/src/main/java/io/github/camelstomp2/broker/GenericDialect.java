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
package io.github.camelstomp2.broker;

import io.github.camelstomp2.protocol.StompHeaders;

/** A broker about which nothing is known: the specification, and {@code persistent}, which most of them read. */
final class GenericDialect implements BrokerDialect {
    @Override
    public String name() {
        return "generic";
    }

    @Override
    public void addSubscribeHeaders(SubscribeOptions options, StompHeaders.Builder headers) {
        // The specification has no word for prefetch or anything else.
    }

    @Override
    public NackEffect nackEffect() {
        return NackEffect.REJECTS;
    }
}
