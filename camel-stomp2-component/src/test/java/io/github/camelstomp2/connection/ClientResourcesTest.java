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
package io.github.camelstomp2.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.options.TlsSource;
import io.github.camelstomp2.options.ClientIdentities;
import io.github.camelstomp2.options.StompClientOptionsFactory;
import io.github.camelstomp2.testbed.ScriptedBroker;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What endpoints share ends when nobody uses it any more. */
@Timeout(60)
class ClientResourcesTest {
    private final ScriptedBroker broker = ScriptedBroker.start();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ClientResources resources = new ClientResources();

    @BeforeEach
    void start() {
        camel.start();
        resources.start(camel, this);
    }

    @AfterEach
    void stop() {
        broker.close();
        resources.stop(camel);
        camel.stop();
    }

    private StompClientOptions options() {
        Stomp2Configuration configuration = new Stomp2Configuration();
        configuration.setBrokerURL("tcp://" + broker.host() + ":" + broker.port());
        return StompClientOptionsFactory.of(configuration, ClientIdentities.ofProducers(configuration), null);
    }

    @Test
    void leasesWithEqualOptionsHaveOneConnectionAndOneBound() {
        ProducerConnection one = resources.acquire("test", options());
        ProducerConnection other = resources.acquire("test", options());
        assertThat(other.connection()).isSameAs(one.connection());
        assertThat(other.sends()).isSameAs(one.sends());
        assertThat(other.requests()).isSameAs(one.requests()).isNotSameAs(one.sends());
    }

    @Test
    void theConnectionAndItsBoundsEndWithTheLastLease() {
        ProducerConnection first = resources.acquire("test", options());
        ProducerConnection last = resources.acquire("test", options());
        first.close();
        first.close(); // does nothing
        assertThat(resources.find(options())).isSameAs(last.connection());
        broker.close(); // nobody would answer the DISCONNECT
        last.close();
        assertThat(resources.find(options())).isNull();

        ProducerConnection next = resources.acquire("test", options());
        assertThat(next.connection()).isNotSameAs(last.connection());
        assertThat(next.sends()).isNotSameAs(last.sends());
        assertThat(next.requests()).isNotSameAs(last.requests());
    }

    @Test
    void parametersOfTlsAreReadInOnePlace() throws Exception {
        SSLContextParameters parameters = new SSLContextParameters();
        TlsSource source = resources.tls(camel, parameters);
        assertThat(resources.tls(camel, parameters)).isSameAs(source);
        assertThat(resources.tls(camel, new SSLContextParameters())).isNotSameAs(source);
    }
}
