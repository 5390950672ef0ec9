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

import io.github.camelstomp2.client.websocket.WebSocketRun.Outcome;
import io.github.camelstomp2.codec.StompLimits;
import io.github.camelstomp2.fuzz.Chunking;
import java.util.List;

/**
 * A target of the fuzzer: what a server writes into a WebSocket, and how the network cuts it. What comes out is the same however
 * it is cut, it is what {@link FrameReference} and the STOMP decoder make of it, each PING is answered once, little is held, no
 * buffer is kept, and behind a close frame or an error nothing comes out.
 */
public final class WebSocketFuzz {
    /** Beside what the STOMP decoder may hold: {@code DecoderFuzz} says how much that is. */
    private static final int HELD_ALWAYS = 48 * 1024;

    private static final int COMPRESSED = 1;
    private static final int MUCH = 4 * 1024;

    private static final List<StompLimits> LIMITS = List.of(
            StompLimits.DEFAULT,
            new StompLimits(20, 4, 24, 64),
            new StompLimits(100, 8, 100, 300),
            new StompLimits(70_000, 200, 5_000, 20_000));

    private WebSocketFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        ServerOctets input = new ServerOctets(data);
        StompLimits limits = LIMITS.get(input.next() % LIMITS.size());
        boolean compression = (input.next() & COMPRESSED) != 0;
        int cut = input.next();
        byte[] octets = input.wire(compression);
        // Much in pieces of an octet would take as long as hundreds of other cases.
        Chunking chunking = octets.length > MUCH ? Chunking.of(64 + cut) : Chunking.by(cut);

        WebSocketRun run = new WebSocketRun(limits, compression);
        Outcome whole = run.read(octets, Chunking.whole());
        Outcome pieces = run.read(octets, chunking);
        Outcome expected = run.expected(FrameReference.read(octets, compression));
        check(whole.isLike(pieces), "whole", whole, "in pieces", pieces);
        check(whole.isLike(expected), "expected", expected, "read", whole);
        long bound = HELD_ALWAYS + 16L * limits.maxHeadSize() + 4L * limits.maxFrameSize();
        check(Math.max(whole.held(), pieces.held()) <= bound, "bound", bound, "held", pieces.held());
    }

    private static void check(boolean promise, String oneName, Object one, String otherName, Object other) {
        if (!promise) {
            throw new AssertionError(oneName + ": " + one + ", " + otherName + ": " + other);
        }
    }
}
