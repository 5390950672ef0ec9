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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.matrix.Feature;
import io.github.camelstomp2.matrix.Shown;
import io.github.camelstomp2.matrix.Shows;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Why django-stomp does not work with Artemis. */
class ArtemisDjangoStompIT {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ARTEMIS);

    @Test
    @Shows(Feature.DJANGO_STOMP)
    void whatTheServiceSendsBeforeSomebodyConsumesItIsLost(Shown shown) {
        String queue = BROKER.uniqueName("orders");

        new DjangoStompPeer(BROKER.broker()).publish("/queue/" + queue, "{\"id\": 1}", "c-1");

        assertThat(BROKER.broker().messageCount(queue)).isZero();
        shown.notPossible("django-stomp says nothing of the kind of its queues, and the broker takes them for topics:"
                + " what is sent before somebody consumes is lost");
    }
}
