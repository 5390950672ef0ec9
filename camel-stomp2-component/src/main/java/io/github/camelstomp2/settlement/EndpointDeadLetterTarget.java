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

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.binding.Stomp2Binding;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.route.RouteErrors;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.util.URISupport;

/** {@code deadLetterUri}: any Camel endpoint receives the message as it came, with the reason in headers. */
final class EndpointDeadLetterTarget implements DeadLetterTarget {
    private final DeadLetterEndpoint letters;
    private final StompConnection connection;
    private final Stomp2Binding binding;
    private final Executor workers;

    /**
     * @param letters the endpoint; the caller stops it
     * @param connection on which the messages come
     * @param binding of the endpoint that consumes them
     */
    EndpointDeadLetterTarget(
            DeadLetterEndpoint letters, StompConnection connection, Stomp2Binding binding, Executor workers) {
        this.letters = letters;
        this.connection = connection;
        this.binding = binding;
        this.workers = workers;
    }

    @Override
    public boolean keeps() {
        return true;
    }

    @Override
    public String name(FailedMessage failed) {
        return URISupport.sanitizeUri(letters.endpoint().getEndpointUri());
    }

    @Override
    public void send(FailedMessage failed, Map<String, String> failureHeaders, DeadLetterTarget.Done done) {
        String correlationId = failed.correlationId();
        // On a thread of its own, so that an Error does not reach the route of the failed message.
        workers.execute(() -> {
            Exchange letter;
            try {
                letter = letter(failed, correlationId, failureHeaders);
            } catch (RuntimeException | Error e) {
                done.ended(e);
                return;
            }
            new Sending(failed, letter, done).begin(letters);
        });
    }

    private Exchange letter(FailedMessage failed, String correlationId, Map<String, String> failureHeaders) {
        Exchange letter = letters.endpoint().createExchange(ExchangePattern.InOnly);
        binding.fillUnread(letter, failed.delivery().frame(), BrokerDialects.orGeneric(connection.dialect()));
        letter.setProperty(Stomp2Constants.CORRELATION_ID, correlationId);
        Message message = letter.getMessage();
        Object replyTo = letter.getProperty(Stomp2Constants.REPLY_TO);
        if (replyTo != null) {
            // A dead letter keeps the message's reply-to: when it is processed later, it can still be answered.
            message.setHeader(StompHeaderNames.REPLY_TO, replyTo);
        }
        failureHeaders.forEach(message::setHeader);
        if (failed.cause() != null) {
            letter.setProperty(Exchange.EXCEPTION_CAUGHT, failed.cause());
        }
        return letter;
    }

    /**
     * A dead letter on its way. When a processor ends with an Error, Camel first reports it as done and then throws the
     * Error. So a report that comes before {@code process} has returned has to wait for the return.
     */
    private static final class Sending extends AtomicBoolean implements Runnable {
        private static final long serialVersionUID = 1L;

        private final transient FailedMessage failed;
        private final transient Exchange letter;
        private final transient DeadLetterTarget.Done done;
        private transient volatile Thread beginner;
        private boolean told;

        Sending(FailedMessage failed, Exchange letter, DeadLetterTarget.Done done) {
            this.failed = failed;
            this.letter = letter;
            this.done = done;
        }

        void begin(DeadLetterEndpoint letters) {
            beginner = Thread.currentThread();
            try {
                letters.send(letter, this);
            } catch (Throwable e) {
                told = true;
                RouteErrors.fail(letter, e);
                letter.setException(e);
            }
            beginner = null;
            if (told) {
                end();
            }
        }

        @Override
        public void run() {
            if (Thread.currentThread() == beginner) {
                told = true;
            } else {
                end();
            }
        }

        private void end() {
            if (!compareAndSet(false, true)) {
                return;
            }
            if (letter.getException() == null) {
                failed.subscription().ack(failed.delivery());
            }
            done.ended(letter.getException());
        }
    }
}
