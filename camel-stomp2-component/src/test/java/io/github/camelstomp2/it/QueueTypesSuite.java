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
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.matrix.Feature;
import io.github.camelstomp2.matrix.Shown;
import io.github.camelstomp2.matrix.Shows;
import org.junit.jupiter.api.Test;

/** What options that describe queues do on each broker. */
abstract class QueueTypesSuite extends OptionsSuite {

    /** What becomes of a message to a queue that must be there and is not; empty: it is created. */
    String lossWithoutDeclaring() {
        return "";
    }

    @Test
    @Shows(Feature.DECLARE)
    void aQueueThatIsThereIsUsedWithoutDeclaringIt(Shown shown) throws Exception {
        sendToQueue("1");
        send(queue("declare=false"), "2");
        assertThat(bodies(routes.consume(queue("declare=false")), 2)).containsExactly("1", "2");
        shown.works(lossWithoutDeclaring());
    }

    @Test
    @Shows(Feature.QUORUM)
    void aQuorumQueueIsConsumedAndFilledByThoseWhoSayItIsOne(Shown shown) throws Exception {
        String uri = queue("queueType=quorum&testConnectionOnStartup=true");
        StompRoutes.Received[] received = new StompRoutes.Received[1];
        boolean quorum = isHonoured(shown, "queueType", () -> received[0] = routes.consume(uri));
        await().atMost(LATE_VIEW).until(() -> view().consumerCount(name) == 1);
        send(uri, "order");
        assertThat(bodies(received[0], 1)).containsExactly("order");
        assertThat("quorum".equals(view().queueArguments(name).get("x-queue-type")))
                .isEqualTo(quorum);
        await().atMost(LATE_VIEW).until(() -> view().messageCount(name) == 0);
    }

    @Test
    @Shows(Feature.STREAM)
    void aStreamIsReadFromItsBeginningByEachConsumer(Shown shown) throws Exception {
        String uri = queue("queueType=stream&streamOffset=first");
        whenConsumed(shown, "queueType=stream", uri, received -> {
            // RabbitMQ 3.10 ends a connection that declares a stream while another one does.
            await().until(() -> view().consumerCount(name) == 1);
            send(queue("queueType=stream"), "1", "2");
            assertThat(bodies(received, 2)).containsExactly("1", "2");
            assertThat(bodies(routes.consume(uri + "&prefetch=1"), 2)).containsExactly("1", "2");
        });
    }
}
