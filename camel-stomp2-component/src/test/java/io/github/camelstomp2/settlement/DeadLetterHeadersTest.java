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
package io.github.camelstomp2.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLetterHeadersTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void itSaysWhyWhereWhenAndHowOften() {
        Map<String, String> headers =
                DeadLetterHeaders.headers(new IllegalStateException("no stock"), "/queue/orders", "route1", 3, NOW);
        assertThat(headers)
                .containsExactly(
                        Map.entry("dead-letter-exception", "java.lang.IllegalStateException"),
                        Map.entry("dead-letter-reason", "no stock"),
                        Map.entry("dead-letter-destination", "/queue/orders"),
                        Map.entry("dead-letter-route", "route1"),
                        Map.entry("dead-letter-time", "2026-01-02T03:04:05Z"),
                        Map.entry("dead-letter-attempts", "3"));
    }

    @Test
    void aRefusalWithoutExceptionHasAReasonToo() {
        assertThat(DeadLetterHeaders.headers(null, "/queue/orders", "route1", 1, NOW))
                .doesNotContainKey("dead-letter-exception")
                .containsEntry("dead-letter-reason", "refused by the route");
    }

    @Test
    void theReasonIsOneLineOfBoundedLength() {
        assertThat(DeadLetterHeaders.reason(new RuntimeException("one\r\ntwo\0three")))
                .isEqualTo("one\\r\\ntwo\\u0000three");
        assertThat(DeadLetterHeaders.reason(new RuntimeException("x".repeat(100_000))))
                .hasSizeLessThan(600);
    }

    @Test
    void anExceptionWithoutMessageIsNamed() {
        assertThat(DeadLetterHeaders.reason(new NullPointerException())).isEqualTo("NullPointerException");
    }
}
