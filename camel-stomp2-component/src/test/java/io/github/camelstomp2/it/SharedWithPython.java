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

import org.apache.camel.builder.RouteBuilder;

/** The routes of docs/django-stomp.md and docs/virtual-topics.md. */
final class SharedWithPython extends RouteBuilder {
    @Override
    public void configure() {
        // The Python service sends orders. What fails here is in DLQ.<name>, where the service finds it.
        from("stomp2:queue/{{orders}}?djangoStomp=true")
                .routeId("orders")
                .setBody(simple("{\"order\": ${body[id]}, \"paid\": true}"))
                .to("stomp2:queue/{{invoices}}?djangoStomp=true");

        // Prices for this application, whoever else gets them, and also while it is not running.
        from("stomp2:Consumer.{{application}}.VirtualTopic.{{prices}}?djangoStomp=true")
                .routeId("prices")
                .to("direct:prices");
    }
}
