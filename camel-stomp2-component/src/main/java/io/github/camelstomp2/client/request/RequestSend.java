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
package io.github.camelstomp2.client.request;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.client.send.PendingSend;
import io.github.camelstomp2.client.send.PendingWork;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import org.jspecify.annotations.Nullable;

/**
 * The message of a request, on its way to the broker. It is written when its reply can be received, and not again after
 * the request has ended. Event loop only.
 */
final class RequestSend extends PendingSend {
    /** The request to which the message belongs. */
    interface Request {
        /** The send has ended. */
        void sent(@Nullable StompException failure);

        /** The message to write now. */
        OutgoingMessage message();

        /** Whether its reply can be received. */
        boolean canBeReplied();

        boolean isEnded();
    }

    private final Request request;

    RequestSend(Request request, OutgoingMessage message, PendingWork.Owner sends, long nowNanos) {
        super(message, request::sent, sends, nowNanos);
        this.request = request;
    }

    /** The name of the reply queue is known only now, and may differ from that of the last attempt. */
    @Override
    protected StompFrame frame(BrokerDialect spoken) {
        return sends().frames().of(request.message(), spoken);
    }

    @Override
    protected boolean isReady() {
        return request.canBeReplied();
    }

    @Override
    protected void connectionLost(StompException cause) {
        if (request.isEnded()) {
            end(null);
        } else {
            super.connectionLost(cause);
        }
    }

    /** The request has ended: if the message is not written yet, it is not written any more. */
    void requestEnded() {
        if (!wasWritten()) {
            end(null);
        }
    }
}
