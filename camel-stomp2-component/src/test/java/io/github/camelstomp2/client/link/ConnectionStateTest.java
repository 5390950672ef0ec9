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
package io.github.camelstomp2.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionStateTest {
    @ParameterizedTest
    @CsvSource({
        "STOPPED, CONNECTING",
        "CONNECTING, STOPPED CONNECTING CONNECTED WAITING FAILED",
        "CONNECTED, RENEWING WAITING STOPPING",
        "RENEWING, CONNECTING STOPPING",
        "WAITING, STOPPED CONNECTING",
        "FAILED, STOPPED CONNECTING WAITING",
        "STOPPING, STOPPED"
    })
    void theTableOfTransitions(ConnectionState from, String followers) {
        assertThat(Arrays.stream(ConnectionState.values())
                        .filter(from::mayBecome)
                        .map(ConnectionState::name)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(followers);
    }
}
