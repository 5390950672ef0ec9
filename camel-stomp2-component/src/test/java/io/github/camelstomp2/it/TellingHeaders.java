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
package io.github.camelstomp2.it;

import java.util.Map;

/** Headers that a message may have which some other client has sent. */
final class TellingHeaders {
    /** What applications tell each other. */
    static final Map<String, String> OF_THE_APPLICATION =
            Map.of("order", "7", "type", "invoice", "app-id", "shop", "x-max-retries", "3", "correlation-id", "c-1");

    /** What RabbitMQ takes for arguments of the queue, and what brokers say of a message's history. */
    static final Map<String, String> WISHES = Map.ofEntries(
            Map.entry("x-dead-letter-exchange", "amq.direct"),
            Map.entry("x-dead-letter-routing-key", "elsewhere"),
            Map.entry("x-queue-type", "quorum"),
            Map.entry("x-message-ttl", "60000"),
            Map.entry("x-expires", "60000"),
            Map.entry("x-max-length", "1"),
            Map.entry("x-max-length-bytes", "1"),
            Map.entry("x-max-priority", "9"),
            Map.entry("x-max-age", "1D"),
            Map.entry("x-overflow", "reject-publish"),
            Map.entry("x-single-active-consumer", "true"),
            Map.entry("x-stream-offset", "first"),
            Map.entry("durable", "false"),
            Map.entry("auto-delete", "true"),
            Map.entry("exclusive", "true"),
            Map.entry("priority", "7"),
            Map.entry("x-delivery-count", "5"),
            Map.entry("x-first-death-queue", "q"),
            Map.entry("original-destination", "/queue/q"),
            Map.entry("amq-msg-type", "text"),
            Map.entry("ingress-timestamp", "5"));

    private TellingHeaders() {}
}
