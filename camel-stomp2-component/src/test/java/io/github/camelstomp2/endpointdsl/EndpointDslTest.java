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
package io.github.camelstomp2.endpointdsl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.Stomp2Endpoint;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class EndpointDslTest {
    @Test
    void theOptionsOfARouteInJavaAreThoseOfItsEndpoints() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setAutoStartup(false);
            context.addRoutes(new OrderRoutes());
            context.start();

            Stomp2Configuration consumer = options(context, "queue/orders");
            Stomp2Configuration producer = options(context, "queue/shipping");

            assertThat(consumer.getPrefetch()).isEqualTo(5);
            assertThat(consumer.getConcurrentConsumers()).isEqualTo(2);
            assertThat(consumer.getDeadLetterPrefix()).isEqualTo("BAD.");
            assertThat(producer.getConfirmTimeout()).isEqualTo(10_000);
            assertThat(producer.getPassword()).isEqualTo("a&b+c");
        }
    }

    private static Stomp2Configuration options(DefaultCamelContext context, String destination) {
        return context.getEndpoints().stream()
                .filter(endpoint -> endpoint.getEndpointUri().contains(destination))
                .map(endpoint -> ((Stomp2Endpoint) endpoint).getConfiguration())
                .findFirst()
                .orElseThrow();
    }

    /** If not: {@code ./mvnw process-test-resources -Pall-modules,endpoint-dsl -pl camel-stomp2-component -am}. */
    @Test
    void eachOptionHasAMethod() throws Exception {
        Set<String> options = new TreeSet<>();
        try (InputStream json =
                Stomp2Endpoint.class.getResourceAsStream("/META-INF/io/github/camelstomp2/stomp2.json")) {
            JsonNode properties = new ObjectMapper().readTree(json).path("properties");
            properties.fields().forEachRemaining(option -> {
                if (option.getValue().path("kind").asText().equals("parameter")) {
                    options.add(option.getKey());
                }
            });
        }

        assertThat(options).contains("prefetch");
        assertThat(methods()).containsAll(options);
    }

    private static Set<String> methods() {
        return Stream.of(Stomp2EndpointBuilderFactory.class.getClasses())
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }
}
