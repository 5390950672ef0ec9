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
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What happens on a machine without a broker: for that, RabbitMQ is said to be where nobody listens. */
class BrokerExtensionTest {

    private String requiredBefore;

    @BeforeEach
    void pointToNowhere() {
        requiredBefore = System.getProperty(BrokerExtension.REQUIRE_PROPERTY);
        System.clearProperty(BrokerExtension.REQUIRE_PROPERTY);
        System.setProperty(ExternalRabbitMq.ADDRESS_PROPERTY, "127.0.0.1:" + FreePorts.next());
    }

    @AfterEach
    void restore() {
        System.clearProperty(ExternalRabbitMq.ADDRESS_PROPERTY);
        System.clearProperty(BrokerExtension.REQUIRE_PROPERTY);
        if (requiredBefore != null) {
            System.setProperty(BrokerExtension.REQUIRE_PROPERTY, requiredBefore);
        }
    }

    @Test
    void withoutItsBrokerAClassIsSkippedWithAReason() {
        TestExecutionResult result = run();
        assertThat(result.getStatus()).isEqualTo(TestExecutionResult.Status.ABORTED);
        assertThat(result.getThrowable().orElseThrow())
                .hasMessageMatching("skipped: nobody listens on 127\\.0\\.0\\.1:\\d+.*");
    }

    @Test
    void withoutABrokerThatIsRequiredAClassFails() {
        System.setProperty(BrokerExtension.REQUIRE_PROPERTY, "activemq, rabbitmq");
        TestExecutionResult result = run();
        assertThat(result.getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
        assertThat(result.getThrowable().orElseThrow())
                .hasMessageContaining("RabbitMQ is required by -Dstomp2.it.require, but: nobody listens");
    }

    @Test
    void namesAreUnique() {
        BrokerExtension extension = BrokerExtension.shared(BrokerKind.ACTIVEMQ);
        assertThat(extension.uniqueName("orders"))
                .matches("orders-[0-9a-z]+-[0-9]+")
                .isNotEqualTo(extension.uniqueName("orders"));
    }

    private static TestExecutionResult run() {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(NeedsRabbitMq.class))
                .execute()
                .containerEvents()
                .finished()
                .stream()
                .filter(event -> event.getTestDescriptor()
                        .getSource()
                        .filter(Predicate.not(source -> source.toString().isEmpty()))
                        .isPresent())
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .findFirst()
                .orElseThrow();
    }

    /** Run by the tests above only: Surefire leaves classes inside classes out. */
    static class NeedsRabbitMq {

        @RegisterExtension
        static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.RABBITMQ);

        @Test
        void itRuns(TestBroker broker) {
            assertThat(broker.isRunning()).isTrue();
        }
    }
}
