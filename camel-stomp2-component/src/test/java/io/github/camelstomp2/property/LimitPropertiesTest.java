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
package io.github.camelstomp2.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.codec.StompLimits;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.fuzz.Chunking;
import io.github.camelstomp2.fuzz.DecoderRun;
import io.github.camelstomp2.fuzz.DecoderRun.Outcome;
import io.github.camelstomp2.protocol.StompVersion;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Each limit, at every value and in every version: so much is read. With one more a MESSAGE is skipped and known by what it
 * takes to answer it, and what is behind it is read; an ERROR is refused as soon as one more came.
 */
@Holds({Rule.LIMIT_LINE, Rule.LIMIT_HEADERS, Rule.LIMIT_HEAD, Rule.LIMIT_BODY})
class LimitPropertiesTest {
    private static final int ENOUGH = 10_000;
    private static final DecoderRun RUN = new DecoderRun();

    @Property
    void maxFrameSizeOfAMeasuredBody(
            @ForAll StompVersion version, @ForAll @IntRange(min = 1, max = 2_000) int max, @ForAll Pieces pieces) {
        StompLimits limits = new StompLimits(max, ENOUGH, ENOUGH, ENOUGH);
        String fits = "MESSAGE\ncontent-length:" + max + "\n\n" + "x".repeat(max) + "\0";
        String tooLong = "MESSAGE\ncontent-length:" + (max + 1) + "\n\n";

        check(limits, version, pieces, fits, tooLong, "\n".repeat(max + 1), "maxFrameSize");
    }

    @Property
    void maxFrameSizeOfABodyThatIsNot(
            @ForAll StompVersion version, @ForAll @IntRange(min = 1, max = 2_000) int max, @ForAll Pieces pieces) {
        StompLimits limits = new StompLimits(max, ENOUGH, ENOUGH, ENOUGH);
        String head = "MESSAGE\na:b\n\n";

        check(limits, version, pieces, head + "x".repeat(max) + "\0", head + "x".repeat(max + 1), "", "maxFrameSize");
    }

    @Property
    void maxHeaders(
            @ForAll StompVersion version, @ForAll @IntRange(min = 1, max = 150) int max, @ForAll Pieces pieces) {
        StompLimits limits = new StompLimits(ENOUGH, max, ENOUGH, ENOUGH);
        String full = "MESSAGE\n" + "a:b\n".repeat(max);

        check(limits, version, pieces, full + "\n\0", full + "a", ":b\n\n", "maxHeaders");
    }

    @Property
    void maxHeaderLength(
            @ForAll StompVersion version, @ForAll @IntRange(min = 11, max = 2_000) int max, @ForAll Pieces pieces) {
        StompLimits limits = new StompLimits(ENOUGH, ENOUGH, max, ENOUGH);
        String full = "MESSAGE\na:" + "x".repeat(max - 2);

        check(limits, version, pieces, full + "\n\n\0", full + "x", "\n\n", "maxHeaderLength");
    }

    @Property
    void maxHeadSize(
            @ForAll StompVersion version, @ForAll @IntRange(min = 24, max = 2_000) int max, @ForAll Pieces pieces) {
        StompLimits limits = new StompLimits(ENOUGH, ENOUGH, ENOUGH, max);
        String line = "a:" + "x".repeat(max - "MESSAGE\na:\n\n".length());

        check(limits, version, pieces, "MESSAGE\n" + line + "\n\n\0", "MESSAGE\n" + line + "x\n\n", "", "maxHeadSize");
    }

    /** How octets come. */
    enum Pieces {
        ONE_BY_ONE,
        FOUR_BY_FOUR,
        AT_ONCE;

        Chunking chunking() {
            return switch (this) {
                case ONE_BY_ONE -> Chunking.of(1);
                case FOUR_BY_FOUR -> Chunking.of(4);
                case AT_ONCE -> Chunking.whole();
            };
        }
    }

    /**
     * The second one ends with the octet that is too much; with the rest it is whole but for its NUL. Each also after a
     * frame that fits, whose lines equal its own.
     */
    private static void check(
            StompLimits limits,
            StompVersion version,
            Pieces pieces,
            String fits,
            String tooMuch,
            String rest,
            String limit) {
        Outcome outcome = RUN.read(limits, Octets.inSession(version, fits + fits), pieces.chunking());
        assertThat(outcome.fatal()).isNull();
        assertThat(outcome.skipped()).isEmpty();
        assertThat(outcome.frames()).hasSize(3);

        for (String before : new String[] {"", fits}) {
            String skipped = before + tooMuch + rest + "\0";
            Outcome last = RUN.read(limits, Octets.inSession(version, skipped + fits), pieces.chunking());
            assertThat(last.fatal()).isNull();
            assertThat(last.skipped()).singleElement().satisfies(message -> assertThat(message.limit())
                    .isEqualTo(limit));
            assertThat(last.frames()).endsWith(outcome.frames().get(1));
        }
        refused(limits, version, pieces, tooMuch.replaceFirst("MESSAGE", "ERROR"), limit);
    }

    /** An ERROR is two octets shorter than a MESSAGE, which its header makes up for. */
    private static void refused(StompLimits limits, StompVersion version, Pieces pieces, String error, String limit) {
        String longer = limit.equals("maxHeadSize") ? error.replaceFirst("x\n\n", "xxx\n\n") : error;
        byte[] octets = Octets.inSession(version, longer);
        Outcome outcome = RUN.read(limits, octets, pieces.chunking());
        assertThat(outcome.fatal()).contains(limit);
        if (pieces == Pieces.ONE_BY_ONE) {
            assertThat(outcome.fatalAfter()).isEqualTo(octets.length);
        }
    }
}
