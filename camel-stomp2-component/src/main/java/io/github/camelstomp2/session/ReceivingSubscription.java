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

/** A subscription and the sink for its messages. */
final class ReceivingSubscription extends SessionSubscription {
    private final DeliverySink sink;

    ReceivingSubscription(String id, String destination, AckMode ackMode, DeliverySink sink) {
        super(id, destination, ackMode);
        this.sink = sink;
    }

    DeliverySink sink() {
        return sink;
    }

    @Override
    boolean takesOne() {
        return sink.takesOne();
    }

    @Override
    boolean givesBack() {
        return sink.givesBack();
    }

    @Override
    void tellAnswered() {
        sink.ended();
    }
}
