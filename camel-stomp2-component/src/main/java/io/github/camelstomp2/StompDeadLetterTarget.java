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
import io.github.camelstomp2.client.OutgoingMessage;
import io.github.camelstomp2.client.OutgoingTransaction;
import io.github.camelstomp2.client.SendListener;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.PrintableText;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * The default dead letter queue: on the broker from which the message came, by the same connection, with the octets and
 * headers that came.
 */
final class StompDeadLetterTarget implements FailurePolicy.DeadLetterTarget {
    /** Artemis drops a second message of this id, with a receipt; other ids are still those of this message. */
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    private final StompConnection connection;
    private final Stomp2Binding binding;
    private final HeaderFilterStrategy filter;
    private final String queue;

    StompDeadLetterTarget(
            StompConnection connection, Stomp2Binding binding, HeaderFilterStrategy filter, String queue) {
        this.connection = connection;
        this.binding = binding;
        this.filter = filter;
        this.queue = queue;
    }

    @Override
    public String name() {
        return queue;
    }

    @Override
    public void send(FailurePolicy.Failed failed, Map<String, String> failureHeaders, FailurePolicy.Done done) {
        StompFrame original = failed.delivery().frame();
        StompHeaders wanted = headers(failed, failureHeaders);
        send(failed, letter(original, wanted), failure -> {
            if (failure instanceof StompInvalidFrameException) {
                // 1.0 and 1.1 let a broker write what a client must not, a carriage return: better a dead letter with
                // that made visible than a message which comes again for ever.
                send(failed, letter(original, visible(wanted)), done::ended);
            } else {
                done.ended(failure);
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
            connection.send(new OutgoingTransaction(List.of(letter), failed.delivery(), letter.timeout()), listener);
        }
    }

    private OutgoingMessage letter(StompFrame original, StompHeaders headers) {
        return binding.deadLetter(queue, headers, original.body(), isText(original));
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
        return BrokerDialects.orGeneric(connection.dialect()).isTextMessage(original.headers());
    }
}
