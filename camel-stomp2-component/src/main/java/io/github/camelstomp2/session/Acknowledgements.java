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
package io.github.camelstomp2.session;

import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Writes ACK and NACK as the ack mode of each subscription and the version want them. */
final class Acknowledgements implements CumulativeAcknowledgements.Writer {
    private final Consumer<StompFrame> out;
    private final Map<SessionSubscription, CumulativeAcknowledgements> bySubscription = new LinkedHashMap<>();
    private final CumulativeAcknowledgements ofConnection = new CumulativeAcknowledgements();
    private boolean spansConnection;

    Acknowledgements(Consumer<StompFrame> out) {
        this.out = out;
    }

    void spanConnection() {
        spansConnection = true;
    }

    void delivered(Delivery delivery) {
        if (delivery.subscription().ackMode() == AckMode.CLIENT) {
            cumulative(delivery.subscription()).delivered(delivery);
        }
    }

    /** Acknowledges: at once when each message stands for itself, at the next {@link #flush} when cumulative. */
    void answerAck(Delivery delivery) {
        switch (delivery.subscription().ackMode()) {
            case AUTO -> {
                // The broker took it for acknowledged when it sent it; an ACK would be an error there.
            }
            case CLIENT -> cumulative(delivery.subscription()).ack(delivery);
            case CLIENT_INDIVIDUAL -> ack(delivery);
        }
    }

    void answerNack(Delivery delivery, StompHeaders extra) {
        switch (delivery.subscription().ackMode()) {
            case AUTO -> {
                // As above.
            }
            case CLIENT -> cumulative(delivery.subscription()).nack(delivery, extra);
            case CLIENT_INDIVIDUAL -> nack(delivery, extra);
        }
    }

    void flush() {
        if (spansConnection) {
            ofConnection.flush(this);
        } else {
            bySubscription.values().forEach(cumulative -> cumulative.flush(this));
        }
    }

    void forget(SessionSubscription subscription) {
        ofConnection.forget(subscription);
        bySubscription.remove(subscription);
    }

    private CumulativeAcknowledgements cumulative(SessionSubscription subscription) {
        return spansConnection
                ? ofConnection
                : bySubscription.computeIfAbsent(subscription, key -> new CumulativeAcknowledgements());
    }

    @Override
    public void ack(Delivery delivery) {
        out.accept(new StompFrame(
                StompCommand.ACK,
                delivery.version().acknowledgementOf(delivery.frame().headers())));
    }

    @Override
    public void nack(Delivery delivery, StompHeaders extra) {
        StompHeaders.Builder headers =
                delivery.version().acknowledgementOf(delivery.frame().headers()).toBuilder();
        extra.forEach(headers::add);
        out.accept(new StompFrame(StompCommand.NACK, headers.build()));
    }
}
