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
package io.github.camelstomp2.codec;

import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompHeaderNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Commands and header names of the protocol as octets, to be recognised without making a String and written without
 * looking at each character.
 */
final class KnownText {
    private static final String[] NAMES = {
        StompHeaderNames.ACCEPT_VERSION,
        StompHeaderNames.ACK,
        StompHeaderNames.CLIENT_ID,
        StompHeaderNames.CONTENT_ENCODING,
        StompHeaderNames.CONTENT_LENGTH,
        StompHeaderNames.CONTENT_TYPE,
        StompHeaderNames.CORRELATION_ID,
        StompHeaderNames.DESTINATION,
        StompHeaderNames.HEART_BEAT,
        StompHeaderNames.HOST,
        StompHeaderNames.ID,
        StompHeaderNames.LOGIN,
        StompHeaderNames.MESSAGE,
        StompHeaderNames.MESSAGE_ID,
        StompHeaderNames.PASSCODE,
        StompHeaderNames.PERSISTENT,
        StompHeaderNames.RECEIPT,
        StompHeaderNames.RECEIPT_ID,
        StompHeaderNames.REDELIVERED,
        StompHeaderNames.REPLY_TO,
        StompHeaderNames.SERVER,
        StompHeaderNames.SESSION,
        StompHeaderNames.SUBSCRIPTION,
        StompHeaderNames.TIMESTAMP,
        StompHeaderNames.TRANSACTION,
        StompHeaderNames.VERSION,
    };

    // A power of two, sparse enough that most names stand alone in their slot.
    private static final int SLOTS = 128;

    private static final Entry[][] NAME_SLOTS = nameSlots();
    private static final Map<String, byte[]> NAME_OCTETS = nameOctets();
    private static final StompCommand[] COMMANDS = StompCommand.values();
    private static final byte[][] COMMAND_OCTETS = commandOctets();

    private static final class Entry {
        final String name;
        final byte[] octets;

        Entry(String name) {
            this.name = name;
            this.octets = octets(name);
        }
    }

    private KnownText() {}

    /** The constant of {@link StompHeaderNames} that these octets, one at least, are; or {@code null}. */
    static @Nullable String headerName(byte[] bytes, int from, int to) {
        for (Entry entry : NAME_SLOTS[slot(bytes[from], bytes[to - 1], to - from)]) {
            if (Arrays.equals(entry.octets, 0, entry.octets.length, bytes, from, to)) {
                return entry.name;
            }
        }
        return null;
    }

    /** The octets of a constant of {@link StompHeaderNames}, or {@code null} for any other name. Not to be changed. */
    static byte @Nullable [] headerName(String name) {
        return NAME_OCTETS.get(name);
    }

    /** The broker's command that these octets are, or {@code null}. */
    static @Nullable StompCommand brokerCommand(byte[] bytes, int from, int to) {
        for (StompCommand command : COMMANDS) {
            byte[] octets = command(command);
            if (command.isFromBroker() && Arrays.equals(octets, 0, octets.length, bytes, from, to)) {
                return command;
            }
        }
        return null;
    }

    /** The octets of a command. Not to be changed. */
    static byte[] command(StompCommand command) {
        return COMMAND_OCTETS[command.ordinal()];
    }

    private static int slot(byte first, byte last, int length) {
        return (first * 7 + last * 31 + length) & (SLOTS - 1);
    }

    private static Entry[][] nameSlots() {
        Entry[][] slots = new Entry[SLOTS][0];
        for (String name : NAMES) {
            Entry entry = new Entry(name);
            byte[] octets = entry.octets;
            int slot = slot(octets[0], octets[octets.length - 1], octets.length);
            Entry[] grown = Arrays.copyOf(slots[slot], slots[slot].length + 1);
            grown[grown.length - 1] = entry;
            slots[slot] = grown;
        }
        return slots;
    }

    private static Map<String, byte[]> nameOctets() {
        Map<String, byte[]> octets = new HashMap<>(4 * NAMES.length);
        for (String name : NAMES) {
            octets.put(name, octets(name));
        }
        return octets;
    }

    private static byte[][] commandOctets() {
        byte[][] octets = new byte[COMMANDS.length][];
        for (StompCommand command : COMMANDS) {
            octets[command.ordinal()] = octets(command.name());
        }
        return octets;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
