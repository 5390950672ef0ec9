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

import static io.github.camelstomp2.protocol.StompVersion.V1_0;
import static io.github.camelstomp2.protocol.StompVersion.V1_1;
import static io.github.camelstomp2.protocol.StompVersion.V1_2;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Octets of a broker and what they mean, a row each. A row says for which versions it holds; without one it is before
 * CONNECTED. Every row is read in one piece, split at each position, and octet by octet.
 */
class DecoderVectorsTest {
    private static final String MIDDLE = "the connection ended in the middle of a frame";

    private static final List<Vector> VALID = new ArrayList<>();
    private static final List<Vector> FATAL = new ArrayList<>();

    static {
        commandsAndHeaders();
        headersOfEachVersion();
        escapes();
        utf8();
        lineEnds();
        bodies();
        betweenFrames();
        beforeConnected();
        brokenHeads();
        brokenEscapesAndText();
        brokenBodies();
        foreignPeers();
        truncated();
    }

    private static void commandsAndHeaders() {
        all("a MESSAGE", "MESSAGE\na:b\n\nbody^@", message("body", "a", "b"));
        all("a frame without headers", "MESSAGE\n\n^@", message(""));
        all("a RECEIPT", "RECEIPT\nreceipt-id:7\n\n^@", frame("RECEIPT", "", "receipt-id", "7"));
        all("an ERROR with a body", "ERROR\nmessage:no\n\nwhy^@", frame("ERROR", "why", "message", "no"));
        all("an empty value", "MESSAGE\na:\n\n^@", message("", "a", ""));
        all("a repeated header: all are kept, in order", "MESSAGE\na:1\na:2\n\n^@", message("", "a", "1", "a", "2"));
        all("names that differ in case", "MESSAGE\na:1\nA:2\n\n^@", message("", "a", "1", "A", "2"));
        all("unescaped colons in a value", "MESSAGE\na:b:c::\n\n^@", message("", "a", "b:c::"));
        all(
                "two frames in a row",
                "MESSAGE\na:1\n\nx^@MESSAGE\na:2\n\ny^@",
                message("x", "a", "1"),
                message("y", "a", "2"));
        all(
                "lines that are longer, shorter, moved and gone after the same line",
                "MESSAGE\na:1\nb:2\nc:3\n\n^@MESSAGE\na:1\nb:22\nc:3\n\n^@MESSAGE\nb:22\nc:3\n\n^@"
                        + "MESSAGE\nb:22\nc:3\nd:\n\n^@RECEIPT\nb:22\n\n^@MESSAGE\nb:2\nc:3\n\n^@",
                message("", "a", "1", "b", "2", "c", "3"),
                message("", "a", "1", "b", "22", "c", "3"),
                message("", "b", "22", "c", "3"),
                message("", "b", "22", "c", "3", "d", ""),
                frame("RECEIPT", "", "b", "22"),
                message("", "b", "2", "c", "3"));
        all(
                "a control character other than the four of the protocol",
                "MESSAGE\na:\u0001\n\n^@",
                message("", "a", "\u0001"));
    }

    private static void headersOfEachVersion() {
        valid(
                "white space is part of name and value",
                "MESSAGE\n a : b\t\n\n^@",
                of(V1_1, V1_2),
                message("", " a ", " b\t"));
        valid(
                "white space around name and value is trimmed",
                "MESSAGE\n a \t: b \t\n\n^@",
                of(V1_0),
                message("", "a", "b"));
        valid("white space within a value stays", "MESSAGE\na: b  c \n\n^@", of(V1_0), message("", "a", "b  c"));
        valid("a value of white space is empty", "MESSAGE\na: \n\n^@", of(V1_0), message("", "a", ""));
        valid(
                "a trimmed content-length counts",
                "MESSAGE\n content-length : 3 \n\na^@b^@",
                of(V1_0),
                message("a^@b", "content-length", "3"));
    }

