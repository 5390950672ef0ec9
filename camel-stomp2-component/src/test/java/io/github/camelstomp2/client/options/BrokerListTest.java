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
package io.github.camelstomp2.client.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerListTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tcp://a:1                                     | tcp://a:1",
                "tcp://a:1,ssl://b                             | tcp://a:1,ssl://b:61614",
                "tcp://a:1 , tcp://[::1]:2                     | tcp://a:1,tcp://[::1]:2",
                "failover:(tcp://a:1,tcp://b:2)                | tcp://a:1,tcp://b:2",
                "failover://(tcp://a:1, tcp://b:2)             | tcp://a:1,tcp://b:2",
                "failover:(tcp://a:1,tcp://b:2)?randomize=false | tcp://a:1,tcp://b:2"
            })
    void readsTheBrokersInTheirOrder(String url, String expected) {
        BrokerList brokers = BrokerList.parse(url);

        assertThat(brokers).hasToString(expected);
        assertThat(brokers.randomize()).isFalse();
    }

    @Test
    void randomizeIsRead() {
        assertThat(BrokerList.parse("failover:(tcp://a:1,tcp://b:2)?randomize=true")
                        .randomize())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "tcp://a:1,",
                "tcp://a:1,,tcp://b:2",
                "tcp://a:1;tcp://b:2",
                "tcp://a:1,b:2",
                "failover:()",
                "failover:tcp://a:1",
                "failover:(tcp://a:1",
                "failover:(http://a:1)"
            })
    void refusesAListThatCannotBeRead(String url) {
        assertThatThrownBy(() -> BrokerList.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("brokerURL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxReconnectAttempts=3", "randomize=maybe", "randomize=true&timeout=1"})
    void refusesOptionsOfFailoverThatItWouldIgnore(String options) {
        assertThatThrownBy(() -> BrokerList.parse("failover:(tcp://a:1)?" + options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("brokerURL")
                .hasMessageContaining("randomize=true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://a:1,tcp://joe:s3cret@b:2",
                "failover:(tcp://joe:s3cret@a:1,tcp://b:2)",
                "failover:(tcp://a:1)?jms.password=s3cret",
                "failover:tcp://joe:s3cret@a:1"
            })
    void repeatsNoPassword(String url) {
        assertThatThrownBy(() -> BrokerList.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("brokerURL")
                .hasMessageNotContaining("s3cret");
    }
}
