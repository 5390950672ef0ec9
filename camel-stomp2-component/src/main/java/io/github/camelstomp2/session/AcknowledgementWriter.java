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

import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.function.Consumer;

/** Writes ACK and NACK frames in the version of the message's session. */
final class AcknowledgementWriter {
    private final Consumer<StompFrame> out;

    AcknowledgementWriter(Consumer<StompFrame> out) {
        this.out = out;
    }

    void ack(Delivery delivery) {
        out.accept(new StompFrame(StompCommand.ACK, delivery.id()));
    }

    void ack(Delivery delivery, String transaction) {
        out.accept(new StompFrame(
                StompCommand.ACK,
                delivery.id().toBuilder()
                        .add(StompHeaderNames.TRANSACTION, transaction)
                        .build()));
    }

    void nack(Delivery delivery, StompHeaders extra) {
        out.accept(nackFrame(delivery, extra));
    }

    void nack(Delivery delivery, StompHeaders extra, String transaction) {
        StompFrame frame = nackFrame(delivery, extra);
        out.accept(frame.withHeaders(frame.headers().toBuilder()
                .set(StompHeaderNames.TRANSACTION, transaction)
                .build()));
    }

    private static StompFrame nackFrame(Delivery delivery, StompHeaders extra) {
        StompHeaders.Builder headers = delivery.id().toBuilder();
        extra.forEach(headers::add);
        return new StompFrame(StompCommand.NACK, headers.build());
    }
}
