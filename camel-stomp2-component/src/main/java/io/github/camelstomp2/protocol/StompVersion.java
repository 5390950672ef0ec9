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

import static io.github.camelstomp2.protocol.StompHeaderNames.ACK;
import static io.github.camelstomp2.protocol.StompHeaderNames.ID;
import static io.github.camelstomp2.protocol.StompHeaderNames.MESSAGE_ID;
import static io.github.camelstomp2.protocol.StompHeaderNames.SUBSCRIPTION;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A version of the protocol, and the only place where the versions differ. */
public enum StompVersion {
    V1_0("1.0", HeaderEscaping.NONE),
    V1_1("1.1", HeaderEscaping.V1_1),
    V1_2("1.2", HeaderEscaping.V1_2);

    private final String number;
    private final HeaderEscaping escaping;

    StompVersion(String number, HeaderEscaping escaping) {
        this.number = number;
        this.escaping = escaping;
    }

    /** As it stands in {@code accept-version} and {@code version}: {@code 1.2}. */
    public String number() {
        return number;
    }

    /** How header octets of a frame with this command are written in this version. */
    public HeaderEscaping escapingOf(StompCommand command) {
        return command.isConnectPhase() ? HeaderEscaping.NONE : escaping;
    }

    /** 1.0 leaves white space around names and values open, and brokers pad it; 1.1 and 1.2 forbid trimming. */
    public boolean trimsHeaders() {
        return this == V1_0;
    }

    /**
     * Whether a carriage return before the line feed is part of the line's end. 1.2 says so ("Augmented BNF"), 1.0 brokers
     * did it, and in 1.1 it belongs to the value in which it stands.
     */
    public boolean endsLinesWithCarriageReturn() {
        return this != V1_1;
    }

    /** NACK came with 1.1. */
    public boolean hasNack() {
        return this != V1_0;
    }

    /** Heart-beats came with 1.1. */
    public boolean hasHeartBeats() {
        return this != V1_0;
    }

    /** Since 1.1 a SUBSCRIBE must have an id and each MESSAGE names its subscription. */
    public boolean namesSubscriptions() {
        return this != V1_0;
    }

    /**
     * The headers by which an ACK or NACK names a message: 1.2 {@code id} with the message's {@code ack}; 1.1 {@code
     * message-id} and {@code subscription}; 1.0 {@code message-id} (each version's section "ACK").
     *
     * @param message the headers of the MESSAGE
     * @throws StompProtocolException if the message lacks what its version requires; nothing else is guessed
     */
    public StompHeaders acknowledgementOf(StompHeaders message) {
        return switch (this) {
            case V1_2 -> StompHeaders.of(ID, required(message, ACK));
            case V1_1 ->
                StompHeaders.of(
                        MESSAGE_ID, required(message, MESSAGE_ID), SUBSCRIPTION, required(message, SUBSCRIPTION));
            case V1_0 -> StompHeaders.of(MESSAGE_ID, required(message, MESSAGE_ID));
        };
    }

    private String required(StompHeaders message, String name) {
        String value = message.get(name);
        if (value == null) {
            throw new StompProtocolException(
                    "MESSAGE without the header '" + name + "', which STOMP " + number + " requires to acknowledge it");
        }
        return value;
    }

    /**
     * The version of a session, from the {@code version} header of CONNECTED.
     *
     * @param header the header's value; {@code null} means 1.0 (1.2, "Protocol Negotiation")
     * @throws StompProtocolException if it is none of those
     */
    public static StompVersion negotiated(@Nullable String header) {
        if (header == null) {
            return V1_0;
        }
        for (StompVersion version : values()) {
            if (version.number.equals(header)) {
                return version;
            }
        }
        throw new StompProtocolException("CONNECTED with an unknown version '" + PrintableText.of(header) + "'");
    }

    /**
     * The versions of a comma separated list such as {@code 1.2,1.1,1.0}, in the order of the list.
     *
     * @throws IllegalArgumentException if the list is empty or holds anything else
     */
    public static List<StompVersion> parseList(String list) {
        List<StompVersion> versions = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            versions.add(parse(item.trim()));
        }
        return List.copyOf(versions);
    }

    private static StompVersion parse(String number) {
        for (StompVersion version : values()) {
            if (version.number.equals(number)) {
                return version;
            }
        }
        throw new IllegalArgumentException("'" + number + "' is not a STOMP version; allowed are 1.0, 1.1 and 1.2");
    }

    /** The value of {@code accept-version} that offers these, lowest first as the specification writes it. */
    public static String acceptHeader(List<StompVersion> offered) {
        return offered.stream().sorted().map(StompVersion::number).collect(Collectors.joining(","));
    }
}