    private static void escapes() {
        valid("\\n, \\c and \\\\ in a value", "MESSAGE\na:\\n\\c\\\\\n\n^@", of(V1_1, V1_2), message("", "a", "\n:\\"));
        valid("\\r in a value", "MESSAGE\na:x\\ry\n\n^@", of(V1_2), message("", "a", "x\ry"));
        valid("escapes in a name", "MESSAGE\n\\ca\\n\\\\:b\n\n^@", of(V1_1, V1_2), message("", ":a\n\\", "b"));
        valid("escapes are undone once", "MESSAGE\na:\\\\c\\\\n\n\n^@", of(V1_1, V1_2), message("", "a", "\\c\\n"));
        valid(
                "no escapes at all",
                "MESSAGE\na:\\n\\c\\\\\\r\\t\\\n\n^@",
                of(V1_0),
                message("", "a", "\\n\\c\\\\\\r\\t\\"));
        valid("an escaped name counts as that name", "MESSAGE\n\\\\a:1\n\n^@", of(V1_1, V1_2), message("", "\\a", "1"));
        valid(
                "the same escaped line twice",
                "MESSAGE\na\\c:b\\n\n\n^@MESSAGE\na\\c:b\\n\n\n^@",
                of(V1_1, V1_2),
                message("", "a:", "b\n"),
                message("", "a:", "b\n"));
        all("no escapes in a body", "MESSAGE\n\n\\n\\x\\^@", message("\\n\\x\\"));
    }

    private static void utf8() {
        String text = "\u00fc\u20ac\ud83d\ude00\u07ff\u0800\uffff\ud800\udc00\udbff\udfff";
        byte[] octets = Octets.utf8("MESSAGE\n" + text + ":" + text + "\n\n^@");
        for (StompVersion version : StompVersion.values()) {
            VALID.add(
                    new Vector("UTF-8 of two to four octets", version, octets, List.of(message("", text, text)), null));
        }
        valid(
                "UTF-8 beside an escape",
                "MESSAGE\na:\u00c3\u00bc\\c\n\n^@",
                of(V1_1, V1_2),
                message("", "a", "\u00fc:"));
        all("any octets in a body", "MESSAGE\n\n\u00ff\u00c0\u0080^@", message("\u00ff\u00c0\u0080"));
    }

    private static void lineEnds() {
        valid("lines that end with CR LF", "MESSAGE\r\na:b\r\n\r\nx^@", of(V1_0, V1_2), message("x", "a", "b"));
        valid(
                "only one CR belongs to the end of a line",
                "MESSAGE\na:b\r\r\n\n^@",
                of(V1_0, V1_2),
                message("", "a", "b\r"));
        valid("a CR belongs to its value", "MESSAGE\na:b\r\n\n^@", of(V1_1), message("", "a", "b\r"));
        all("a CR within a value", "MESSAGE\na:b\rc\n\n^@", message("", "a", "b\rc"));
        all("a body may begin with line ends", "MESSAGE\n\n\n\r\n^@", message("\n\r\n"));
    }

    private static void bodies() {
        all(
                "NULs within the length",
                "MESSAGE\ncontent-length:3\n\n^@^@^@^@",
                message("^@^@^@", "content-length", "3"));
        all("content-length 0", "MESSAGE\ncontent-length:0\n\n^@", message("", "content-length", "0"));
        all(
                "content-length with zeros before it",
                "MESSAGE\ncontent-length:01\n\nx^@",
                message("x", "content-length", "01"));
        all(
                "the first of two lengths counts",
                "MESSAGE\ncontent-length:1\ncontent-length:9\n\nx^@",
                message("x", "content-length", "1", "content-length", "9"));
        all("a RECEIPT with length 0", "RECEIPT\ncontent-length:0\n\n^@", frame("RECEIPT", "", "content-length", "0"));
        all(
                "the length of a frame does not hold for the next",
                "MESSAGE\ncontent-length:2\n\n^@a^@MESSAGE\n\nabc^@",
                message("^@a", "content-length", "2"),
                message("abc"));
        all(
                "a body that looks like frames",
                "MESSAGE\ncontent-length:20\n\n\n^@MESSAGE\n\nbody^@\n\n\n^@^@",
                message("\n^@MESSAGE\n\nbody^@\n\n\n^@", "content-length", "20"));
    }

    private static void betweenFrames() {
        all("line feeds only", "\n\n\n");
        all(
                "line ends and NULs around frames",
                "\n\r\n^@\nMESSAGE\n\n^@\n\r\n^@^@\r\n\nMESSAGE\n\n^@\r\n",
                message(""),
                message(""));
        all("nothing");
    }

