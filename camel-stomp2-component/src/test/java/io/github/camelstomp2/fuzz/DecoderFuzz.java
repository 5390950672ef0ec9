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

import io.github.camelstomp2.codec.StompLimits;
import io.github.camelstomp2.fuzz.DecoderRun.Outcome;
import io.github.camelstomp2.fuzz.ReferenceDecoder.Expected;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Any octets, in any pieces, under any limits. Four octets decide how; what follows them is what the peer sends.
 *
 * <p>Promises: what {@link DecoderRun} checks; the same frames, or an error after the same frames, however the octets are split; those
 * that {@link ReferenceDecoder} expects; and what is held at any time is bounded by the limits, not by what came.
 */
public final class DecoderFuzz {
    // Two heads kept for comparison of 8 KiB each, with the Strings made of them, what is kept of a message that is
    // skipped, and what is not octets.
    private static final int HELD_ALWAYS = 48 * 1024;

    private static final int TWICE = 192;
    private static final int ONE_IN = 256;
    private static final int MANY = 2 * HELD_ALWAYS;

    private static final List<String> BEGINNINGS =
            List.of("", "CONNECTED\n\n\0", "CONNECTED\nversion:1.1\n\n\0", "CONNECTED\nversion:1.2\n\n\0");

    private static final List<StompLimits> LIMITS = List.of(
            StompLimits.DEFAULT,
            new StompLimits(20, 4, 24, 64),
            new StompLimits(100, 8, 100, 300),
            new StompLimits(2_000, 1, 2_000, 1_000),
            new StompLimits(1, 100, 20, 40),
            new StompLimits(70_000, 200, 5_000, 20_000));

    private static final DecoderRun RUN = new DecoderRun();

    private DecoderFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Choices choices = new Choices(data);
        String beginning = choices.of(BEGINNINGS);
        StompLimits limits = choices.of(LIMITS);
        int cut = choices.next();
        boolean twice = choices.next() >= TWICE;
        // Decided by all octets, so that the fuzzer cannot come to like it: such a case takes as long as hundreds.
        boolean endless = Arrays.hashCode(data) % ONE_IN == 0;
        Chunking chunking = endless ? Chunking.of(64 + cut) : Chunking.by(cut);
        byte[] octets = octets(beginning, choices.rest(), twice, endless);

        Outcome whole = RUN.read(limits, octets, Chunking.whole());
        Outcome chunked = RUN.read(limits, octets, chunking);
        check(whole.isLike(chunked), "whole", whole, "in pieces", chunked);
        Expected expected = ReferenceDecoder.read(limits, octets);
        boolean asExpected = whole.frames().equals(expected.frames()) && (whole.fatal() != null) == expected.fatal();
        check(asExpected, "expected", expected, "read", whole);
        long bound = HELD_ALWAYS + 16L * limits.maxHeadSize() + 4L * limits.maxFrameSize();
        check(Math.max(whole.held(), chunked.held()) <= bound, "bound", bound, "held", chunked.held());
    }

    /** Mostly once; some come twice, and few again and again, until memory that nobody gives back would show. */
    private static byte[] octets(String beginning, byte[] octets, boolean twice, boolean endless) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(beginning.getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(octets);
        if (twice) {
            all.writeBytes(octets);
        }
        while (endless && octets.length > 0 && all.size() < MANY) {
            all.writeBytes(octets);
        }
        return all.toByteArray();
    }

    private static void check(boolean promise, String oneName, Object one, String otherName, Object other) {
        if (!promise) {
            throw new AssertionError(oneName + ": " + one + ", " + otherName + ": " + other);
        }
    }
}
