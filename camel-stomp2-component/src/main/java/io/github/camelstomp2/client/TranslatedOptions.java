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
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.protocol.PrintableText;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.StringJoiner;

/** What the dialect made of options, for the log. Without the headers that the user wrote, which may be secrets. */
final class TranslatedOptions {
    private static final int MAX_CHARS = 600;

    private TranslatedOptions() {}

    static String of(SubscriptionRequest request, BrokerDialect dialect) {
        StompHeaders.Builder headers = request.headers().toBuilder();
        SubscribeFrames.addHeaders(request, dialect, headers);
        return sentence(dialect.destination(request.options()), request.headers(), headers.build());
    }

    static String of(SendOptions options, BrokerDialect dialect) {
        StompHeaders.Builder headers = StompHeaders.builder();
        dialect.addSendHeaders(options, headers);
        return sentence("SEND to " + dialect.destination(options), StompHeaders.EMPTY, headers.build());
    }

    private static String sentence(String subject, StompHeaders own, StompHeaders all) {
        StringJoiner became = new StringJoiner(", ", subject + " with ", "").setEmptyValue(subject);
        all.forEach((name, value) -> {
            if (!own.contains(name)) {
                became.add(name + ":" + value);
            }
        });
        String text = PrintableText.of(became.toString());
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "…";
    }
}
