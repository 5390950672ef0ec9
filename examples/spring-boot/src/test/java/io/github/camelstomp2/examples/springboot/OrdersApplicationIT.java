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
package io.github.camelstomp2.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class OrdersApplicationIT {

    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    @Test
    void itRunsWithABrokerOfItsOwnAndEndsWhenTheDemonstrationIsOver(CapturedOutput output) {
        OrdersApplication.main(new String[] {"--once", "--server.port=0"});

        assertDemonstrated(output);
    }

    @Test
    void itRunsOnTheBrokerThatItIsGiven(CapturedOutput output) {
        String queue = BROKER.uniqueName("orders");

        OrdersApplication.main(new String[] {
            "--once",
            "--server.port=0",
            "--orders.queue=" + queue,
            "--camel.component.stomp2.broker-url=" + BROKER.uri(),
            "--camel.component.stomp2.username=" + BROKER.broker().login(),
            "--camel.component.stomp2.password=" + BROKER.broker().passcode()
        });

        assertDemonstrated(output);
        assertThat(output).contains("connected to " + BROKER.uri());
        assertThat(BROKER.broker().messageCount(queue)).isZero();
        assertThat(BROKER.broker().messageCount("DLQ." + queue)).isZero();
    }

    private static void assertDemonstrated(CapturedOutput output) {
        assertThat(output)
                .contains("Accepted     order 1: 3 apples")
                .contains("Accepted     order 2: 5 pears")
                .contains("Accepted     order 4: 1 quinces")
                .doesNotContain("Accepted     order 3")
                .contains("Dead letter  {\"id\":3,\"item\":\"plums\",\"pieces\":0}, because: order 3: 0 plums?")
                .contains("Done");
    }
}