    private static void beforeConnected() {
        one(
                "CONNECTED",
                "CONNECTED\nversion:1.2\nserver:x\n\n^@",
                frame("CONNECTED", "", "version", "1.2", "server", "x"));
        one(
                "line ends before CONNECTED",
                "\n\r\nCONNECTED\nversion:1.1\n\n^@",
                frame("CONNECTED", "", "version", "1.1"));
        one(
                "no escapes in CONNECTED",
                "CONNECTED\nversion:1.2\na:\\n\\x\\\n\n^@",
                frame("CONNECTED", "", "version", "1.2", "a", "\\n\\x\\"));
        one(
                "CR LF in CONNECTED of 1.2",
                "CONNECTED\r\nversion:1.2\r\n\r\n^@",
                frame("CONNECTED", "", "version", "1.2"));
        one("CR LF in CONNECTED of 1.0", "CONNECTED\r\nsession:1\r\n\r\n^@", frame("CONNECTED", "", "session", "1"));
        one("trimmed CONNECTED of 1.0", "CONNECTED\n session : x y \n\n^@", frame("CONNECTED", "", "session", "x y"));
        one(
                "untrimmed CONNECTED of 1.1",
                "CONNECTED\nversion:1.1\n a : b \n\n^@",
                frame("CONNECTED", "", "version", "1.1", " a ", " b "));
        one(
                "the rules change at once for 1.2",
                "CONNECTED\nversion:1.2\na:\\c\n\n^@\nMESSAGE\na:\\c\n\n^@",
                frame("CONNECTED", "", "version", "1.2", "a", "\\c"),
                message("", "a", ":"));
        one(
                "the rules change at once for 1.0",
                "CONNECTED\na:\\c\n\n^@MESSAGE\na:\\c \n\n^@",
                frame("CONNECTED", "", "a", "\\c"),
                message("", "a", "\\c"));
        one(
                "an ERROR with escapes of 1.2",
                "ERROR\nmessage:a\\cb\\n\n\nwhy^@",
                frame("ERROR", "why", "message", "a:b\n"));
        one("an ERROR without escapes", "ERROR\nmessage:C:\\temp\\\n\n^@", frame("ERROR", "", "message", "C:\\temp\\"));
        one("an ERROR with CR LF", "ERROR\r\nmessage:no\r\n\r\n^@", frame("ERROR", "", "message", "no"));
        one("an ERROR, then CONNECTED", "ERROR\n\n^@CONNECTED\n\n^@", frame("ERROR", ""), frame("CONNECTED", ""));
    }

    private static void brokenHeads() {
        allFatal("an unknown command", "HELLO\n\n^@", "not a command of a broker: 'HELLO'");
        allFatal("a command in lower case", "message\n\n^@", "not a command of a broker");
        allFatal("a command of a client", "SEND\n\n^@", "not a command of a broker: 'SEND'");
        allFatal("a command with white space", "MESSAGE \n\n^@", "not a command of a broker");
        allFatal("a command that never ends", "MESSAGEMESSAGE", "not a command of a broker");
        allFatal("a NUL in a command", "MESS^@AGE\n\n^@", "not a command of a broker");
        allFatal("CR without LF between frames", "\rMESSAGE\n\n^@", "a carriage return without a line feed");
        allFatal("many CRs between frames", "\r\r\r\r\r\n", "a carriage return without a line feed");
        allFatal("a header without a colon", "MESSAGE\na:b\nabc\n\n^@", "header line 2 of MESSAGE has no colon");
        allFatal("an empty name", "MESSAGE\n:b\n\n^@", "header line 1 of MESSAGE has an empty name");
        allFatal("a NUL in a name", "MESSAGE\na^@:b\n\n^@", "header line 1 of MESSAGE has a NUL in it");
        allFatal("a NUL in a value", "MESSAGE\na:^@\n\n^@", "header line 1 of MESSAGE has a NUL in it");
        allFatal("a NUL instead of the empty line", "MESSAGE\na:b\n^@", "header line 2 of MESSAGE has a NUL in it");
        allFatal("a second CONNECTED", "CONNECTED\nversion:1.2\n\n^@", "a second CONNECTED");
        fatal("a name of white space", "MESSAGE\n \t:b\n\n^@", of(V1_0), "has an empty name");
        fatal(
                "CR LF at the end of a command",
                "MESSAGE\r\n\r\n^@",
                of(V1_1),
                "not a command of a broker: 'MESSAGE\\r'");
        fatal("CR LF instead of the empty line", "MESSAGE\n\r\n^@", of(V1_1), "header line 1 of MESSAGE has no colon");
        oneFatal("MESSAGE before CONNECTED", "MESSAGE\n\n^@", "MESSAGE before CONNECTED");
        oneFatal("RECEIPT before CONNECTED", "RECEIPT\n\n^@", "RECEIPT before CONNECTED");
        oneFatal("CONNECT before CONNECTED", "CONNECT\n\n^@", "not a command of a broker: 'CONNECT'");
        oneFatal("an unknown version", "CONNECTED\nversion:1.3\n\n^@", "unknown version '1.3'");
        oneFatal("a list of versions", "CONNECTED\nversion:1.1,1.2\n\n^@", "unknown version '1.1,1.2'");
        oneFatal(
                "CR LF in CONNECTED of 1.1",
                "CONNECTED\r\nversion:1.1\r\n\r\n^@",
                "CR LF, which STOMP 1.1 does not allow");
        oneFatal(
                "a version hidden by white space",
                "CONNECTED\nversion :1.2\n\n^@",
                "around the name of its version header");
        oneFatal("a name of white space in CONNECTED", "CONNECTED\n :1\n\n^@", "empty name");
    }

