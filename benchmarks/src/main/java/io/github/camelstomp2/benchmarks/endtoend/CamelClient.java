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
package io.github.camelstomp2.benchmarks.endtoend;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** How a Camel component is configured, in the same way as the other clients. */
interface CamelClient {
    boolean does(Scenario scenario, Peers peer);

    /** Adds to a context, before its start, the configuration that does not fit into URIs. */
    default void prepare(CamelContext context, Work work) throws Exception {}

    /** The URI to consume from. */
    String from(Work work);

    /** The URI to send to. */
    String to(Work work);

    /** The broker's id of a consumed message. */
    String messageId(Exchange exchange);

    /** Whether this failure to start is the client's own, comes by chance, and goes away when it is started again. */
    default boolean mayStartAgainAfter(Exception failure) {
        return false;
    }

    /** As {@link Subject#source}. */
    default String source(Work work) {
        return "/queue/" + work.source();
    }
}
