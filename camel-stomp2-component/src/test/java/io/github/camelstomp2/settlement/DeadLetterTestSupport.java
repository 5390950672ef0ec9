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
package io.github.camelstomp2.settlement;

import io.github.camelstomp2.scripted.RouteTestSupport;
import org.apache.camel.Exchange;

/** Routes that fail. */
abstract class DeadLetterTestSupport extends RouteTestSupport {
    static final String RABBITMQ = "RabbitMQ/4.1.0";

    void startFailing(String... options) throws Exception {
        start(on -> on.from(stomp("queue/orders", options)).routeId("billing").process(DeadLetterTestSupport::fail));
    }

    static void fail(Exchange exchange) {
        throw new IllegalStateException("no\nstock");
    }
}
