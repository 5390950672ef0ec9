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
package io.github.camelstomp2.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StompBrokerExceptionTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', '(the ERROR frame says nothing)'",
        "'Bad CONNECT', '', 'Bad CONNECT'",
        "'', 'no such queue', 'no such queue'",
        "'not_found', 'no such queue', 'not_found: no such queue'",
        "'same', 'same', 'same'",
        "' padded ', ' text ', 'padded: text'",
    })
    void carriesTheWordsOfTheBroker(String message, String body, String words) {
        assertThat(exception(message, body)).hasMessage("Broker error: " + words);
    }

    @Test
    void keepsTheFirstLineOfAStackTrace() {
        assertThat(exception("failed", "java.io.IOException: gone\n\tat a.b.C\n\tat d.e.F"))
                .hasMessage("Broker error: failed: java.io.IOException: gone");
    }

    @Test
    void keepsTheCausesOfAStackTrace() {
        assertThat(exception(
                        "failed",
                        "java.io.IOException: gone\n\tat a.b.C$D.e(C.java:7)\nCaused by: f.G: full\n\tat h.I.<init>(I.java:1)"
                                + "\n\t... 12 more\n"))
                .hasMessage("Broker error: failed: java.io.IOException: gone Caused by: f.G: full");
    }

    /** RabbitMQ has it there. */
    @Test
    void keepsAReasonInLaterLines() {
        assertThat(exception("Processing error", "Processing error\n\n  {error, at_least: no quorum}\n"))
                .hasMessage("Broker error: Processing error: Processing error {error, at_least: no quorum}");
    }

    @Test
    void cannotForgeLogLines() {
        assertThat(exception("a\nINFO forged", "b\u001b[31m"))
                .hasMessage("Broker error: a\\nINFO forged: b\\u001b[31m");
    }

    @Test
    void capsLongTexts() {
        assertThat(exception("x".repeat(10_000), "y".repeat(10_000)).getMessage())
                .hasSizeLessThan(1_200);
    }

    @Test
    void survivesABodyThatIsNotText() {
        StompFrame error = new StompFrame(StompCommand.ERROR, StompHeaders.EMPTY, new byte[] {(byte) 0xff, 0});
        assertThat(StompBrokerException.of(error)).hasMessage("Broker error: \ufffd\\u0000");
    }

    @Test
    void keepsTheHeaders() {
        StompFrame error = new StompFrame(StompCommand.ERROR, StompHeaders.of("receipt-id", "7"));
        assertThat(StompBrokerException.of(error).headers().get("receipt-id")).isEqualTo("7");
    }

    private static StompBrokerException exception(String message, String body) {
        StompHeaders headers = message.isEmpty() ? StompHeaders.EMPTY : StompHeaders.of("message", message);
        return StompBrokerException.of(
                new StompFrame(StompCommand.ERROR, headers, body.getBytes(StandardCharsets.UTF_8)));
    }
}
