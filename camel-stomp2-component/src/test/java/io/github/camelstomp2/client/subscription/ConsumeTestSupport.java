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
package io.github.camelstomp2.client.subscription;

import io.github.camelstomp2.client.Inbox;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.testbed.ServerFrame;

/** Subscriptions of a connection, and what their broker sees. */
abstract class ConsumeTestSupport extends WireTest {
    final Inbox inbox = new Inbox();

    static ServerFrame message(String subscription, String ack) {
        return ServerFrame.of("MESSAGE")
                .header("destination", "/queue/a")
                .header("message-id", ack)
                .header("subscription", subscription)
                .header("ack", ack)
                .body("x");
    }
}
