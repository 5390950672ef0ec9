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
package io.github.camelstomp2.binding;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.netty.util.ResourceLeakDetector;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How many octets of heap a message costs on its whole way, counted on the threads that take part. Time plays no part, and
 * chance little: the sizes of reads change a hundredth or two. The compiler only lowers the figure, by up to a tenth, as it
 * leaves out objects that nobody outside a method sees. So the figures here are those of code that is not compiled.
 */
class AllocationTest extends RouteTestSupport {
    /** Octets of heap for a message. One that costs an eighth more is too dear. */
    private static final int CONSUMED_AUTO = 2_450;

    private static final int CONSUMED_WITH_ACK = 2_600;
    private static final int SENT_CONFIRMED = 1_230;

    /** As many are under way at a time. */
    private static final int BURST = 500;

    /** Until classes are loaded and what is made once is there. */
    private static final int WARM_UP = 10;

    private static final int MEASURED = 40;

    private static final String SENDER = "allocation test sender";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

    /** Those of a burst that have not come to their end. */
    private CountDownLatch underWay = new CountDownLatch(0);

    /** Takes as many messages through to their end as are under way at a time. */
    private interface Burst {
        void run() throws Exception;
    }

    @BeforeEach
    void followBuffersNoCloserThanInProduction() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
    }

    @AfterEach
    void followBuffersAsCloselyAsBefore() {
        ResourceLeakDetector.setLevel(level);
    }

    @Test
    void consumedMessagesThatNeedNoAcknowledgement() throws Exception {
        assertThat(consumed("auto")).isBetween(least(CONSUMED_AUTO), most(CONSUMED_AUTO));
    }

    @Test
    void consumedMessagesWithAnAcknowledgementEach() throws Exception {
        assertThat(consumed("client-individual")).isBetween(least(CONSUMED_WITH_ACK), most(CONSUMED_WITH_ACK));
    }

    private int consumed(String ackMode) throws Exception {
        start(on -> on.from(stomp("queue/in", "prefetch=" + BURST, "ackMode=" + ackMode))
                .process(exchange -> underWay.countDown()));
        BrokerSide side = BrokerSide.subscribed(broker);
        AtomicInteger last = new AtomicInteger();
        return bytesPerMessage(() -> {
            String[] ids = new String[BURST];
            Arrays.setAll(ids, i -> "message-" + last.incrementAndGet());
            side.deliverAtOnce(ids);
            awaitEnd();
            if (!ackMode.equals("auto")) {
                side.expectAckUpTo(ids[BURST - 1]);
            }
        });
    }

    @Test
    void confirmedSends() throws Exception {
        context.start();
        Endpoint endpoint = context.getEndpoint(stomp("queue/out"));
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        BrokerSide side = BrokerSide.connected(broker);
        ExecutorService sender = Executors.newSingleThreadExecutor(task -> new Thread(task, SENDER));
        assertThat(bytesPerMessage(() -> {
                    sender.submit(() -> send(endpoint, producer)).get();
                    side.confirmAtOnce("/queue/out", BURST);
                    awaitEnd();
                }))
                .isBetween(least(SENT_CONFIRMED), most(SENT_CONFIRMED));
        sender.shutdown();
    }

    private void send(Endpoint endpoint, AsyncProducer producer) {
        for (int i = 0; i < BURST; i++) {
            Exchange exchange = endpoint.createExchange();
            exchange.getMessage().setBody("x");
            producer.process(exchange, doneSync -> underWay.countDown());
        }
    }

    private void awaitEnd() throws InterruptedException {
        assertThat(underWay.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private int bytesPerMessage(Burst burst) throws Exception {
        run(burst, WARM_UP);
        long before = allocated();
        run(burst, MEASURED);
        return (int) ((allocated() - before) / (MEASURED * BURST));
    }

    private void run(Burst burst, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            underWay = new CountDownLatch(BURST);
            burst.run();
        }
    }

    /** By the event loops and the workers of the component, and by the thread that sends. */
    private static long allocated() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && isCounted(thread.getThreadName()))
                .mapToLong(thread -> THREADS.getThreadAllocatedBytes(thread.getThreadId()))
                .sum();
    }

    private static boolean isCounted(String thread) {
        return thread.contains("Stomp2") || thread.equals(SENDER);
    }

    /** Less than this was not measured, or is a reason to lower the figure. */
    private static int least(int expected) {
        return expected / 2;
    }

    private static int most(int expected) {
        return expected * 9 / 8;
    }
}
