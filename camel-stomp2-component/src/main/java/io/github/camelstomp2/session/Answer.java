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

import io.github.camelstomp2.protocol.StompHeaders;

/**
 * What was decided about a message.
 *
 * @param kind what it is
 * @param extra for a NACK: what the broker needs beyond the message's id
 */
record Answer(Kind kind, StompHeaders extra) {
    enum Kind {
        /** To be covered by a cumulative ACK. */
        ACK,
        /** To be refused, once all before it are answered. */
        NACK,
        /** Its ACK went out with a transaction that has not ended. */
        IN_TRANSACTION,
        /** Its own ACK or NACK went out. */
        WRITTEN
    }

    static final Answer ACK = new Answer(Kind.ACK, StompHeaders.EMPTY);
    static final Answer IN_TRANSACTION = new Answer(Kind.IN_TRANSACTION, StompHeaders.EMPTY);
    static final Answer WRITTEN = new Answer(Kind.WRITTEN, StompHeaders.EMPTY);

    static Answer nack(StompHeaders extra) {
        return new Answer(Kind.NACK, extra);
    }
}
