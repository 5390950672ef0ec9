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
package io.github.camelstomp2.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manifest and the route of docs/kubernetes.md: what they say fits together, and is understood. */
@Timeout(60)
class KubernetesTest extends RouteTestSupport {
    private static final Path MANIFEST = Path.of("src/test/resources/guides/kubernetes.yaml");

    /** As docs/operating.md counts: DISCONNECT, and the end of the threads. */
    private static final int AFTER_THE_ROUTES_SECONDS = 5 + 1;

    private static Node kind(String kind) throws IOException {
        Iterable<Object> documents =
                new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(MANIFEST));
        return StreamSupport.stream(documents.spliterator(), false)
                .map(Node::new)
                .filter(node -> kind.equals(node.get("kind").text()))
                .findFirst()
                .orElseThrow();
    }

    private static Properties properties() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(
                kind("ConfigMap").get("data").get("application.properties").text()));
        return properties;
    }

    private static Node pod() throws IOException {
        return kind("Deployment").get("spec").get("template").get("spec");
    }

    private static Node container() throws IOException {
        return pod().get("containers").at(0);
    }

    @Test
    void theGracePeriodIsLongerThanAStop() throws IOException {
        int shutdown = Integer.parseInt(properties().getProperty("camel.main.shutdown-timeout"));
        assertThat(Integer.parseInt(pod().get("terminationGracePeriodSeconds").text()))
                .isGreaterThan(shutdown + AFTER_THE_ROUTES_SECONDS);
    }

    @Test
    void eachPropertyIsUnderstood() throws IOException {
        Stomp2Component component = context.getComponent("stomp2", Stomp2Component.class);
        Properties properties = properties();
        for (String name : properties.stringPropertyNames()) {
            String value = properties.getProperty(name);
            if (name.startsWith("camel.component.stomp2.")) {
                bind(component, name.substring("camel.component.stomp2.".length()), value);
            } else if (name.startsWith("camel.main.")) {
                bind(new MainConfigurationProperties(), name.substring("camel.main.".length()), value);
            }
        }
        assertThat(component.getConfiguration().getBrokerURL()).contains("broker-a:61613", "broker-b:61613");
    }

    private void bind(Object target, String name, String value) {
        assertThat(PropertyBindingSupport.build()
                        .withCamelContext(context)
                        .withTarget(target)
                        .withProperty(name, value)
                        .withRemoveParameters(false)
                        .withIgnoreCase(true)
                        .bind())
                .as(name)
                .isTrue();
    }

    @Test
    void userNameAndPasswordComeFromASecretInVariablesThatNameOptions() throws IOException {
        for (Node variable : container().get("env").items()) {
            String option = variable.get("name")
                    .text()
                    .replace("CAMEL_COMPONENT_STOMP2_", "")
                    .toLowerCase(Locale.ROOT);
            bind(context.getComponent("stomp2", Stomp2Component.class), option, "x");
            assertThat(variable.get("valueFrom").get("secretKeyRef").get("key").text())
                    .isEqualTo(option);
        }
        assertThat(container().get("env").items()).hasSize(2);
    }

    @Test
    void theProbesAreThoseOfTheSpringBootPageAndAskThePortOfTheContainer() throws IOException {
        String page = Files.readString(Path.of("../docs/spring-boot.md"));
        Node port = container().get("ports").at(0).get("name");
        for (String probe : List.of("livenessProbe", "readinessProbe")) {
            Node get = container().get(probe).get("httpGet");
            assertThat(page).contains("`" + get.get("path").text() + "`");
            assertThat(get.get("port").text()).isEqualTo(port.text());
        }
    }

    @Test
    void aRouteOfAStatefulSetHasTheNameOfItsPodInItsClientId() throws Exception {
        context.getComponent("stomp2", Stomp2Component.class)
                .getConfiguration()
                .setBrokerURL("tcp://" + broker.host() + ":" + broker.port());
        context.getComponent("stomp2", Stomp2Component.class).getConfiguration().setBroker("activemq");
        start(on -> on.from("stomp2:topic/prices?durable=true&clientId=prices-{{env:HOSTNAME:local}}")
                .to("mock:prices"));
        String host = System.getenv().getOrDefault("HOSTNAME", "local");
        assertThat(BrokerSide.subscribed(broker).connect.header("client-id")).isEqualTo("prices-" + host);
    }

    /** A part of a YAML document. */
    private record Node(Object value) {
        Node get(String key) {
            assertThat(value).isInstanceOf(Map.class);
            Object found = ((Map<?, ?>) value).get(key);
            assertThat(found).as(key).isNotNull();
            return new Node(found);
        }

        Node at(int index) {
            return items().get(index);
        }

        List<Node> items() {
            return ((List<?>) value).stream().map(Node::new).toList();
        }

        String text() {
            return value.toString();
        }
    }
}
