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
package io.github.camelstomp2.fuzz;

import io.github.camelstomp2.codec.StompFrameEncoder;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.testbed.StrictStompParser;
import io.github.camelstomp2.testbed.WireFrame;
import io.github.camelstomp2.testbed.WireHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Holds an encoder to its promise: exactly the frames that the version can represent are written, so that a strict reader
 * reads the same, alone and in a {@link WritingChannel}; all others are refused and leave no octet behind.
 */
public final class EncoderRun {
    private final StompVersion version;
    private final StompFrameEncoder encoder = new StompFrameEncoder();
    private final WritingChannel channel;

    public EncoderRun(StompVersion version) {
        this.version = version;
        encoder.version(version);
        channel = new WritingChannel(version);
    }

    /** Writes a frame of a client, or sees it refused. */
    public void write(StompFrame frame) {
        ByteBuf out = Unpooled.buffer(16).writeByte('#');
        boolean written = encode(frame, out);
        boolean representable = isRepresentable(frame);
        if (written != representable) {
            throw new AssertionError(frame + " was " + (written ? "" : "not ") + "written in " + version);
        }
        if (!written) {
            check(out.readableBytes() == 1, "octets of a refused frame", frame, out);
            channel.refuse(frame);
            return;
        }
        byte[] octets = ByteBufUtil.getBytes(out, 1, out.readableBytes() - 1);
        WireFrame read = StrictStompParser.parseOne(version.number(), octets);
        check(read.command().equals(frame.command().name()), "command", frame, read);
        check(read.headers().equals(expectedHeaders(frame)), "headers", frame, read);
        check(Arrays.equals(read.body(), frame.body()), "body", frame, read);
        channel.write(frame, octets);
    }

    /** The frames since the last one go out. */
    public void flush() {
        channel.flush();
    }

    void heartBeat() {
        channel.heartBeat();
    }

    /** The channel is closed. */
    public void end() {
        channel.end();
    }

    private boolean encode(StompFrame frame, ByteBuf out) {
        try {
            encoder.encode(frame, out);
            return true;
        } catch (StompInvalidFrameException e) {
            return false;
        }
    }

    private static List<WireHeader> expectedHeaders(StompFrame frame) {
        List<WireHeader> headers = new ArrayList<>();
        frame.headers().forEach((name, value) -> headers.add(new WireHeader(name, value)));
        headers.removeIf(header -> header.name().equals("content-length"));
        if (frame.body().length > 0 && frame.writesContentLength()) {
            headers.add(new WireHeader("content-length", "" + frame.body().length));
        }
        return headers;
    }

    private boolean isRepresentable(StompFrame frame) {
        boolean[] representable = {frame.writesContentLength() || noneIn(frame.body(), (byte) 0)};
        boolean connect = frame.command() == StompCommand.CONNECT;
        frame.headers().forEach((name, value) -> {
            if (!name.equals("content-length")) {
                representable[0] &= isName(name, connect) && isText(value, connect);
            }
        });
        return representable[0];
    }

    private boolean isName(String name, boolean connect) {
        boolean colons = !connect && version != StompVersion.V1_0;
        boolean blanks = version != StompVersion.V1_0 || name.matches("(?s)[^ \t](.*[^ \t])?");
        return !name.isEmpty() && isText(name, connect) && (colons || name.indexOf(':') < 0) && blanks;
    }

    private boolean isText(String text, boolean connect) {
        boolean lineFeeds = !connect && version != StompVersion.V1_0;
        boolean carriageReturns = !connect && version == StompVersion.V1_2;
        return StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && text.indexOf(0) < 0
                && (lineFeeds || text.indexOf('\n') < 0)
                && (carriageReturns || text.indexOf('\r') < 0);
    }

    private static boolean noneIn(byte[] octets, byte octet) {
        for (byte each : octets) {
            if (each == octet) {
                return false;
            }
        }
        return true;
    }

    private static void check(boolean promise, String what, Object one, Object other) {
        if (!promise) {
            throw new AssertionError(what + ": " + one + ", " + other);
        }
    }
}
