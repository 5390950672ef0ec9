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

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The options of an endpoint for all messages that it sends.
 *
 * @param persistent whether the broker keeps a message over a restart
 * @param priority 0 to 9, or {@code null} for the broker's default
 * @param timeToLive zero: for ever
 * @param deliveryDelay zero: none
 * @param group {@code null}: none
 */
public record MessageOptions(
        boolean persistent,
        @Nullable Integer priority,
        Duration timeToLive,
        Duration deliveryDelay,
        @Nullable String group) {
    /** Messages are kept over a restart; no other option is set. */
    public static final MessageOptions PERSISTENT = persistent(true);

    /** Options with nothing but {@code persistent}. */
    public static MessageOptions persistent(boolean persistent) {
        return new MessageOptions(persistent, null, Duration.ZERO, Duration.ZERO, null);
    }

    /** Whether no option is set that some brokers cannot fulfil. */
    boolean isPlain() {
        return priority == null && timeToLive.isZero() && deliveryDelay.isZero() && group == null;
    }
}
