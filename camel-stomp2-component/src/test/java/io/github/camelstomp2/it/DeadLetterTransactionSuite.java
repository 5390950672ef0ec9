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
import io.github.camelstomp2.testbed.Direction;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A dead letter and the acknowledgement of its message, and what of them is there after failures. */
abstract class DeadLetterTransactionSuite extends TransactionSuiteBase {
    // ---- dead letters

    private void addFailingRoute() throws Exception {
        add(on -> on.from("stomp2:queue/" + queue).process(TransactionSuiteBase::fail));
    }

    @Test
    @Shows(Feature.TRANSACTED_ACKS)
    void aDeadLetterAndItsAcknowledgementAreOneTransactionOrComeOneAfterTheOther(Shown shown) throws Exception {
        addFailingRoute();
        await().atMost(PATIENCE).until(() -> broker().broker().consumerCount(queue) == 1);
        WrittenFrames written = WrittenFrames.of(proxy);
        order("order");

        awaitAllDone();

        List<WireFrame> frames = withoutQueueCheck(written.frames());
        if (acknowledgesWithCommit()) {
            assertThat(frames).extracting(WireFrame::command).containsExactly("BEGIN", "SEND", "ACK", "COMMIT");
            assertThat(frames)
                    .extracting(frame -> frame.header("transaction"))
                    .containsOnly(frames.get(0).header("transaction"))
                    .doesNotContainNull();
        } else {
            assertThat(frames).extracting(WireFrame::command).containsExactly("SEND", "ACK");
            assertThat(frames).noneMatch(frame -> frame.has("transaction"));
            shown.emulated("the acknowledgement follows the receipts of what was sent: a loss between the two delivers"
                    + " again");
        }
    }

    /** On RabbitMQ the queue is looked for before, on another connection, which ends with a SUBSCRIBE. */
    private static List<WireFrame> withoutQueueCheck(List<WireFrame> frames) {
        List<String> commands = frames.stream().map(WireFrame::command).toList();
        return frames.subList(commands.lastIndexOf("SUBSCRIBE") + 1, frames.size());
    }

    @Test
    void noAcknowledgementIsWrittenBeforeTheReceiptOfTheDeadLetterWhereTheyAreNotOneTransaction() throws Exception {
        addFailingRoute();
        WrittenFrames written =
                WrittenFrames.beforeHeader(proxy, "dead-letter-reason", () -> proxy.hold(Direction.TO_CLIENT));
        order("order");
        await().atMost(PATIENCE).until(() -> acknowledgesWithCommit() ? written.eventHappened() : deadLetters() == 1);
        await().untilAsserted(() -> assertThat(count("")).isEqualTo(1));
        proxy.resetAll();
        proxy.pass(Direction.TO_CLIENT);

        awaitAllDone();

        awaitDeadLetters(acknowledgesWithCommit() ? 1 : 2);
    }

    @Test
    void neitherTheMessageNorItsDeadLetterIsLostWithTheAcknowledgement() throws Exception {
        addFailingRoute();
        WrittenFrames written = WrittenFrames.before(proxy, "ACK", proxy::resetAll);
        order("order");
        await().atMost(PATIENCE).until(written::eventHappened);
        assertThat(count("") + deadLetters()).isPositive();

        awaitAllDone();

        awaitDeadLetters(acknowledgesWithCommit() ? 1 : 2);
    }
}
