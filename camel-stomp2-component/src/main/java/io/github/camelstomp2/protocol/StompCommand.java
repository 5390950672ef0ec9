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
package io.github.camelstomp2.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The commands of STOMP 1.0 to 1.2 (1.2, "Augmented BNF"). Each knows whether client or broker sends it, and whether
 * its frame may have a body.
 */
public enum StompCommand {
    CONNECT(Sender.CLIENT, false),
    SEND(Sender.CLIENT, true),
    SUBSCRIBE(Sender.CLIENT, false),
    UNSUBSCRIBE(Sender.CLIENT, false),
    ACK(Sender.CLIENT, false),
    NACK(Sender.CLIENT, false),
    BEGIN(Sender.CLIENT, false),
    COMMIT(Sender.CLIENT, false),
    ABORT(Sender.CLIENT, false),
    DISCONNECT(Sender.CLIENT, false),
    CONNECTED(Sender.BROKER, false),
    MESSAGE(Sender.BROKER, true),
    RECEIPT(Sender.BROKER, false),
    ERROR(Sender.BROKER, true);

    private enum Sender {
        CLIENT,
        BROKER
    }

    private static final StompCommand[] FROM_BROKER = {MESSAGE, RECEIPT, ERROR, CONNECTED};

    private final Sender sender;
    private final boolean mayHaveBody;

    StompCommand(Sender sender, boolean mayHaveBody) {
        this.sender = sender;
        this.mayHaveBody = mayHaveBody;
    }

    /** Whether brokers send this command. Clients send all others. */
    public boolean isFromBroker() {
        return sender == Sender.BROKER;
    }

    /** Whether a frame of this command may carry a body: only SEND, MESSAGE and ERROR may (1.2, "Body"). */
    public boolean mayHaveBody() {
        return mayHaveBody;
    }

    /** CONNECT and CONNECTED are written without escapes in every version (1.2, "Value Encoding"). */
    public boolean isConnectPhase() {
        return this == CONNECT || this == CONNECTED;
    }

    /** The broker's command of this name, or {@code null} when there is none: names are case-sensitive. */
    static @Nullable StompCommand fromBroker(String name) {
        for (StompCommand command : FROM_BROKER) {
            if (command.name().equals(name)) {
                return command;
            }
        }
        return null;
    }
}
