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

import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.options.DestinationOptions;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompUnroutableException;
import io.github.camelstomp2.session.Delivery;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Sends a dead letter after it has made sure that its queue exists, since some brokers also confirm messages that they
 * drop.
 */
final class SureDeadLetterTarget implements DeadLetterTarget {
    private final Supplier<DeadLetterTarget> making;
    private volatile DeadLetterTarget target;
    private final StompConnection connection;
    private final DestinationOptions options;
    private final Executor workers;

    /**
     * @param making makes the target, for the first failed message
     * @param connection over which dead letters are sent
     * @param options of the consuming endpoint
     */
    SureDeadLetterTarget(
            Supplier<DeadLetterTarget> making,
            StompConnection connection,
            DestinationOptions options,
            Executor workers) {
        this.making = making;
        this.connection = connection;
        this.options = options;
        this.workers = workers;
    }

    @Override
    public String name(FailedMessage failed) {
        return target().name(failed);
    }

    @Override
    public boolean keeps() {
        return target().keeps();
    }

    @Override
    public Throwable failedBefore(Delivery delivery) {
        DeadLetterTarget made = target;
        return made == null ? null : made.failedBefore(delivery);
    }

    private synchronized DeadLetterTarget target() {
        if (target == null) {
            target = making.get();
        }
        return target;
    }

    @Override
    public void send(FailedMessage failed, Map<String, String> failureHeaders, DeadLetterTarget.Done done) {
        if (!BrokerDialects.orGeneric(connection.dialect()).confirmsWithoutQueue()) {
            target().send(failed, failureHeaders, done);
            return;
        }
        SendOptions queue = options.deadLetter(name(failed), false);
        connection.requireQueue(queue, Duration.ZERO, missing -> {
            if (missing == null) {
                goOn(() -> target().send(failed, failureHeaders, done), done);
            } else {
                done.ended(queue.queue().declare() ? missing : advised(missing));
            }
        });
    }

    private static StompException advised(StompException missing) {
        return missing instanceof StompUnroutableException
                ? new StompUnroutableException(missing.getMessage() + "; create it, or set declare=true")
                : missing;
    }

    /** Leaves the event loop, since filters of the user decide about the headers of a dead letter. */
    private void goOn(Runnable sending, DeadLetterTarget.Done done) {
        try {
            workers.execute(() -> {
                try {
                    sending.run();
                } catch (RuntimeException | Error e) {
                    done.ended(e);
                }
            });
        } catch (RejectedExecutionException e) {
            done.ended(e);
        }
    }
}
