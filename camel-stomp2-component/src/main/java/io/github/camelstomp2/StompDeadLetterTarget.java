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

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.BrokerDialects;
import io.github.camelstomp2.broker.FrameLimits;
import io.github.camelstomp2.client.OutgoingMessage;
import io.github.camelstomp2.client.OutgoingTransaction;
import io.github.camelstomp2.client.SendListener;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.PrintableText;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.protocol.StompUnsendableException;
import io.github.camelstomp2.session.Delivery;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The default dead letter queue: on the broker from which the message came, by the same connection, with the octets and
 * headers that came.
 */
final class StompDeadLetterTarget implements FailurePolicy.DeadLetterTarget {
    /** Artemis drops a second message of this id, with a receipt; other ids are still those of this message. */
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    private static final Logger LOG = LoggerFactory.getLogger(Stomp2Consumer.class);

    /** So many connections may end with a dead letter as it should be: the second time nothing but it can be the reason. */
    private static final int LOSSES_WHOLE = 2;

    private final StompConnection connection;
    private final Stomp2Binding binding;
    private final HeaderFilterStrategy filter;
    private final String prefix;
    private final LostLetters lost = new LostLetters();
    private final OneAtATime suspects = new OneAtATime();

    /**
     * @param prefix begins the name of the queue, which ends as that of the queue or topic in which the message was
     */
    StompDeadLetterTarget(
            StompConnection connection, Stomp2Binding binding, HeaderFilterStrategy filter, String prefix) {
        this.connection = connection;
        this.binding = binding;
        this.filter = filter;
        this.prefix = prefix;
    }

    @Override
    public String name(FailurePolicy.Failed failed) {
        return dialect().deadLetterQueue(failed.subscription().source(failed.delivery()), prefix);
    }

    private BrokerDialect dialect() {
        return BrokerDialects.orGeneric(connection.dialect());
    }

    /** One that was lost with its connection may be what ended that: it goes alone, and at last with less. */
    @Override
    public void send(FailurePolicy.Failed failed, Map<String, String> failureHeaders, FailurePolicy.Done done) {
        FrameLimits limits = dialect().frameLimits();
        FittingLetter fitting = FittingLetter.of(headers(failed, failureHeaders), limits);
        LostLetters.Lost before = lost.of(failed.delivery().frame());
        if (before == null) {
            send(failed, fitting, failure -> ended(failed, failure, fitting, done));
        } else {
            suspects.add(ended -> sendAgain(failed, fitting, before.times(), failure -> {
                done.ended(failure);
                ended.run();
            }));
        }
    }

    private void sendAgain(FailurePolicy.Failed failed, FittingLetter fitting, int losses, FailurePolicy.Done done) {
        if (failed.delivery().isStale()) {
            done.ended(new StompConnectionException("its connection is gone, so that it is delivered again"));
        } else if (losses < LOSSES_WHOLE) {
            send(failed, fitting, failure -> ended(failed, failure, fitting, done));
        } else if (losses == LOSSES_WHOLE) {
            sendEssentials(failed, fitting, done);
        } else {
            lost.judged(failed.delivery().frame());
            done.ended(new StompUnsendableException("it has ended " + losses + " connections, at last with its body ("
                    + failed.delivery().frame().body().length
                    + " bytes) and few headers: the broker takes no such message by STOMP, or the queue is full"));
        }
    }

    private void sendEssentials(FailurePolicy.Failed failed, FittingLetter fitting, FailurePolicy.Done done) {
        FittingLetter essential = FittingLetter.essential(fitting.headers());
        send(failed, essential, failure -> {
            note(failed, failure);
            done.ended(failure);
        });
    }

    private void ended(
            FailurePolicy.Failed failed, StompException failure, FittingLetter fitting, FailurePolicy.Done done) {
        note(failed, failure);
        if (FailurePolicy.isUnsendable(failure) && !failed.delivery().isStale()) {
            sendEssentials(failed, fitting, done);
        } else {
            done.ended(failure);
        }
    }

    private void note(FailurePolicy.Failed failed, StompException failure) {
        if (failure == null) {
            lost.safe(failed.delivery().frame());
        } else if (isLoss(failure)) {
            lost.lost(failed.delivery().frame(), failed.cause());
        }
    }

    /** Not where there was no connection from the beginning, or no answer in time. */
    private static boolean isLoss(StompException failure) {
        return failure.getCause() != null
                && (failure instanceof StompConnectionException || failure instanceof StompUnconfirmedException);
    }

    @Override
    public Throwable failedBefore(Delivery delivery) {
        LostLetters.Lost before = lost.ofDelivered(delivery.frame());
        return before == null ? null : before.cause();
    }

    private void send(FailurePolicy.Failed failed, FittingLetter fitting, SendListener listener) {
        if (!fitting.leftOut().isEmpty()) {
            LOG.warn(
                    "A dead letter goes to {} without what the broker would not take: {}; its header {} says so",
                    PrintableText.of(name(failed)),
                    fitting.leftOut(),
                    DeadLetter.LEFT_OUT);
        }
        send(failed, letter(failed, fitting.headers()), failure -> {
            if (failure instanceof StompInvalidFrameException) {
                // 1.0 and 1.1 let a broker write what a client must not, a carriage return: better a dead letter with
                // that made visible than a message which comes again for ever.
                send(failed, letter(failed, visible(fitting.headers())), listener);
            } else {
                listener.ended(failure);
            }
        });
    }

    /** Those that came, but for what a SEND must not repeat: with {@code expires} the broker would drop the dead letter. */
    private StompHeaders headers(FailurePolicy.Failed failed, Map<String, String> failureHeaders) {
        StompHeaders.Builder headers = StompHeaders.builder();
        failureHeaders.forEach(headers::add);
        headers.addIfSet(StompHeaderNames.CORRELATION_ID, failed.correlationId());
        failed.delivery().frame().headers().forEach((name, value) -> {
            if (!DUPLICATE_ID.equals(name) && !filter.applyFilterToCamelHeaders(name, value, failed.exchange())) {
                headers.addIfAbsent(name, value);
            }
        });
        return headers.build();
    }

    /** Together with the acknowledgement of the original, unless the broker took that for acknowledged long ago. */
    private void send(FailurePolicy.Failed failed, OutgoingMessage letter, SendListener listener) {
        if (failed.subscription().request().ackMode() == AckMode.AUTO) {
            connection.send(letter, listener);
        } else {
            connection.send(
                    new OutgoingTransaction(List.of(letter), failed.delivery(), null, letter.timeout()), listener);
        }
    }

    private OutgoingMessage letter(FailurePolicy.Failed failed, StompHeaders headers) {
        StompFrame original = failed.delivery().frame();
        return binding.deadLetter(name(failed), headers, original.body(), isText(original));
    }

    private static StompHeaders visible(StompHeaders headers) {
        StompHeaders.Builder visible = new StompHeaders.Builder(headers.size());
        headers.forEach((name, value) -> visible.addIfAbsent(visible(name), visible(value)));
        return visible.build();
    }

    private static String visible(String text) {
        return text.indexOf('\r') < 0 ? text : PrintableText.of(text);
    }

    private boolean isText(StompFrame original) {
        return dialect().isTextMessage(original.headers());
    }
}
