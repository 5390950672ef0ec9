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

import io.github.camelstomp2.binding.Stomp2Binding;
import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.FrameLimits;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.client.send.OutgoingTransaction;
import io.github.camelstomp2.client.send.SendListener;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.protocol.StompUnsendableException;
import io.github.camelstomp2.protocol.text.PrintableText;
import io.github.camelstomp2.session.Delivery;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The default dead letter queue: on the broker from which the message came, over the same connection, with the octets
 * and headers of the message.
 */
final class BrokerDeadLetterTarget implements DeadLetterTarget {
    /** Artemis confirms and drops a second message with this id. Other ids still identify this message. */
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    private static final Logger LOG = LoggerFactory.getLogger(BrokerDeadLetterTarget.class);

    /**
     * After this many connections that ended with the complete dead letter, it is the only possible reason, and is sent
     * with fewer headers.
     */
    private static final int LOSSES_WHOLE = 2;

    private final StompConnection connection;
    private final Stomp2Binding binding;
    private final HeaderFilterStrategy filter;
    private final String prefix;
    private final int maxSendFrameSize;
    private final LostLetters lost = new LostLetters();
    private final OneAtATime suspects = new OneAtATime();

    /**
     * @param prefix the beginning of the queue's name; the queue or topic of the message is its end
     * @param maxSendFrameSize the most octets of a frame that the broker accepts; 0: the broker's known default
     */
    BrokerDeadLetterTarget(
            StompConnection connection,
            Stomp2Binding binding,
            HeaderFilterStrategy filter,
            String prefix,
            int maxSendFrameSize) {
        this.maxSendFrameSize = maxSendFrameSize;
        this.connection = connection;
        this.binding = binding;
        this.filter = filter;
        this.prefix = prefix;
    }

    @Override
    public String name(FailedMessage failed) {
        return dialect().deadLetterQueue(failed.subscription().source(failed.delivery()), prefix);
    }

    @Override
    public boolean keeps() {
        return dialect().keepsMessages();
    }

    private BrokerDialect dialect() {
        return BrokerDialects.orGeneric(connection.dialect());
    }

    /**
     * A dead letter that was lost with its connection may be the reason for the loss. So it is sent alone next time,
     * and later with fewer headers.
     */
    @Override
    public void send(FailedMessage failed, Map<String, String> failureHeaders, DeadLetterTarget.Done done) {
        FrameLimits limits = dialect().frameLimits().withFrame(maxSendFrameSize);
        FittingLetter fitting = FittingLetter.of(
                headers(failed, failureHeaders),
                limits,
                failed.delivery().frame().body().length);
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

    private void sendAgain(FailedMessage failed, FittingLetter fitting, int losses, DeadLetterTarget.Done done) {
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

    private void sendEssentials(FailedMessage failed, FittingLetter fitting, DeadLetterTarget.Done done) {
        FittingLetter essential = FittingLetter.essential(fitting.headers());
        send(failed, essential, failure -> {
            note(failed, failure);
            done.ended(failure);
        });
    }

    private void ended(
            FailedMessage failed, StompException failure, FittingLetter fitting, DeadLetterTarget.Done done) {
        note(failed, failure);
        if (FailedMessage.isUnsendable(failure) && !failed.delivery().isStale()) {
            sendEssentials(failed, fitting, done);
        } else {
            done.ended(failure);
        }
    }

    private void note(FailedMessage failed, StompException failure) {
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

    private void send(FailedMessage failed, FittingLetter fitting, SendListener listener) {
        if (!fitting.leftOut().isEmpty()) {
            LOG.warn(
                    "A dead letter is sent to {} without what the broker would not take: {}; its header {} names it",
                    connection.report().at(PrintableText.of(name(failed))),
                    fitting.leftOut(),
                    DeadLetterHeaders.LEFT_OUT);
        }
        send(failed, letter(failed, fitting.headers()), failure -> {
            if (failure instanceof StompInvalidFrameException) {
                // In 1.0 and 1.1 a broker may send characters that a client must not, such as a carriage return. They
                // are made visible: the alternative would be a message that is delivered again for ever.
                send(failed, letter(failed, visible(fitting.headers())), listener);
            } else {
                listener.ended(failure);
            }
        });
    }

    /**
     * The headers of the message, except those that a SEND must not repeat: with {@code expires} the broker would drop
     * the dead letter.
     */
    private StompHeaders headers(FailedMessage failed, Map<String, String> failureHeaders) {
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

    /**
     * Sends the dead letter together with the acknowledgement of the original, unless the broker already counts that as
     * acknowledged.
     */
    private void send(FailedMessage failed, OutgoingMessage letter, SendListener listener) {
        if (failed.subscription().request().ackMode() == AckMode.AUTO) {
            connection.send(letter, listener);
        } else {
            connection.send(
                    new OutgoingTransaction(List.of(letter), failed.delivery(), null, letter.timeout()), listener);
        }
    }

    private OutgoingMessage letter(FailedMessage failed, StompHeaders headers) {
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