    private static void brokenEscapesAndText() {
        String escape = "a backslash in a header does not begin a defined escape";
        fatal("an undefined escape in a value", "MESSAGE\na:\\t\n\n^@", of(V1_1, V1_2), escape);
        fatal("an undefined escape in a name", "MESSAGE\n\\x:a\n\n^@", of(V1_1, V1_2), escape);
        fatal("an escape of upper case", "MESSAGE\na:\\N\n\n^@", of(V1_1, V1_2), escape);
        fatal("\\r in 1.1", "MESSAGE\na:\\r\n\n^@", of(V1_1), escape);
        fatal("a backslash at the end of a value", "MESSAGE\na:b\\\n\n^@", of(V1_1, V1_2), escape);
        fatal("a backslash at the end of a name", "MESSAGE\na\\:b\n\n^@", of(V1_1, V1_2), escape);
        fatal("a backslash before the end CR LF", "MESSAGE\na:b\\\r\n\n^@", of(V1_2), escape);
        String utf8 = "a header is not valid UTF-8";
        for (String octets : List.of(
                "\u0080",
                "\u00ff",
                "\u00c3",
                "\u00c0\u0080",
                "\u00c1\u00bf",
                "\u00e0\u0080\u0080",
                "\u00ed\u00a0\u0080",
                "\u00ed\u00b0\u0080",
                "\u00f0\u0080\u0080\u0080",
                "\u00f4\u0090\u0080\u0080",
                "\u00f8\u0088\u0080\u0080\u0080",
                "\u00e2\u0082",
                "\u00e2\u0082x",
                "\u00ed\u00a0\u00bd\u00ed\u00b8\u0080")) {
            allFatal("broken UTF-8 in a value", "MESSAGE\na:" + octets + "\n\n^@", utf8);
            allFatal("broken UTF-8 in a name", "MESSAGE\n" + octets + ":a\n\n^@", utf8);
        }
        oneFatal("broken UTF-8 in CONNECTED", "CONNECTED\na:\u00ff\n\n^@", utf8);
    }

    private static void brokenBodies() {
        allFatal("no NUL behind the length", "MESSAGE\ncontent-length:2\n\nabc^@", "no NUL follows the 2 octets");
        allFatal("a body behind length 0", "MESSAGE\ncontent-length:0\n\na^@", "no NUL follows the 0 octets");
        allFatal("a RECEIPT with a body", "RECEIPT\nreceipt-id:1\n\nx^@", "RECEIPT with a body");
        allFatal("a RECEIPT with a length", "RECEIPT\ncontent-length:1\n\nx^@", "RECEIPT with a body");
        oneFatal("a CONNECTED with a body", "CONNECTED\nversion:1.2\n\nx^@", "CONNECTED with a body");
        for (String length : List.of("-1", "abc", "+5", "1e3", "0x10", "1.0", "1,0", "5a", "\u00d9\u00a1")) {
            allFatal(
                    "length " + length,
                    "MESSAGE\ncontent-length:" + length + "\n\n^@",
                    "content-length that is not a number");
        }
        fatal("a length in white space", "MESSAGE\ncontent-length: 5\n\n^@", of(V1_1, V1_2), "that is not a number");
        allFatal("an empty length", "MESSAGE\ncontent-length:\n\n^@", "an empty content-length");
        for (String length : List.of("2147483648", "99999999999999999999", "1".repeat(400), "0".repeat(400))) {
            allFatal(
                    "length " + length,
                    "MESSAGE\ncontent-length:" + length + "\n\n^@",
                    "content-length beyond any limit");
        }
        allFatal("a length of 2 GiB", "MESSAGE\ncontent-length:2147483647\n\n^@", "maxFrameSize is 67108864");
        allFatal(
                "a broken first length before a good one",
                "MESSAGE\ncontent-length:x\ncontent-length:0\n\n^@",
                "content-length that is not a number");
    }

