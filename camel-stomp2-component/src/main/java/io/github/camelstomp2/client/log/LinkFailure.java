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
package io.github.camelstomp2.client.log;

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;

/**
 * Why there is no link.
 *
 * @param nanos when it failed
 */
public record LinkFailure(BrokerAddress address, StompException cause, long nanos) {
    /** Whether the broker was reached and refused. */
    boolean isRefusal() {
        return cause instanceof StompBrokerException;
    }

    /** What happened, with the broker's address, which the cause does not contain. */
    public String words() {
        return with(address, isRefusal() ? " refused: " : ": ", String.valueOf(cause.getMessage()));
    }

    /** A reason with the broker's address before it, unless that is in it. */
    static String with(BrokerAddress broker, String between, String reason) {
        return reason.contains(broker.toString()) ? reason : broker + between + reason;
    }
}
