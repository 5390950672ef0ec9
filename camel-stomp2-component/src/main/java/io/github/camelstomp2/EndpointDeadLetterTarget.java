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
package io.github.camelstomp2;

import io.github.camelstomp2.broker.BrokerDialects;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.protocol.StompHeaderNames;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.util.URISupport;

/** {@code deadLetterUri}: any Camel endpoint gets the message as it came, with the reason in headers. */
final class EndpointDeadLetterTarget implements FailurePolicy.DeadLetterTarget {
    private final DeadLetterEndpoint letters;
    private final StompConnection connection;
    private final Stomp2Binding binding;
    private final Executor workers;

    /**
     * @param letters stopped by the caller
     * @param connection from which messages come
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
    public String name(FailurePolicy.Failed failed) {
        return URISupport.sanitizeUri(letters.endpoint().getEndpointUri());
    }

    @Override
    public void send(FailurePolicy.Failed failed, Map<String, String> failureHeaders, FailurePolicy.Done done) {
        Exchange letter = letters.endpoint().createExchange(ExchangePattern.InOnly);
        binding.fillUnread(letter, failed.delivery().frame(), BrokerDialects.orGeneric(connection.dialect()));
        letter.setProperty(Stomp2Constants.CORRELATION_ID, failed.correlationId());
        Message message = letter.getMessage();
        Object replyTo = letter.getProperty(Stomp2Constants.REPLY_TO);
        if (replyTo != null) {
            // It belongs to the message as it came: sent to another queue, it can still be answered.
            message.setHeader(StompHeaderNames.REPLY_TO, replyTo);
        }
        failureHeaders.forEach(message::setHeader);
        if (failed.cause() != null) {
            letter.setProperty(Exchange.EXCEPTION_CAUGHT, failed.cause());
        }
        // On a thread of its own: an Error is to end here, and not in the route of the message.
        Sending sending = new Sending(failed, letter, done);
        workers.execute(() -> sending.begin(letters));
    }

    /**
     * A dead letter on its way. Camel tells of a processor that ends with an Error as of one that has done its work, before
     * the Error itself comes: whoever is told before {@code process} has returned waits for that.
     */
    private static final class Sending extends AtomicBoolean implements Runnable {
        private static final long serialVersionUID = 1L;

        private final transient FailurePolicy.Failed failed;
        private final transient Exchange letter;
        private final transient FailurePolicy.Done done;
        private transient volatile Thread beginner;
        private boolean told;

        Sending(FailurePolicy.Failed failed, Exchange letter, FailurePolicy.Done done) {
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
