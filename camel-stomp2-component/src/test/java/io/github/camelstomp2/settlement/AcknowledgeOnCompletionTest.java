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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultUnitOfWork;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.junit.jupiter.api.Test;

class AcknowledgeOnCompletionTest implements AcknowledgeOnCompletion.Outcome {
    private final List<String> outcomes = new ArrayList<>();
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    private final AcknowledgeOnCompletion automatic = new AcknowledgeOnCompletion(false, this);
    private final AcknowledgeOnCompletion manual = new AcknowledgeOnCompletion(true, this);

    @Override
    public void acknowledge() {
        outcomes.add("ack");
    }

    @Override
    public void fail(Exchange failed, Throwable cause) {
        outcomes.add("fail " + (cause == null ? null : cause.getMessage()));
    }

    @Test
    void aCompletedExchangeIsAcknowledgedOnce() {
        automatic.onComplete(exchange);
        automatic.onComplete(exchange);
        automatic.onFailure(exchange);
        assertThat(outcomes).containsExactly("ack");
    }

    @Test
    void aFailedExchangeFailsWithItsException() {
        exchange.setException(new IllegalStateException("broken"));
        automatic.onFailure(exchange);
        automatic.onComplete(exchange);
        assertThat(outcomes).containsExactly("fail broken");
    }

    @Test
    void aFailedExchangeWithoutExceptionTellsTheOneThatWasCaught() {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IllegalStateException("caught"));
        automatic.onFailure(exchange);
        assertThat(outcomes).containsExactly("fail caught");
    }

    @Test
    void whatOthersFailAtCompletionIsNotAcknowledged() {
        UnitOfWork unitOfWork = new DefaultUnitOfWork(exchange);
        unitOfWork.addSynchronization(automatic);
        unitOfWork.addSynchronization(new SynchronizationAdapter() {
            @Override
            public void onComplete(Exchange completed) {
                completed.setException(new IllegalStateException("commit failed"));
            }

            @Override
            public int getOrder() {
                return LOWEST;
            }
        });
        unitOfWork.done(exchange);
        assertThat(outcomes).containsExactly("fail commit failed");
    }

    @Test
    void anExchangeThatIsRolledBackIsAFailureAlsoWithoutException() {
        exchange.setRollbackOnly(true);
        automatic.onComplete(exchange);
        assertThat(outcomes).containsExactly("fail null");
    }

    @Test
    void soIsOneWhoseLastTransactionIsRolledBack() {
        exchange.setRollbackOnlyLast(true);
        automatic.onComplete(exchange);
        assertThat(outcomes).containsExactly("fail null");
    }

    @Test
    void manualOrNotARolledBackExchangeForWhichNothingWasDecidedIsAFailure() {
        exchange.setRollbackOnly(true);
        manual.onComplete(exchange);
        assertThat(outcomes).containsExactly("fail null");
    }

    @Test
    void manualMeansThatTheEndOfTheExchangeDoesNotAcknowledge() {
        manual.onComplete(exchange);
        assertThat(outcomes).isEmpty();
        manual.ack();
        assertThat(outcomes).containsExactly("ack");
    }

    @Test
    void manualMayDecideBeforeTheEnd() {
        manual.nack();
        manual.onComplete(exchange);
        assertThat(outcomes).containsExactly("fail null");
    }

    @Test
    void aFailureAfterAManualDecisionChangesNothing() {
        manual.ack();
        exchange.setException(new IllegalStateException("later"));
        manual.onFailure(exchange);
        assertThat(outcomes).containsExactly("ack");
    }

    @Test
    void aFailureBeforeAnyManualDecisionIsAFailure() {
        exchange.setException(new IllegalStateException("broken"));
        manual.onFailure(exchange);
        assertThat(outcomes).containsExactly("fail broken");
        assertThatThrownBy(manual::ack).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void decidingTwiceIsAnError() {
        manual.ack();
        assertThatThrownBy(manual::ack)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was acknowledged or refused before");
        assertThatThrownBy(manual::nack).isInstanceOf(IllegalStateException.class);
        assertThat(outcomes).containsExactly("ack");
    }

    @Test
    void ofManyThreadsThatDecideOneWins() throws Exception {
        AtomicInteger decisions = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        AcknowledgeOnCompletion contended = new AcknowledgeOnCompletion(true, new AcknowledgeOnCompletion.Outcome() {
            @Override
            public void acknowledge() {
                decisions.incrementAndGet();
            }

            @Override
            public void fail(Exchange failed, Throwable cause) {
                decisions.incrementAndGet();
            }
        });
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 8; i++) {
            Runnable decision = i % 2 == 0 ? contended::ack : contended::nack;
            threads.submit(() -> {
                start.await();
                try {
                    decision.run();
                } catch (IllegalStateException e) {
                    refused.incrementAndGet();
                }
                return null;
            });
        }
        start.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(decisions).hasValue(1);
        assertThat(refused).hasValue(7);
    }
}
