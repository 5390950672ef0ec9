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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Frames of a server read in the simplest way (RFC 6455, 5.2, and RFC 7692), all octets at once: the reference for {@link
 * WebSocketReader}.
 */
final class FrameReference {
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final ByteBuffer in;
    private final boolean compression;
    private final Inflater inflater = new Inflater(true);
    private final List<Event> events = new ArrayList<>();
    private boolean inMessage;
    private boolean compressed;

    /** What comes. */
    sealed interface Event {}

    /** Octets of a message, in which it is open how many come at a time. */
    record Octets(byte[] octets) implements Event {}

    /** A message ends. */
    record End() implements Event {}

    /** A PING, to be answered with the same. */
    record Ping(byte[] octets) implements Event {}

    /** The server ends the connection. */
    record Close(int code) implements Event {}

    /** What is not allowed. */
    record Wrong() implements Event {}

    private FrameReference(byte[] octets, boolean compression) {
        in = ByteBuffer.wrap(octets);
        this.compression = compression;
    }

    /** All that comes of these octets; nothing behind {@link Close} and {@link Wrong}. */
    static List<Event> read(byte[] octets, boolean compression) {
        FrameReference reference = new FrameReference(octets, compression);
        while (reference.frame()) {
            // one after the other
        }
        reference.inflater.end();
        return reference.events;
    }

    /** Whether a further one can follow. */
    private boolean frame() {
        if (in.remaining() < 2) {
            return false;
        }
        int first = in.get() & 0xff;
        int second = in.get() & 0xff;
        int lengthOctets = second % 128 == 126 ? 2 : second % 128 == 127 ? 8 : 0;
        if (second >= 128) {
            return wrong();
        } else if (in.remaining() < lengthOctets) {
            return false;
        }
        long length = lengthOctets == 0 ? second : lengthOctets == 2 ? in.getShort() & 0xffff : in.getLong();
        int opcode = first & 15;
        boolean last = first >= 128;
        boolean shortest = lengthOctets == 0 || length > (lengthOctets == 2 ? 125 : 0xffff);
        if (!shortest || !isAllowed(opcode, last, lengthOctets, first & 0x70)) {
            return wrong();
        }
        byte[] payload = new byte[(int) Math.min(length, in.remaining())];
        in.get(payload);
        boolean whole = payload.length == length;
        return opcode >= 8 ? whole && control(opcode, payload) : data(first, payload, whole, last);
    }

    private boolean isAllowed(int opcode, boolean last, int lengthOctets, int reserved) {
        boolean begins = opcode == 1 || opcode == 2;
        if (reserved != 0 && !(reserved == 0x40 && begins && compression)) {
            return false;
        }
        return switch (opcode) {
            case 0 -> inMessage;
            case 1, 2 -> !inMessage;
            case 8, 9, 10 -> last && lengthOctets == 0;
            default -> false;
        };
    }

    private boolean control(int opcode, byte[] payload) {
        if (opcode == 9) {
            events.add(new Ping(payload));
        } else if (opcode == 8) {
            int code = payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
            events.add(new Close(code));
            return false;
        }
        return true;
    }

    private boolean data(int first, byte[] payload, boolean whole, boolean last) {
        if ((first & 15) != 0) {
            compressed = (first & 0x40) != 0;
        }
        inMessage = !last;
        boolean ends = whole && last;
        if (compressed) {
            if (!inflate(payload) || (ends && !inflate(TAIL))) {
                return wrong();
            }
            if (ends && inflater.finished()) {
                inflater.reset();
            }
        } else if (payload.length > 0) {
            events.add(new Octets(payload));
        }
        if (ends) {
            events.add(new End());
        }
        return whole;
    }

    private boolean inflate(byte[] octets) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[1024];
        inflater.setInput(octets);
        boolean right = true;
        try {
            for (int count = inflater.inflate(piece); count > 0; count = inflater.inflate(piece)) {
                all.write(piece, 0, count);
            }
        } catch (DataFormatException e) {
            right = false;
        }
        if (all.size() > 0) {
            events.add(new Octets(all.toByteArray()));
        }
        return right;
    }

    private boolean wrong() {
        events.add(new Wrong());
        return false;
    }

    @Override
    public String toString() {
        return events + ", left " + Arrays.toString(Arrays.copyOfRange(in.array(), in.position(), in.limit()));
    }
}
