#!/usr/bin/env bash
#
# Copyright the camel-stomp2 contributors
# SPDX-License-Identifier: Apache-2.0
#
# Camel 4.17.0: the YAML DSL changes the names behind the dot of an option such as arg.queue.x-message-ttl.
#
# Expected: camel-spring-rabbitmq passes what stands behind "arg.queue." to the broker as an argument of the queue, under
#           this name. The same option is the same in a URI and under "parameters" of the YAML DSL.
# Happens:  the YAML DSL takes x-message-ttl for an option of Camel that is written with hyphens, and makes
#           xMessageTtl of it. RabbitMQ knows no argument of this name. Nothing is said.
# Seen:
#   Camel 4.17.0
#   Java: {x-message-ttl=1000}
#   YAML: {xMessageTtl=1000}
#
# Ends with 0 as long as it is so.

set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.camel</groupId>
      <artifactId>camel-core</artifactId>
      <version>4.17.0</version>
    </dependency>
    <dependency>
      <groupId>org.apache.camel</groupId>
      <artifactId>camel-yaml-dsl</artifactId>
      <version>4.17.0</version>
    </dependency>
    <dependency>
      <groupId>org.apache.camel</groupId>
      <artifactId>camel-spring-rabbitmq</artifactId>
      <version>4.17.0</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>2.0.17</version>
    </dependency>
  </dependencies>
</project>
POM
mvn=$(command -v mvn || echo "$(dirname "${BASH_SOURCE[0]}")/../mvnw")
"$mvn" -q -B -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
    -DoutputDirectory="$work/lib" > "$work/maven.log" 2>&1 || { cat "$work/maven.log"; exit 2; }

cat > "$work/Finding.java" <<'JAVA'
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.component.springrabbit.SpringRabbitMQEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

class Finding {
    static final String ROUTE = """
            - route:
                from:
                  uri: spring-rabbitmq:orders
                  parameters:
                    arg.queue.x-message-ttl: 1000
                  steps:
                    - to: mock:orders
            """;

    public static void main(String[] args) throws Exception {
        // Not started: nothing connects to a broker.
        DefaultCamelContext yaml = new DefaultCamelContext();
        yaml.getRegistry().bind("broker", new CachingConnectionFactory("127.0.0.1", 1));
        PluginHelper.getRoutesLoader(yaml).loadRoutes(ResourceHelper.fromString("orders.yaml", ROUTE));
        yaml.init();
        DefaultCamelContext java = new DefaultCamelContext();
        java.init();
        java.getEndpoint("spring-rabbitmq:orders?arg.queue.x-message-ttl=1000");

        System.out.println("Camel " + java.getVersion());
        String inJava = queueArguments(java);
        String inYaml = queueArguments(yaml);
        System.out.println("Java: " + inJava);
        System.out.println("YAML: " + inYaml);
        if (!inJava.equals("{x-message-ttl=1000}") || !inYaml.equals("{xMessageTtl=1000}")) {
            System.out.println("CHANGED: this is not what is described at the top of this script");
            System.exit(1);
        }
        System.exit(0);
    }

    static String queueArguments(DefaultCamelContext context) {
        Map<String, Object> arguments = context.getEndpoints().stream()
                .filter(SpringRabbitMQEndpoint.class::isInstance)
                .map(endpoint -> ((SpringRabbitMQEndpoint) endpoint).getArgs())
                .findFirst()
                .orElseThrow();
        Map<String, Object> ofQueue = new TreeMap<>();
        arguments.forEach((name, value) -> {
            if (name.startsWith("queue.")) {
                ofQueue.put(name.substring("queue.".length()), value);
            }
        });
        return ofQueue.toString();
    }
}
JAVA
java -cp "$work/lib/*" "$work/Finding.java"
