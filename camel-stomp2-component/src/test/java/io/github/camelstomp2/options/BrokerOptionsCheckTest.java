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
package io.github.camelstomp2.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.Stomp2Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot work on any broker is refused when the endpoint is made. */
class BrokerOptionsCheckTest {
    private DefaultCamelContext context;

    @BeforeEach
    void startContext() {
        context = new DefaultCamelContext();
        context.start();
    }

    @AfterEach
    void stopContext() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            priority=10                                  | priority=10 is not allowed; it must be 0 to 9
            priority=-1                                  | priority=-1 is not allowed; it must be 0 to 9
            priority=high                                | priority=high is not allowed; it must be a whole number
            timeToLive=-1                                | timeToLive=-1 is not allowed
            timeToLive=soon                              | timeToLive=soon is not allowed; it must be a duration
            deliveryDelay=-1                             | deliveryDelay=-1 is not allowed
            requestTimeout=0                             | requestTimeout=0 is not allowed; it must be at least 1
            messageGroup=RAW( )                          | messageGroup is empty
            subscriptionName=prices                      | add durable=true
            removeSubscriptionOnStop=true                | add durable=true
            durable=true&subscriptionName=RAW( )         | subscriptionName is empty
            durable=true&browse=true                     | browse=true cannot be combined with durable=true
            streamOffset=first                           | add queueType=stream
            queueType=stream&streamOffset=1h             | streamOffset=1h is not allowed; allowed are first
            queueType=stream&streamOffset=offset=        | streamOffset=offset= is not allowed
            queueType=stream&ackMode=auto                | ackMode=auto cannot be combined with queueType=stream
            queueType=mirrored                           | queueType=mirrored is not allowed; allowed are classic, quorum
            noLocal=true                                 | noLocal=true needs sharedConnection=true
            selector=RAW( )                              | selector is empty
            browse=true&manualAck=true                   | manualAck=true cannot be combined with browse=true
            browse=true&transacted=true                  | transacted=true cannot be combined with browse=true
            subscriptionId=/temp-queue/x                 | subscriptionId=/temp-queue/x is not allowed
            subscriptionId=a@@b                          | subscriptionId=a@@b is not allowed
            """)
    void isRefusedByTheNameOfItsOption(String options, String message) {
        assertThatThrownBy(() -> context.getEndpoint("stomp2:queue/x?" + options))
                .message()
                .contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "priority=0",
                "priority=9&timeToLive=1m&deliveryDelay=5s&messageGroup=g",
                "durable=true&subscriptionName=prices&removeSubscriptionOnStop=true",
                "queueType=stream&streamOffset=first",
                "queueType=stream&streamOffset=offset=5",
                "queueType=STREAM&streamOffset=timestamp=1790000000",
                "noLocal=true&sharedConnection=true",
                "selector=region = 'EU' AND amount > 100",
                "browse=true",
                "subscriptionId=orders-1"
            })
    void whatCanWorkIsAccepted(String options) {
        assertThat(context.getEndpoint("stomp2:queue/x?" + options)).isInstanceOf(Stomp2Endpoint.class);
    }
}
