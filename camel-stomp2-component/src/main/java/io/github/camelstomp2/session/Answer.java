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
 * The decision about a message.
 *
 * @param kind which decision
 * @param extra for a NACK: the headers that the broker needs beyond the message's id
 */
record Answer(Kind kind, StompHeaders extra) {
    enum Kind {
        /** A cumulative ACK is to cover it. */
        ACK,
        /** It is to be refused when all messages before it are answered. */
        NACK,
        /** Its ACK was sent as part of a transaction that has not ended. */
        IN_TRANSACTION,
        /** Its own ACK or NACK was sent. */
        WRITTEN
    }

    static final Answer ACK = new Answer(Kind.ACK, StompHeaders.EMPTY);
    static final Answer IN_TRANSACTION = new Answer(Kind.IN_TRANSACTION, StompHeaders.EMPTY);
    static final Answer WRITTEN = new Answer(Kind.WRITTEN, StompHeaders.EMPTY);

    static Answer nack(StompHeaders extra) {
        return new Answer(Kind.NACK, extra);
    }
}
