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
package io.github.camelstomp2.broker.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RabbitMqErrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not_found | NOT_FOUND - no exchange 'none' in vhost '/' | /exchange/none/x",
                "not_found | NOT_FOUND - no exchange 'none' in vhost '/' | /exchange/none",
                "not_found | NOT_FOUND - no exchange 'a/b' in vhost '/' | /exchange/a%2Fb/x",
                "not_found | NOT_FOUND - no queue 'q' in vhost '/' | /amq/queue/q",
                "not_found | NOT_FOUND - queue 'amq.gen-1' in vhost '/' process is stopped by supervisor | /reply-queue/amq.gen-1",
                "access_refused | ACCESS_REFUSED - queue name 'amq.gen-1' contains reserved prefix 'amq.*' | /queue/amq.gen-1",
                "access_refused | ACCESS_REFUSED - write access to topic 'x' in exchange 'amq.topic' in vhost '/' refused | /topic/x",
                "precondition_failed | PRECONDITION_FAILED - inequivalent arg 'durable' for queue 'a/b' in vhost '/' | /queue/a%2Fb",
                "precondition_failed | PRECONDITION_FAILED - inequivalent arg 'durable' for queue 'q' in vhost '/' | q",
                "resource_locked | RESOURCE_LOCKED - cannot obtain exclusive access to locked queue 'q' in vhost '/' | /queue/q"
            })
    void anErrorOfTheChannelNamesTheQueueOrExchangeOfADestination(String error, String words, String destination) {
        assertThat(RabbitMqErrors.names(error(error, words), destination)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not_found | NOT_FOUND - no exchange 'none' in vhost '/' | /queue/none",
                "not_found | NOT_FOUND - no exchange 'none' in vhost '/' | /exchange/other/none",
                "not_found | NOT_FOUND - no exchange 'none' in vhost '/' | /topic/none",
                "not_found | NOT_FOUND - no queue 'q' in vhost 'q2' | /queue/q2",
                "not_found | NOT_FOUND - no queue 'q' in vhost '/' | /exchange/e/q",
                "not_found | NOT_FOUND - no queue 'q' in vhost '/' | /temp-queue/q",
                "precondition_failed | PRECONDITION_FAILED - unknown delivery tag 7 | /queue/q",
                "Invalid destination | '/queue/q' is not a valid destination for queue 'q' | /queue/q"
            })
    void otherDestinationsAreNotNamedByIt(String error, String words, String destination) {
        assertThat(RabbitMqErrors.names(error(error, words), destination)).isFalse();
    }

    private static StompBrokerException error(String message, String body) {
        return StompBrokerException.of(new StompFrame(
                StompCommand.ERROR, StompHeaders.of("message", message), body.getBytes(StandardCharsets.UTF_8)));
    }
}
