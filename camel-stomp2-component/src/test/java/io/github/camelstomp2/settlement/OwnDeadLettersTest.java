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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.it.LogLines;
import io.github.camelstomp2.scripted.RouteTestSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pattern may stand for the dead letter queues of its own route. */
class OwnDeadLettersTest extends RouteTestSupport {
    @ParameterizedTest
    @CsvSource({
        "queue/>, 1",
        "queue/*.x?deadLetterPrefix=dead, 1",
        "queue/a.>?deadLetterPrefix=a.dead., 1",
        "queue/orders.*, 0",
        "queue/orders, 0",
        "queue/DLQ.orders, 0",
        "topic/>, 0",
        "queue/>?deadLetterMode=none, 0",
        "queue/>?deadLetterUri=log:dead, 0"
    })
    void isSaidOnceWhenTheRouteStarts(String from, int times) throws Exception {
        int options = from.indexOf('?');
        String destination = options < 0 ? from : from.substring(0, options);
        String[] option = options < 0 ? new String[0] : new String[] {from.substring(options + 1)};
        try (LogLines log = new LogLines()) {
            start(on -> on.from(stomp(destination, option)).to("mock:in"));
            assertThat(log.containing("may match the queues of its own dead letters"))
                    .hasSize(times);
        }
    }
}
