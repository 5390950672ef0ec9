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

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class SharedBrokerIT {

    private static final List<TestBroker> SEEN = new ArrayList<>();

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

    /** As Surefire does in each of several JVMs. */
    @Test
    void classesThatRunOneAfterTheOtherGetTheSameBroker() {
        SEEN.clear();
        try (LauncherSession session = LauncherFactory.openSession()) {
            for (Class<?> tests : List.of(Uses.class, AlsoUses.class)) {
                session.getLauncher()
                        .execute(LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(tests))
                                .build());
                assertThat(SEEN.get(SEEN.size() - 1).isRunning()).isTrue();
            }
        }
        assertThat(SEEN).hasSize(2);
        assertThat(SEEN.get(0)).isSameAs(SEEN.get(1));
    }

    /** Run by the test above only: Surefire leaves classes inside classes out. */
    static class Uses {

        @RegisterExtension
        static final BrokerExtension BROKER = BrokerExtension.dedicated(BrokerKind.ACTIVEMQ);

        @Test
        void getsABroker(TestBroker broker) {
            SEEN.add(broker);
        }
    }

    /** As {@link Uses}. */
    static class AlsoUses extends Uses {}
}
