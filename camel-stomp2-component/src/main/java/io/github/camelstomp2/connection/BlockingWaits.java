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
package io.github.camelstomp2.connection;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.send.SendListener;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks threads of Camel until the client, which never blocks, has finished: Camel starts and stops routes one after
 * another on such a thread.
 */
public final class BlockingWaits {
    private static final Logger LOG = LoggerFactory.getLogger(BlockingWaits.class);
    private static final Duration FOR_DEAD_LETTERS = Duration.ofSeconds(5);

    private BlockingWaits() {}

    /**
     * Waits for a send, which has a time limit of its own.
     *
     * @param limit that time limit
     * @throws StompException why the send failed
     */
    public static void forSend(Duration limit, Consumer<SendListener> send) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        send.accept(failure -> {
            if (failure == null) {
                ended.complete(null);
            } else {
                ended.completeExceptionally(failure);
            }
        });
        try {
            ended.get(limit.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StompUnconfirmedException("interrupted while waiting for the receipt of COMMIT", null);
        } catch (TimeoutException e) {
            throw new StompUnconfirmedException("no end of the transaction within " + limit, null);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StompException failure
                    ? failure
                    : new StompUnconfirmedException("the transaction ended with " + e.getCause(), null);
        }
    }

    /**
     * Waits until the kind of broker is known, or it is known that none can be reached.
     *
     * @throws StompException why there is none
     */
    static BrokerDialect forBroker(StompConnection connection, StompClientOptions options) {
        // A round through the list ends by itself. This limit is for a system that is too busy to report it in time.
        Duration limit = options.connectTimeout()
                .multipliedBy(options.brokers().addresses().size())
                .plusSeconds(10);
        try {
            return connection.broker().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StompConnectionException("interrupted while waiting for " + options.brokers(), e);
        } catch (TimeoutException e) {
            throw new StompConnectionException("no connection to " + options.brokers() + " within " + limit, e);
        } catch (ExecutionException e) {
            throw new StompConnectionException(
                    "cannot connect to " + options.brokers() + ": "
                            + e.getCause().getMessage(),
                    e.getCause());
        }
    }

    /** Waits for a short time until dead letters on their way are safe; otherwise their originals would come again. */
    public static void forDeadLetters(CompletionStage<Void> settled) {
        waitFor(settled, FOR_DEAD_LETTERS);
    }

    /**
     * Waits until connections have sent DISCONNECT and are closed.
     *
     * @param limit the time limit of the connections; this waits a little longer
     */
    static void forGoodbye(CompletionStage<Void> stage, Duration limit) {
        waitFor(stage, limit.plusSeconds(1));
    }

    private static void waitFor(CompletionStage<Void> stage, Duration limit) {
        try {
            stage.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Not done within {}: it goes on by itself", limit, e);
        }
    }
}
