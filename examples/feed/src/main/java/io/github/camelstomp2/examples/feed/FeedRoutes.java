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

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.dataformat.JsonLibrary;

/** From the feed into a table and a file. */
final class FeedRoutes extends RouteBuilder {
    @Override
    public void configure() {
        // durable=true: the broker keeps the messages while this program is away, for the client-id and the name.
        from("stomp2:topic/{{feed.topic}}?durable=true&subscriptionName=movements&clientId={{feed.client-id}}"
                        + "&payload=bytes")
                .routeId("feed")
                .unmarshal()
                .gzipDeflater()
                .unmarshal()
                .json(JsonLibrary.Jackson, Movement[].class)
                .split(body())
                .stopOnException()
                .to("direct:movement");

        // The key makes a movement that comes a second time no second row. The file has it twice then.
        from("direct:movement")
                .routeId("movement")
                .setProperty("movement", body())
                .process(FeedRoutes::parameters)
                .setBody(constant("MERGE INTO movement (id, train, station, seen, late) KEY (id)"
                        + " VALUES (:?id, :?train, :?station, :?time, :?late)"))
                .to("jdbc:feed?useHeadersAsParameters=true")
                .removeHeaders("*")
                .setBody(exchangeProperty("movement"))
                .marshal()
                .json(JsonLibrary.Jackson)
                .to("file:{{feed.directory}}?fileName=movements.jsonl&fileExist=Append&appendChars=\\n");
    }

    private static void parameters(Exchange exchange) {
        Movement movement = exchange.getMessage().getBody(Movement.class);
        Message message = exchange.getMessage();
        message.setHeader("id", movement.id());
        message.setHeader("train", movement.train());
        message.setHeader("station", movement.station());
        message.setHeader("time", movement.time());
        message.setHeader("late", movement.late());
    }
}
