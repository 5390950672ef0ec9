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
package io.github.camelstomp2.it;

import io.github.camelstomp2.testbed.BrokerExtension;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** One vocabulary: what the options of routes become on a broker. */
abstract class VocabularySuite {

    abstract BrokerExtension broker();

    /** As {@link SendOptionsSuite#priorities()}. */
    Map.Entry<String, String> priorities() {
        return Map.entry("", "");
    }

    /** As {@link QueueTypesSuite#lossWithoutDeclaring()}. */
    String lossWithoutDeclaring() {
        return "";
    }

    /** The queue to which the broker moves what is rejected from a queue. */
    String deadLettersOfBroker(String queue) {
        return "DLQ." + queue;
    }

    @Nested
    class SubscriptionOptions extends SubscriptionOptionsSuite {
        @Override
        BrokerExtension broker() {
            return VocabularySuite.this.broker();
        }

        @Override
        String deadLettersOfBroker() {
            return VocabularySuite.this.deadLettersOfBroker(name);
        }
    }

    @Nested
    class DurableTopics extends DurableTopicSuite {
        @Override
        BrokerExtension broker() {
            return VocabularySuite.this.broker();
        }
    }

    @Nested
    class SendOptions extends SendOptionsSuite {
        @Override
        BrokerExtension broker() {
            return VocabularySuite.this.broker();
        }

        @Override
        Map.Entry<String, String> priorities() {
            return VocabularySuite.this.priorities();
        }
    }

    @Nested
    class QueueTypes extends QueueTypesSuite {
        @Override
        BrokerExtension broker() {
            return VocabularySuite.this.broker();
        }

        @Override
        String lossWithoutDeclaring() {
            return VocabularySuite.this.lossWithoutDeclaring();
        }
    }
}
