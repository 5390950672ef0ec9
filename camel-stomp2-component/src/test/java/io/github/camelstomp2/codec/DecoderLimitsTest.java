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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.protocol.StompVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each limit: what just fits is read, one more is refused before the rest of it came. */
class DecoderLimitsTest {
    private static final StompLimits BODY = new StompLimits(10, 100, 100, 1000);
    private static final StompLimits COUNT = new StompLimits(100, 3, 100, 1000);
    private static final StompLimits LINE = new StompLimits(100, 100, 15, 1000);
    private static final StompLimits HEAD = new StompLimits(100, 100, 100, 30);

    @ParameterizedTest
    @EnumSource
    void bodyWithoutALength(StompVersion version) {
        fits(version, BODY, "MESSAGE\n\n1234567890^@");
        refused(
                version,
                BODY,
                "MESSAGE\n\n12345678901",
                "MESSAGE has a body of more than 10 B, but maxFrameSize is 10");
    }

    @ParameterizedTest
    @EnumSource
    void bodyWithALength(StompVersion version) {
        fits(version, BODY, "MESSAGE\ncontent-length:10\n\n1234567890^@");
        refused(version, BODY, "MESSAGE\ncontent-length:11\n\n", "declares a body of 11 B, but maxFrameSize is 10");
    }

    @ParameterizedTest
    @EnumSource
    void numberOfHeaders(StompVersion version) {
        fits(version, COUNT, "MESSAGE\na:1\na:2\na:3\n\n^@");
        refused(version, COUNT, "MESSAGE\na:1\na:2\na:3\na", "MESSAGE with more than 3 headers, which is maxHeaders");
    }

    @ParameterizedTest
    @EnumSource
    void numberOfHeadersThatEqualThoseBefore(StompVersion version) {
        fits(version, COUNT, "MESSAGE\na:1\na:2\na:3\n\n^@MESSAGE\na:1\na:2\na:3\n\n^@");
        refused(version, COUNT, "MESSAGE\na:1\na:2\na:3\n\n^@MESSAGE\na:1\na:2\na:3\nb", "more than 3 headers");
    }

    @ParameterizedTest
    @EnumSource
    void headerLine(StompVersion version) {
        fits(version, LINE, "MESSAGE\nname:1234567890\n\n^@");
        refused(
                version,
                LINE,
                "MESSAGE\nname:12345678901",
                "header line 1 of MESSAGE is longer than 15 B, which is maxHeaderLength");
    }

    @Test
    void headerLineWithCarriageReturns() {
        fits(StompVersion.V1_2, LINE, "MESSAGE\r\nname:1234567890\r\n\r\n^@");
        fits(StompVersion.V1_1, LINE, "MESSAGE\nname:123456789\r\n\n^@");
        refused(StompVersion.V1_2, LINE, "MESSAGE\r\nname:1234567890\r\r", "maxHeaderLength");
        refused(StompVersion.V1_1, LINE, "MESSAGE\nname:1234567890\r", "maxHeaderLength");
    }

    @Test
    void numberOfHeadersWithCarriageReturns() {
        fits(StompVersion.V1_2, COUNT, "MESSAGE\na:1\na:2\na:3\r\n\r\n^@");
    }

    @ParameterizedTest
    @EnumSource
    void wholeHead(StompVersion version) {
        fits(version, HEAD, "MESSAGE\na:45678901234\nb:7890\n\n^@");
        refused(
                version,
                HEAD,
                "MESSAGE\na:45678901234\nb:78901\n\n",
                "MESSAGE with a head of more than 30 B, which is maxHeadSize");
        refused(version, HEAD, "MESSAGE\na:123456789012345678901", "maxHeadSize");
    }

    @Test
    void smallOnesHoldBeforeConnected() {
        fits(null, StompLimits.DEFAULT, "ERROR\n\n" + "x".repeat(65_536) + "^@");
        refused(null, StompLimits.DEFAULT, "ERROR\n\n" + "x".repeat(65_537), "maxFrameSize is 65536");
        fits(null, StompLimits.DEFAULT, "CONNECTED\na:" + "x".repeat(16_384 - 14) + "\n\n^@");
        refused(null, StompLimits.DEFAULT, "CONNECTED\na:" + "x".repeat(16_384 - 13) + "\n\n", "more than 16384 B");
        fits(null, StompLimits.DEFAULT, "CONNECTED\n" + "a:b\n".repeat(100) + "\n^@");
        refused(null, StompLimits.DEFAULT, "CONNECTED\n" + "a:b\n".repeat(100) + "a", "more than 100 headers");
    }

    @Test
    void thoseOfTheSessionHoldAfterwards() {
        String large = "x".repeat(60_000);
        fits(StompVersion.V1_2, StompLimits.DEFAULT, "MESSAGE\na:" + large + "\n\n" + large + large + "^@");
    }

    private static void fits(@Nullable StompVersion version, StompLimits limits, String octets) {
        Reader.Outcome outcome = Reader.readInEveryWay(version, limits, Octets.of(octets));
        assertThat(outcome.fatal()).isNull();
        assertThat(outcome.frames()).isNotEmpty();
    }

    /** Refused at the last of these octets, not before, and without more of them. */
    private static void refused(@Nullable StompVersion version, StompLimits limits, String octets, String message) {
        byte[] all = Octets.of(octets);
        assertThat(Reader.readInEveryWay(version, limits, all).fatal()).contains(message);

        Reader reader = Reader.in(version, limits).receive(all, 0, all.length - 1);
        assertThat(reader.events()).noneMatch(Throwable.class::isInstance);
        reader.receive(all, all.length - 1, all.length);
        assertThat(reader.events()).anySatisfy(event -> assertThat(event)
                .isInstanceOf(Throwable.class)
                .asString()
                .contains(message));
    }
}
