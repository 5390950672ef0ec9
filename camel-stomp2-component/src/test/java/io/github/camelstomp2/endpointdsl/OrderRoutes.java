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
package io.github.camelstomp2.endpointdsl;

import io.github.camelstomp2.endpointdsl.Stomp2EndpointBuilderFactory.Stomp2Builders;
import org.apache.camel.builder.RouteBuilder;

/** The example of docs/endpoint-dsl.md. */
public class OrderRoutes extends RouteBuilder implements Stomp2Builders {
    @Override
    public void configure() {
        from(stomp2("queue/orders").prefetch(5).concurrentConsumers(2).deadLetterPrefix("BAD."))
                .to(stomp2("queue/shipping")
                        .confirmTimeout("10s")
                        .username("shop")
                        .password("RAW(a&b+c)"));
    }
}
