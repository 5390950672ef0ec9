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
package io.github.camelstomp2.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.camelstomp2.websocket.WebSocketConnection;
import java.io.ByteArrayOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.params.provider.Arguments;

/** What servers may write, and what the component has to say to it: each what it is, its start, what follows, words. */
final class HostileWebSockets {
    private static final int LAST = 0x80;
    private static final int COMPRESSED = 0x40;
    private static final int TEXT = 1;
    private static final int MANY = 100_000;
    private static final int BOMB = 64 * 1024 * 1024;

    /** 101, but not yet all of it. */
    private static final String AGREES =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";

    private static final String MESSAGE = "MESSAGE\ndestination:/queue/in\nmessage-id:1\nsubscription:s-99\n";

    private HostileWebSockets() {}

    private static byte[] octets(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] frame(int first, String payload) {
        return WebSocketConnection.frame(first, octets(payload), false);
    }

    private static byte[] hex(String digits) {
        return java.util.HexFormat.of().parseHex(digits);
    }

    private static byte[] together(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static Arguments server(String what, byte[] start, byte[] endless, String words) {
        return Arguments.of(what, start, endless, words);
    }

    private static Arguments answer(String what, String start, String endless, String words) {
        return server(what, octets(start), octets(endless), words);
    }

    static Stream<Arguments> answersThatAreNone() {
        return Stream.of(
                answer("a status line without end", "HTTP/1.1 101 ", "x", "its answer cannot be read"),
                answer("headers without end", AGREES, "a: b\r\n", "its answer cannot be read"),
                answer("a header without end", AGREES + "a: ", "b", "its answer cannot be read"),
                answer("no HTTP", "", "x", "its answer cannot be read"),
                answer(
                        "another key",
                        AGREES + "Sec-WebSocket-Accept: d3Jvbmc=\r\n\r\n",
                        "x",
                        "is not for this request"),
                answer("no key", AGREES + "\r\n", "x", "lacks Sec-WebSocket-Accept"),
                answer("100 without end", "", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP 100"),
                answer("a page without end", "HTTP/1.1 200 OK\r\n\r\n", "x", "HTTP 200"),
                answer(
                        "chunks without end",
                        "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "1\r\nx\r\n",
                        "HTTP 404"));
    }

    static Stream<Arguments> serversThatGoWrongLater() {
        byte[] x = octets("x");
        byte[] endlessFrame = hex("017f4000000000000000");
        return Stream.of(
                server(
                        "a masked frame",
                        WebSocketConnection.frame(LAST | TEXT, x, true),
                        x,
                        "the server masked a frame"),
                server("reserved bits", frame(0xF1, "x"), x, "reserved bits set"),
                server("an opcode that is not defined", frame(0x83, "x"), x, "opcode 3 is not defined"),
                server("a PING in fragments", frame(0x09, "x"), x, "a control frame is fragmented or longer than 125"),
                server("a PING of 200", frame(0x89, "x".repeat(200)), x, "fragmented or longer than 125"),
                server("a continuation of nothing", frame(LAST, "x"), x, "a continuation of no message"),
                server(
                        "a message inside another one",
                        together(frame(TEXT, "M"), frame(LAST | TEXT, "x")),
                        x,
                        "a message begins inside another one"),
                server("a length in too many octets", hex("817e0005"), x, "not written in the shortest way"),
                server("a negative length", hex("817f8000000000000001"), x, "not written in the shortest way"),
                server(
                        "a body without end in one frame",
                        together(endlessFrame, octets("MESSAGE\n\n")),
                        x,
                        "MESSAGE has a body of more than 8388608 B"),
                server(
                        "a body without end in small fragments", // 512 MiB of it are read
                        frame(TEXT, "MESSAGE\n\n"),
                        frame(0, "x".repeat(500)),
                        "MESSAGE has a body of more than 8388608 B"),
                server(
                        "headers without end", // 64 MiB of them are read
                        frame(TEXT, "MESSAGE\n"),
                        frame(0, "a:b\n".repeat(25)),
                        "more than 1000 headers"),
                server("no STOMP", endlessFrame, octets("X"), "not a command of a broker: 'XXXX"),
                server(
                        "what cannot be inflated",
                        WebSocketConnection.frame(LAST | COMPRESSED | TEXT, hex("ffffff"), false),
                        x,
                        "cannot be inflated"),
                server(
                        "a compressed message of which nothing is STOMP",
                        WebSocketConnection.frame(LAST | COMPRESSED | TEXT, deflated("X", BOMB), false),
                        x,
                        "not a command of a broker: 'XXXX"));
    }

    static Stream<Arguments> harmlessServers() {
        byte[] inFragments = together(
                frame(TEXT, MESSAGE),
                frame(LAST | 9, "?"),
                frame(0, "\n"),
                frame(LAST | 10, ""),
                frame(0, ""),
                frame(LAST, "body\0"));
        return Stream.of(
                Arguments.of("PINGs whose answers nobody reads", frame(LAST | 9, "x".repeat(125)), MANY),
                Arguments.of("PONGs that nobody asked for", frame(LAST | 10, "x"), MANY),
                Arguments.of("empty messages", frame(LAST | TEXT, ""), MANY),
                Arguments.of("heart-beats", frame(LAST | TEXT, "\n"), MANY),
                Arguments.of("messages in fragments with PINGs between them", inFragments, MANY / 10),
                Arguments.of(
                        "compressed messages of 64 MiB",
                        WebSocketConnection.frame(LAST | COMPRESSED | TEXT, deflated(MESSAGE + "\n", BOMB), false),
                        5));
    }

    /** This, and so many NULs or octets like its last one, which become a thousandth. */
    private static byte[] deflated(String start, int count) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[64 * 1024];
        deflater.setInput(octets(start));
        drain(deflater, out, piece, Deflater.NO_FLUSH);
        byte[] many = octets((start.endsWith("\n") ? "x" : start).repeat(64 * 1024));
        for (int done = 0; done < count; done += many.length) {
            deflater.setInput(many);
            drain(deflater, out, piece, Deflater.NO_FLUSH);
        }
        deflater.setInput(new byte[1]);
        drain(deflater, out, piece, Deflater.SYNC_FLUSH);
        deflater.end();
        byte[] all = out.toByteArray();
        return java.util.Arrays.copyOf(all, all.length - 4);
    }

    private static void drain(Deflater deflater, ByteArrayOutputStream out, byte[] piece, int flush) {
        int count = deflater.deflate(piece, 0, piece.length, flush);
        while (count > 0) {
            out.write(piece, 0, count);
            count = deflater.deflate(piece, 0, piece.length, flush);
        }
    }
}
