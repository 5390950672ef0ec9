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

import io.github.camelstomp2.broker.DurableName;
import io.github.camelstomp2.broker.MessageOptions;
import io.github.camelstomp2.broker.QueueOptions;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.protocol.StompHeaders;
import java.time.Duration;

/** Options for tests of the dialects, each with nothing special but what is named. */
public final class Vocabulary {
    public static final DurableName PRICES = new DurableName("prices", "app", false);

    private Vocabulary() {}

    public static SubscribeOptions durable(String destination, DurableName name) {
        return new SubscribeOptions(destination, 5, QueueOptions.DEFAULT, name, null, false, false, false, null);
    }

    public static SubscribeOptions selecting(String selector) {
        return new SubscribeOptions("/queue/a", 5, QueueOptions.DEFAULT, null, selector, false, false, false, null);
    }

    public static SubscribeOptions flagged(String destination, boolean noLocal, boolean exclusive, boolean browse) {
        return new SubscribeOptions(destination, 5, QueueOptions.DEFAULT, null, null, noLocal, exclusive, browse, null);
    }

    public static SubscribeOptions of(String destination, QueueOptions queue, String streamOffset) {
        return new SubscribeOptions(destination, 5, queue, null, null, false, false, false, streamOffset);
    }

    public static SendOptions send(MessageOptions message) {
        return new SendOptions("/topic/a", true, 1_000, QueueOptions.DEFAULT, message);
    }

    public static SendOptions send(String destination, QueueOptions queue) {
        return new SendOptions(destination, true, 1_000, queue, MessageOptions.persistent(false));
    }

    public static MessageOptions message(Integer priority, long timeToLive, long deliveryDelay, String group) {
        return new MessageOptions(
                false, priority, Duration.ofMillis(timeToLive), Duration.ofMillis(deliveryDelay), group);
    }

    /** What a dialect adds to SUBSCRIBE, as {@code name=value name=value}. */
    public static String headers(String dialect, SubscribeOptions options) {
        StompHeaders.Builder headers = StompHeaders.builder();
        BrokerDialects.named(dialect).addSubscribeHeaders(options, headers);
        return text(headers);
    }

    /** What a dialect adds to SEND. */
    public static String headers(String dialect, SendOptions options) {
        StompHeaders.Builder headers = StompHeaders.builder();
        BrokerDialects.named(dialect).addSendHeaders(options, headers);
        return text(headers);
    }

    public static String text(StompHeaders.Builder headers) {
        StringBuilder text = new StringBuilder();
        headers.build()
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append(' '));
        return text.toString().strip();
    }
}
