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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "tcp://localhost:61613, localhost, 61613, false",
        "tcp://localhost, localhost, 61613, false",
        "tcp://localhost/, localhost, 61613, false",
        "ssl://mq.example.org, mq.example.org, 61614, true",
        "ssl://mq.example.org:443, mq.example.org, 443, true",
        "tcp://10.0.0.1:1, 10.0.0.1, 1, false",
        "tcp://h:65535, h, 65535, false",
        "tcp://my_broker:61613, my_broker, 61613, false",
        "tcp://[::1]:61613, ::1, 61613, false",
        "ssl://[2001:db8::7], 2001:db8::7, 61614, true"
    })
    void readsHostPortAndTls(String url, String host, int port, boolean tls) {
        assertThat(BrokerAddress.parse(url)).isEqualTo(new BrokerAddress(host, port, tls));
    }

    @ParameterizedTest
    @CsvSource({
        "ws://localhost, 80, false, /, localhost",
        "ws://localhost:80/ws, 80, false, /ws, localhost",
        "wss://mq.example.org/a%20b?token=x%40y&z, 443, true, /a%20b?token=x%40y&z, mq.example.org",
        "ws://my_broker:15674/ws, 15674, false, /ws, my_broker:15674",
        "wss://[::1]:1/ws?x, 1, true, /ws?x, [::1]:1"
    })
    void readsPathAndQueryOfAWebSocket(String url, int port, boolean tls, String target, String hostHeader) {
        BrokerAddress address = BrokerAddress.parse(url);

        assertThat(address.port()).isEqualTo(port);
        assertThat(address.tls()).isEqualTo(tls);
        assertThat(address.target()).isEqualTo(target);
        assertThat(address.hostHeader()).isEqualTo(hostHeader);
        assertThat(address.isWebSocket()).isTrue();
        assertThat(BrokerAddress.parse("tcp://localhost").isWebSocket()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ws://localhost:15674/ws, ws://localhost:15674/ws",
        "ws://h/ws?token=s3cret&x, ws://h:80/ws?***",
        "wss://[::1]?s3cret, wss://[::1]:443/?***"
    })
    void theQueryOfAWebSocketIsNotShown(String url, String shown) {
        assertThat(BrokerAddress.parse(url)).hasToString(shown);
        assertThat(new BrokerList(java.util.List.of(BrokerAddress.parse(url)), false))
                .hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://localhost:61613", "ssl://mq.example.org:443", "tcp://[::1]:61613"})
    void isShownAsItWasWritten(String url) {
        assertThat(BrokerAddress.parse(url)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "localhost:61613",
                "http://localhost:61613",
                "stomp://localhost:61613",
                "tcp:localhost:61613",
                "tcp://",
                "tcp://:61613",
                "tcp://localhost:port",
                "tcp://localhost:61613/path",
                "tcp://localhost:61613?x=y",
                "tcp://local host:61613",
                "ws://localhost/ws#s3cret",
                "ws://:80/ws",
                "WS://localhost/ws",
                "tcp://[::1:61613"
            })
    void refusesAnythingElseAndSaysWhatIsExpected(String url) {
        assertThatThrownBy(() -> BrokerAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("brokerURL")
                .hasMessageContaining("tcp://host:port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://localhost:0", "tcp://localhost:65536", "ssl://localhost:99999"})
    void refusesAPortThatCannotBe(String url) {
        assertThatThrownBy(() -> BrokerAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("brokerURL")
                .hasMessageContaining("port");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://joe:s3cret@localhost:61613",
                "tcp://joe:s3cret@localhost:port",
                "tcp://joe:s3cret @localhost",
                "tcp://joe:s3c/s3cret@localhost:61613",
                "tcp:joe:s3cret@localhost",
                "joe:s3cret@localhost:61613",
                "http://joe:s3cret@localhost",
                "tcp://localhost:61613?login=joe&passcode=s3cret",
                "tcp://localhost:61613#s3cret"
            })
    void refusesAPasswordWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> BrokerAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("brokerURL")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }
}
