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
package io.github.camelstomp2.examples.feed;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.dataformat.JsonLibrary;

/** In place of the operator of a feed: sends movements to a topic, three in each message, as compressed JSON. */
final class FeedSimulator extends RouteBuilder {
    static final int MOVEMENTS_OF_A_MESSAGE = 3;

    private final AtomicInteger movements = new AtomicInteger();

    @Override
    public void configure() {
        from("timer:feed?period={{feed.period}}&delay=0&repeatCount={{feed.messages}}")
                .routeId("simulator")
                .process(exchange -> exchange.getMessage().setBody(movements()))
                .marshal()
                .json(JsonLibrary.Jackson)
                .marshal()
                .gzipDeflater()
                .to("stomp2:topic/{{feed.topic}}");
    }

    private List<Movement> movements() {
        int first = movements.getAndAdd(MOVEMENTS_OF_A_MESSAGE);
        return IntStream.range(first, first + MOVEMENTS_OF_A_MESSAGE)
                .mapToObj(Movement::number)
                .toList();
    }
}
