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

import io.github.camelstomp2.protocol.text.HeaderEscaping;
import io.github.camelstomp2.protocol.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A version of the protocol. This is the only class that knows where the versions differ. */
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

    /** The version as the headers {@code accept-version} and {@code version} hold it, such as {@code 1.2}. */
    public String number() {
        return number;
    }

    /** How the header octets of a frame with this command are escaped in this version. */
    public HeaderEscaping escapingOf(StompCommand command) {
        return command.isConnectPhase() ? HeaderEscaping.NONE : escaping;
    }

    /**
     * Whether white space around names and values is removed. 1.0 does not define it, and brokers of 1.0 add some; 1.1
     * and 1.2 forbid removing it.
     */
    public boolean trimsHeaders() {
        return this == V1_0;
    }

    /**
     * Whether a carriage return before the line feed belongs to the line's end. 1.2 says so ("Augmented BNF"), and
     * brokers of 1.0 write it. In 1.1 it belongs to the value before it.
     */
    public boolean endsLinesWithCarriageReturn() {
        return this != V1_1;
    }

    /** Whether the version has NACK; it came with 1.1. */
    public boolean hasNack() {
        return this != V1_0;
    }

    /** Whether the version has the ack mode {@code client-individual}; it came with 1.1. */
    public boolean hasClientIndividual() {
        return this != V1_0;
    }

    /** Whether the version has heart-beats; they came with 1.1. */
    public boolean hasHeartBeats() {
        return this != V1_0;
    }

    /** Whether a SUBSCRIBE must have an id and each MESSAGE names its subscription; so since 1.1. */
    public boolean namesSubscriptions() {
        return this != V1_0;
    }

    /**
     * The headers by which an ACK or NACK names a message (section "ACK" of each version). 1.2: {@code id}, with the
     * value of the message's {@code ack}. 1.1: {@code message-id} and {@code subscription}. 1.0: {@code message-id},
     * and {@code subscription} where the message has it, because OpenMQ refuses an ACK without it.
     *
     * @param message the headers of the MESSAGE
     * @return no headers if the message cannot be acknowledged: a 1.0 broker need not give it an id
     * @throws StompProtocolException if the message lacks a header that its version requires for this
     */
    public StompHeaders acknowledgementOf(StompHeaders message) {
        return switch (this) {
            case V1_2 -> StompHeaders.of(ID, required(message, ACK));
            case V1_1 ->
                StompHeaders.of(
                        MESSAGE_ID, required(message, MESSAGE_ID), SUBSCRIPTION, required(message, SUBSCRIPTION));
            case V1_0 -> acknowledgementOfFirstVersion(message);
        };
    }

    private static StompHeaders acknowledgementOfFirstVersion(StompHeaders message) {
        String id = message.get(MESSAGE_ID);
        String subscription = message.get(SUBSCRIPTION);
        if (id == null) {
            return StompHeaders.EMPTY;
        }
        return subscription == null
                ? StompHeaders.of(MESSAGE_ID, id)
                : StompHeaders.of(MESSAGE_ID, id, SUBSCRIPTION, subscription);
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
     * @throws StompProtocolException if this client does not know the version
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

    /**
     * The value of {@code accept-version} for these versions, in the same order. The order matters: OpenMQ takes the
     * first one that it knows.
     */
    public static String acceptHeader(List<StompVersion> offered) {
        return offered.stream().distinct().map(StompVersion::number).collect(Collectors.joining(","));
    }
}
