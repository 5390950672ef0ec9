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
package io.github.camelstomp2.broker.dialects;

import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Recognises messages that may be map, object or stream messages of JMS. STOMP does not carry their content, and no header says
 * what kind of message it is. Messages that a STOMP client sent are none of them.
 */
final class MissingContents {
    /** The part of a message id that only the sessions of STOMP and MQTT have. Sessions of JMS count from 1. */
    private static final String STOMP_SESSION = ":-1:1:";

    /** The client of JMS that sent the message to Artemis. */
    private static final String JMS_CONNECTION = "__AMQ_CID";

    private MissingContents() {}

    /**
     * ActiveMQ Classic sends these messages without a body. A STOMP client can send them too, with a header that names
     * the translation.
     */
    static boolean onActiveMq(StompFrame message) {
        StompHeaders headers = message.headers();
        return message.body().length == 0
                && !headers.contains(StompHeaderNames.CONTENT_LENGTH)
                && (headers.contains("transformation")
                        || !String.valueOf(headers.get(StompHeaderNames.MESSAGE_ID))
                                .contains(STOMP_SESSION));
    }

    /**
     * Artemis reads the beginning of a map as a text: as an empty one if the map has one entry, else as one that begins
     * with a null character. Object messages come without a body, stream messages do not come at all.
     *
     * @param idOfSender the id that a client of AMQP gave the message; {@code null}: it is not of AMQP
     */
    static boolean onArtemis(StompFrame message, @Nullable String idOfSender) {
        StompHeaders headers = message.headers();
        byte[] body = message.body();
        return (body.length == 0 ? !headers.contains(StompHeaderNames.CONTENT_LENGTH) : body[0] == 0 && isText(headers))
                && (headers.contains(JMS_CONNECTION) || idOfSender != null);
    }

    /** Artemis writes the length of octets before the other headers, and that of a text, or no length, behind them. */
    private static boolean isText(StompHeaders headers) {
        int id = -1;
        int length = headers.size();
        for (int i = 0; i < headers.size(); i++) {
            if (StompHeaderNames.CONTENT_LENGTH.equals(headers.name(i))) {
                length = i;
            } else if (StompHeaderNames.MESSAGE_ID.equals(headers.name(i))) {
                id = i;
            }
        }
        return length > id;
    }
}
