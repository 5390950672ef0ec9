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

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationOverlapTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/queue/a /queue/a",
                "a /queue/a",
                "/queue/a /amq/queue/a",
                "/queue/a,b /queue/b",
                "/queue/a,/topic/b /topic/b",
                "/queue/b /queue/a,b",
                "/queue/orders.* /queue/orders.dead",
                "/queue/orders.> /queue/orders.dead.letters",
                "/queue/orders.# /queue/orders.dead.letters",
                "/queue/> /queue/dead",
                "/topic/news.* /topic/news.dead",
                "/topic/news /exchange/amq.topic/news",
                "/exchange/shop/key /exchange/shop/key",
                "/queue/Consumer.app.VirtualTopic.news /topic/VirtualTopic.news"
            })
    void whatIsSentComesToTheConsumer(String consumed, String sent) {
        assertThat(DestinationOverlap.exists(consumed, sent)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/queue/a /queue/b",
                "/queue/a /topic/a",
                "/topic/a /queue/a",
                "/queue/orders /queue/DLQ.orders",
                "/queue/orders /queue/orders.dead",
                "/queue/orders.* /queue/orders",
                "/queue/orders.* /queue/orders.a.dead",
                "/queue/orders.* /topic/orders.dead",
                "/queue/a,b /queue/c",
                "/queue/a,/topic/b /queue/b",
                "/exchange/shop/key /exchange/shop/other",
                "/queue/Consumer.app.VirtualTopic.news /topic/VirtualTopic.weather"
            })
    void whatIsSentDoesNotComeToTheConsumer(String consumed, String sent) {
        assertThat(DestinationOverlap.exists(consumed, sent)).isFalse();
    }
}
