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

import io.github.camelstomp2.protocol.StompException;

/**
 * A message came without the header {@code correlation-id}, although the consumer has {@code
 * correlationIdRequired=true}.
 */
public class MissingCorrelationIdException extends StompException {
    private static final long serialVersionUID = 1L;

    /** @param empty whether the header existed, but was empty */
    public MissingCorrelationIdException(boolean empty) {
        super((empty ? "the header correlation-id is empty" : "the header correlation-id is missing")
                + ", and correlationIdRequired=true");
    }

    /**
     * No stack trace: it would say nothing about the message, and a sender that forgets the header forgets it in every
     * message.
     */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
