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
package io.github.camelstomp2.chaos.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnansweredTest {
    @Test
    void aDeliveryIsUpToTheClientUntilItIsAcknowledged() {
        Story story = new Story().sends(0).delivers(0, 0);
        assertThat(Unanswered.onOpenConnections(story.ledger())).isEqualTo(1);

        story.acknowledges(0, 0);
        assertThat(Unanswered.onOpenConnections(story.ledger())).isZero();
    }

    @Test
    void aDeliveryIsUpToTheBrokerWhenItsConnectionHasEnded() {
        Story story = new Story().sends(0).delivers(0, 0).entry(EventKind.LINK_DOWN, 0, -1);

        assertThat(Unanswered.onOpenConnections(story.ledger())).isZero();
    }
}
