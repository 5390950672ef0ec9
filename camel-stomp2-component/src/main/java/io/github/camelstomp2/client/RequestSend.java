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
package io.github.camelstomp2.client;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;

/** The message of a request on its way: it goes out when its reply could come, and not again when nobody wants that. */
final class RequestSend extends PendingSend {
    private final PendingRequest request;

    RequestSend(PendingRequest request, OutgoingMessage message, PendingSends sends, long nowNanos) {
        super(message, request::sent, sends, nowNanos);
        this.request = request;
    }

    /** The name of the queue for replies is known, and may be another one than that of the last attempt. */
    @Override
    StompFrame frame(BrokerDialect spoken) {
        return sends().frames().of(request.message(), spoken);
    }

    @Override
    boolean isReady() {
        return request.queue().isReady();
    }

    @Override
    void connectionLost(StompException cause) {
        if (request.isEnded()) {
            end(null);
        } else {
            super.connectionLost(cause);
        }
    }

    /** The request has ended: what was not written is not written any more. */
    void requestEnded() {
        if (!wasWritten()) {
            end(null);
        }
    }
}
