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
package io.github.camelstomp2.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SharedBrokerIT {

    @RegisterExtension
    static final BrokerExtension FIRST = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    @RegisterExtension
    static final BrokerExtension SECOND = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    @Test
    void allTestsOfTheJvmGetTheSameBroker() {
        assertThat(FIRST.broker()).isSameAs(SECOND.broker());
        assertThat(FIRST.uri()).isEqualTo("tcp://127.0.0.1:" + SECOND.port());
        assertThat(FIRST.sslUri()).isEqualTo("ssl://localhost:" + SECOND.sslPort());
        assertThat(FIRST.broker().isRunning()).isTrue();
    }
}
