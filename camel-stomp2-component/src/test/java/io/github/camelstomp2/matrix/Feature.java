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
package io.github.camelstomp2.matrix;

import java.util.Locale;

/** What users ask of a broker, as rows of {@code docs/brokers.md}. */
public enum Feature {
    VERSIONS(Chapter.CONNECTION, "STOMP 1.0, 1.1 and 1.2"),
    RECOGNISED(Chapter.CONNECTION, "found out by `broker=auto`"),
    HEART_BEATS(Chapter.CONNECTION, "heart-beats, also while a route is slow"),
    TLS(Chapter.CONNECTION, "`ssl://`, with certificates of clients too"),
    RECONNECT(Chapter.CONNECTION, "routes go on after a restart or a crash of the broker"),
    FAILOVER(Chapter.CONNECTION, "failover to the next broker of the list"),

    TEXT(Chapter.MESSAGES, "text in any charset"),
    BYTES(Chapter.MESSAGES, "bytes, NUL included"),
    HEADERS(Chapter.MESSAGES, "headers with any characters"),
    CONFIRM(Chapter.MESSAGES, "confirmed sends"),
    PERSISTENT(Chapter.MESSAGES, "`persistent`: over a restart"),
    PRIORITY(Chapter.MESSAGES, "`priority`"),
    TIME_TO_LIVE(Chapter.MESSAGES, "`timeToLive`"),
    DELIVERY_DELAY(Chapter.MESSAGES, "`deliveryDelay`"),
    MESSAGE_GROUP(Chapter.MESSAGES, "`messageGroup`"),

    QUEUES_AND_TOPICS(Chapter.CONSUMING, "`queue/x`, `topic/x` and a bare name"),
    PREFETCH(Chapter.CONSUMING, "`prefetch`"),
    ACK_INDIVIDUAL(Chapter.CONSUMING, "`ackMode=client-individual`"),
    ACK_CLIENT(Chapter.CONSUMING, "`ackMode=client`"),
    ACK_AUTO(Chapter.CONSUMING, "`ackMode=auto`"),
    NACK(Chapter.CONSUMING, "`deadLetterMode=none`: delivered again"),
    DEAD_LETTERS(Chapter.CONSUMING, "`deadLetterMode=client`: dead letters with the reason"),
    DEAD_LETTERS_OF_BROKER(Chapter.CONSUMING, "`deadLetterMode=broker`"),
    DURABLE(Chapter.CONSUMING, "`durable` topics: created, resumed"),
    DURABLE_REMOVED(Chapter.CONSUMING, "`removeSubscriptionOnStop`"),
    SELECTOR(Chapter.CONSUMING, "`selector`"),
    NO_LOCAL(Chapter.CONSUMING, "`noLocal`"),
    EXCLUSIVE(Chapter.CONSUMING, "`exclusive`"),
    BROWSE(Chapter.CONSUMING, "`browse`"),
    POLLING(Chapter.CONSUMING, "polling: `pollEnrich`, `ConsumerTemplate`"),

    DECLARE(Chapter.QUEUES, "queues are created as needed, or not: `declare=false`"),
    QUORUM(Chapter.QUEUES, "`queueType=quorum`"),
    STREAM(Chapter.QUEUES, "`queueType=stream`, `streamOffset`"),

    TRANSACTED_SENDS(Chapter.PATTERNS, "transactions: sends"),
    TRANSACTED_ACKS(Chapter.PATTERNS, "transactions: sends and acknowledgements"),
    REQUEST_REPLY(Chapter.PATTERNS, "request and reply"),
    VIRTUAL_TOPICS(Chapter.PATTERNS, "virtual topics"),
    DJANGO_STOMP(Chapter.PATTERNS, "queues shared with django-stomp");

    /** Headings of the page. */
    enum Chapter {
        CONNECTION,
        MESSAGES,
        CONSUMING,
        QUEUES,
        PATTERNS;

        String title() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    private final Chapter chapter;
    private final String title;

    Feature(Chapter chapter, String title) {
        this.chapter = chapter;
        this.title = title;
    }

    Chapter chapter() {
        return chapter;
    }

    String title() {
        return title;
    }
}
