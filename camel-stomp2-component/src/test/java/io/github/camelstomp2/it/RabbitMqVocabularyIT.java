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
import io.github.camelstomp2.testbed.BrokerKind;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

class RabbitMqVocabularyIT extends VocabularySuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.RABBITMQ);

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    @Override
    Map.Entry<String, String> priorities() {
        return Map.entry(
                "subscribeHeader.x-max-priority=9&sendHeader.x-max-priority=9",
                "with `x-max-priority` on SUBSCRIBE and SEND");
    }

    @Override
    String lossWithoutDeclaring() {
        return "with `declare=false` the broker confirms what is sent to a queue that is not there, and drops it";
    }
}
