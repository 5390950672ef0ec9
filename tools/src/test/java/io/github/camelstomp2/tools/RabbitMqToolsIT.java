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
package io.github.camelstomp2.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RabbitMqToolsIT extends ToolsSuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.RABBITMQ);

    @Test
    void aQueueThatIsNotThereIsAnErrorAndIsNotCreated() {
        assertThat(run("purge", "--from", "queue/missing")).isEqualTo(Stomp2Tools.NO_BROKER);
    }

    @Test
    void aQueueCannotBeLookedAtHereAndTheErrorSaysSo() {
        assertThat(run("browse", "--from", "queue/missing")).isEqualTo(Stomp2Tools.USAGE);

        assertThat(output()).contains("browse=true is not possible on the broker rabbitmq");
    }

    @Test
    void aFilterLooksBehindMoreMessagesThanMax() {
        fill(1_200, Map.of());

        assertThat(run("move", "--from", "queue/" + from, "--to", "queue/" + to, "--filter", "${body} == 'order 1150'"))
                .as(output())
                .isEqualTo(Stomp2Tools.DONE);

        assertThat(output()).contains("1 messages moved", "1199 messages left where they are");
        assertThat(take(to, 1)).extracting(WireFrame::bodyText).containsExactly("order 1150");
    }

    @Override
    BrokerExtension broker() {
        return BROKER;
    }
}