    private static void foreignPeers() {
        oneFatal("a web server", "HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n", "answers in HTTP");
        oneFatal("an SSH server", "SSH-2.0-OpenSSH_9.6\r\n", "is an SSH server");
        oneFatal("a TLS alert", "\u0015\u0003\u0003^@\u0002\u0002(", "answers in TLS");
        oneFatal("a TLS handshake", "\u0016\u0003\u0001^@\u0002", "answers in TLS");
        allFatal("HTTP in a session", "HTTP/1.1 400 Bad Request\r\n", "not a command of a broker");
    }

    private static void truncated() {
        allFatal("a truncated command", "MESS", MIDDLE);
        allFatal("a truncated header", "MESSAGE\na:b", MIDDLE);
        allFatal("a truncated escape", "MESSAGE\na:b\\", MIDDLE);
        allFatal("no body", "MESSAGE\na:b\n\n", MIDDLE);
        allFatal("a truncated body", "MESSAGE\na:b\n\nbod", MIDDLE);
        allFatal("a truncated body with a length", "MESSAGE\ncontent-length:9\n\nbod", MIDDLE);
        allFatal("no NUL behind a body with a length", "MESSAGE\ncontent-length:3\n\nbod", MIDDLE);
        oneFatal("a truncated CONNECTED", "CONNECTED\nversion:1.2\n", MIDDLE);
        oneFatal("a truncated ERROR", "ERROR\n\nbecause", MIDDLE);
    }

    @ParameterizedTest
    @FieldSource("VALID")
    void reads(Vector vector) {
        Reader.Outcome outcome = Reader.readInEveryWay(vector.version, vector.octets);

        assertThat(outcome.fatal()).isNull();
        assertThat(outcome.frames()).isEqualTo(vector.frames);
    }

    @ParameterizedTest
    @FieldSource("FATAL")
    void refuses(Vector vector) {
        Reader.Outcome outcome = Reader.readInEveryWay(vector.version, vector.octets);

        assertThat(outcome.fatal()).contains(vector.fatal);
        assertThat(outcome.frames()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("FATAL")
    void deliversWhatCameBeforeWhatIsFatal(Vector vector) {
        if (vector.version == null) {
            return;
        }
        byte[] first = Octets.of("MESSAGE\nfirst:1\n\nx^@");
        byte[] octets = Arrays.copyOf(first, first.length + vector.octets.length);
        System.arraycopy(vector.octets, 0, octets, first.length, vector.octets.length);

        Reader.Outcome outcome = Reader.readInEveryWay(vector.version, octets);

        assertThat(outcome.frames()).containsExactly(message("x", "first", "1"));
        assertThat(outcome.fatal()).contains(vector.fatal);
    }

    /** Octets of a broker in a session of this version, the frames they are, or what the exception says. */
    record Vector(
            String name,
            @Nullable StompVersion version,
            byte[] octets,
            List<StompFrame> frames,
            @Nullable String fatal) {
        @Override
        public String toString() {
            return (version == null ? "before CONNECTED" : version.number()) + ": " + name;
        }
    }

    private static StompFrame message(String body, String... headers) {
        return frame("MESSAGE", body, headers);
    }

    private static StompFrame frame(String command, String body, String... headers) {
        byte[] octets = body.replace("^@", "\0").getBytes(StandardCharsets.ISO_8859_1);
        return new StompFrame(StompCommand.valueOf(command), StompHeaders.of(headers), octets);
    }

    private static StompVersion[] of(StompVersion... versions) {
        return versions;
    }

    private static void all(String name, String octets, StompFrame... frames) {
        valid(name, octets, StompVersion.values(), frames);
    }

    private static void all(String name) {
        all(name, "");
    }

    private static void valid(String name, String octets, StompVersion[] versions, StompFrame... frames) {
        for (StompVersion version : versions) {
            VALID.add(new Vector(name, version, Octets.of(octets), List.of(frames), null));
        }
    }

    private static void one(String name, String octets, StompFrame... frames) {
        VALID.add(new Vector(name, null, Octets.of(octets), List.of(frames), null));
    }

    private static void allFatal(String name, String octets, String fatal) {
        fatal(name, octets, StompVersion.values(), fatal);
    }

    private static void fatal(String name, String octets, StompVersion[] versions, String fatal) {
        for (StompVersion version : versions) {
            FATAL.add(new Vector(name, version, Octets.of(octets), List.of(), fatal));
        }
    }

    private static void oneFatal(String name, String octets, String fatal) {
        FATAL.add(new Vector(name, null, Octets.of(octets), List.of(), fatal));
    }
}
