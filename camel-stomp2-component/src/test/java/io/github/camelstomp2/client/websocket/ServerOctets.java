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
package io.github.camelstomp2.client.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/** Octets of a fuzzer, read as choices of what a server writes: mostly frames that are right, and some octets as they are. */
final class ServerOctets {
    private static final List<String> BEGINNINGS =
            List.of("", "CONNECTED\n\n\0", "CONNECTED\nversion:1.1\n\n\0", "CONNECTED\nversion:1.2\n\n\0");

    private static final int LAST = 0x80;
    private static final int COMPRESSED = 0x40;

    // What the first octet of a step makes of it, up to these.
    private static final int SHORT = 150;
    private static final int CONTROL = 190;
    private static final int LONG = 220;
    private static final int CLOSING = 226;
    private static final int LENGTH_ONLY = 236;

    private final byte[] octets;
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private int at;
    private boolean inMessage;

    ServerOctets(byte[] octets) {
        this.octets = octets;
    }

    /** 0 to 255; behind the end 0. */
    int next() {
        return at < octets.length ? octets[at++] & 0xff : 0;
    }

    private byte[] take(int count) {
        byte[] taken = Arrays.copyOfRange(octets, at, Math.min(octets.length, at + count));
        at += taken.length;
        return taken;
    }

    /** All that the server writes. */
    byte[] wire(boolean compression) {
        byte[] beginning = BEGINNINGS.get(next() % BEGINNINGS.size()).getBytes(StandardCharsets.US_ASCII);
        if (beginning.length > 0) {
            data(LAST, beginning);
        }
        while (at < octets.length) {
            step(next(), compression);
        }
        return wire.toByteArray();
    }

    private void step(int choice, boolean compression) {
        if (choice < SHORT) {
            message(choice, take(choice), compression);
        } else if (choice < CONTROL) {
            frame(LAST | (9 + choice % 2), take(choice % 9));
        } else if (choice < LONG) {
            byte[] pattern = take(1 + choice % 32);
            ByteArrayOutputStream repeated = new ByteArrayOutputStream();
            for (int times = 1 + next() * (choice == LONG - 1 ? 20 : 1); times > 0 && pattern.length > 0; times--) {
                repeated.writeBytes(pattern);
            }
            message(choice, repeated.toByteArray(), compression);
        } else if (choice < CLOSING) {
            frame(LAST | 8, take(choice % 8));
        } else if (choice < LENGTH_ONLY) {
            // Oversize, masked or not in the shortest form, and perhaps without what it announces.
            wire.write(next());
            wire.write(choice % 2 == 0 ? 127 : 126 + next() % 2 * LAST);
            wire.writeBytes(take(8));
        } else {
            wire.writeBytes(take(choice % 16));
        }
    }

    private void message(int choice, byte[] payload, boolean compression) {
        boolean last = choice % 3 != 0;
        if (compression && last && !inMessage && choice % 2 == 0) {
            data(LAST | COMPRESSED, deflated(payload));
        } else {
            data(last ? LAST : 0, payload);
        }
    }

    private void data(int flags, byte[] payload) {
        int opcode = inMessage ? 0 : 1 + payload.length % 2;
        inMessage = (flags & LAST) == 0;
        frame(flags | opcode, payload);
    }

    private void frame(int first, byte[] payload) {
        wire.write(first);
        if (payload.length < 126) {
            wire.write(payload.length);
        } else if (payload.length <= 0xFFFF) {
            wire.write(126);
            wire.write(payload.length >> 8);
            wire.write(payload.length);
        } else {
            wire.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                wire.write((int) ((long) payload.length >> shift));
            }
        }
        wire.writeBytes(payload);
    }

    /** RFC 7692, 7.2.1; for itself. */
    private static byte[] deflated(byte[] payload) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        deflater.setInput(payload);
        byte[] out = new byte[payload.length + 64];
        int count = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, Math.max(1, count - 4));
    }
}
