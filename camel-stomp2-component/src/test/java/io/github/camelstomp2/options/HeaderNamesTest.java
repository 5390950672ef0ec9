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
package io.github.camelstomp2.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.Stomp2Endpoint;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers have the names that users wrote, also in properties, from which Camel's main takes the hyphens. */
class HeaderNamesTest {
    private final Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
    }

    /** The options of an endpoint in an application with these properties: names and values in turn. */
    private Stomp2Configuration endpoint(String... properties) throws Exception {
        for (int i = 0; i < properties.length; i += 2) {
            main.addInitialProperty("camel.component.stomp2." + properties[i], properties[i + 1]);
        }
        main.start();
        return of(main.getCamelContext(), "stomp2:queue/x");
    }

    private static Stomp2Configuration of(CamelContext context, String uri) {
        return context.getEndpoint(uri, Stomp2Endpoint.class).getConfiguration();
    }

    @ParameterizedTest
    @CsvSource({
        "subscribe-headers.x-message-ttl, x-message-ttl",
        "subscribeHeaders.x-message-ttl,  x-message-ttl",
        "subscribe-headers[x-message-ttl],x-message-ttl",
        "subscribeHeaders[x.y-z],         x.y-z",
        "subscribe-headers.JMSXGroupID,   JMSXGroupID",
        "subscribe-headers.X-Two-Words,   X-Two-Words",
        "subscribe-headers.xMessageTtl,   xMessageTtl",
        "configuration.subscribe-headers.x-message-ttl, x-message-ttl"
    })
    void aNameInPropertiesIsTakenAsItIsWritten(String property, String name) throws Exception {
        assertThat(endpoint(property, "1000").getSubscribeHeaders()).containsExactly(Map.entry(name, "1000"));
    }

    @Test
    void soAreTheNamesOfAllHeaders() throws Exception {
        Stomp2Configuration c = endpoint(
                "connect-headers.x-a", "1",
                "secret-connect-headers.x-b", "2",
                "subscribe-headers.x-c", "3",
                "send-headers.x-d", "4",
                "custom-headers.x-e", "5");
        assertThat(c.getConnectHeaders()).containsExactly(Map.entry("x-a", "1"));
        assertThat(c.getSecretConnectHeaders()).containsExactly(Map.entry("x-b", "2"));
        assertThat(c.getSubscribeHeaders()).containsExactly(Map.entry("x-c", "3"));
        assertThat(c.getSendHeaders()).containsExactly(Map.entry("x-d", "4"));
        assertThat(c.getCustomHeaders()).containsExactly(Map.entry("x-e", "5"));
    }

    @Test
    void soAreNamesInTheBeanOfAConfiguration() throws Exception {
        main.addInitialProperty("camel.beans.mine", "#class:" + Stomp2Configuration.class.getName());
        main.addInitialProperty("camel.beans.mine.send-headers.x-tenant", "blue");
        main.addInitialProperty("camel.beans.mine.reconnect-delay", "2s");
        Stomp2Configuration c = endpoint("configuration", "#bean:mine");
        assertThat(c.getSendHeaders()).containsExactly(Map.entry("x-tenant", "blue"));
        assertThat(c.getReconnectDelay()).isEqualTo(2_000);
    }

    @Test
    void aValueMayBeAPlaceholder() throws Exception {
        main.addInitialProperty("shop.tenant", "blue");
        assertThat(endpoint("send-headers.x-tenant", "{{shop.tenant}}").getSendHeaders())
                .containsExactly(Map.entry("x-tenant", "blue"));
    }

    @Test
    void namesThatArriveAsOneAreRefusedWithTheSpellingThatWorks() {
        assertThatThrownBy(() -> endpoint("send-headers.x-tenant", "blue", "send-headers.xTenant", "red"))
                .hasStackTraceContaining("camel.component.stomp2.send-headers[x-tenant]")
                .hasStackTraceContaining("camel.component.stomp2.send-headers[xTenant]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe-headers.x.y", "subscribe-header.x", "connect-header.x-a"})
    void whatCannotBeTakenAsItIsIsRefused(String property) {
        assertThatThrownBy(() -> endpoint(property, "1")).hasStackTraceContaining("when binding property");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-message-ttl", "x.y-z", "JMSXGroupID", "xMessageTtl"})
    void aNameInAUriIsTakenAsItIsWritten(String name) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThat(of(context, "stomp2:queue/y?subscribeHeader." + name + "=1000")
                            .getSubscribeHeaders())
                    .containsExactly(Map.entry(name, "1000"));
        }
    }

    /** Not so among the parameters: Camel's YAML DSL takes the hyphens out of their names, whatever is around them. */
    @Test
    void soIsANameInAUriInYaml() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setAutoStartup(false);
            String route =
                    """
                    - from:
                        uri: stomp2:queue/x?subscribeHeader.x-message-ttl=1000
                        steps:
                          - to: log:x
                    """;
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("r.yaml", route));
            context.start();
            Stomp2Endpoint written = (Stomp2Endpoint) context.getRoutes().get(0).getEndpoint();
            assertThat(written.getConfiguration().getSubscribeHeaders())
                    .containsExactly(Map.entry("x-message-ttl", "1000"));
        }
    }
}
