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

import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ActiveMqErrorHandlingIT extends ErrorHandlingSuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    @Test
    void whatFailsBehindAPatternIsOneDeadLetterOfTheQueueInWhichItWas() throws Exception {
        String name = BROKER.uniqueName("pattern");
        addFailing("stomp2:queue/" + name + ".*", name + ".eu", name + ".us");
        eachIsOneDeadLetterInAQueueOfItsOwn(name + ".eu", name + ".us");
    }

    @Test
    void whatFailsBehindACompositeIsOneDeadLetterAndNoLiveQueueGetsIt() throws Exception {
        String one = BROKER.uniqueName("composite");
        String other = BROKER.uniqueName("composite");
        addFailing("stomp2:queue/" + one + "," + other, one, other);
        eachIsOneDeadLetterInAQueueOfItsOwn(one, other);
    }

    @Test
    void aRouteThatWouldConsumeItsOwnDeadLettersMakesNoFurtherOnesOfThem() throws Exception {
        String name = BROKER.uniqueName("own");
        String dead = name + ".dead." + name + ".orders";
        addFailing("stomp2:queue/" + name + ".>?deadLetterPrefix=" + name + ".dead.", name + ".orders");
        OnTheBroker.put(BROKER.broker(), name + ".orders", "order");
        await().until(() -> BROKER.broker().messageCount(dead) == 1);
        await().during(Duration.ofMillis(1500))
                .until(() -> BROKER.broker().messageCount(dead) == 1
                        && BROKER.broker().messageCount(name + ".orders") == 0);
    }
}
