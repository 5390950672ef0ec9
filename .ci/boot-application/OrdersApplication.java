package com.example.orders;

import io.github.camelstomp2.springboot.StompConnectionDetails;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Sends ten orders and receives them, looks which Camel is on its class path and what Actuator shows of the password, and
 * ends: with 0, if all is as it should be.
 */
@SpringBootApplication
public class OrdersApplication {
    static final CountDownLatch RECEIVED = new CountDownLatch(10);

    public static void main(String[] args) {
        System.exit(SpringApplication.exit(SpringApplication.run(OrdersApplication.class, args)));
    }

    public record Order(String id, int pieces) {}

    @Component
    static class Routes extends RouteBuilder {
        @Override
        public void configure() {
            from("direct:orders").to("stomp2:queue/boot.orders?payload=json");
            from("stomp2:queue/boot.orders?payload=json&payloadType=" + Order.class.getName())
                    .process(exchange -> {
                        if (exchange.getMessage().getBody() instanceof Order) {
                            RECEIVED.countDown();
                        }
                    });
        }
    }

    @Bean
    @ConditionalOnProperty("orders.details.broker-url")
    StompConnectionDetails details(Environment environment) {
        return new StompConnectionDetails() {
            @Override
            public String getBrokerUrl() {
                return environment.getProperty("orders.details.broker-url");
            }

            @Override
            public String getUsername() {
                return environment.getProperty("orders.details.username");
            }

            @Override
            public String getPassword() {
                return environment.getProperty("orders.details.password");
            }
        };
    }

    @Bean
    CommandLineRunner orders(CamelContext camel, ProducerTemplate producer, Environment environment) {
        return args -> {
            for (int i = 0; i < 10; i++) {
                producer.sendBody("direct:orders", new Order("order " + i, i));
            }
            if (!RECEIVED.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException(RECEIVED.getCount() + " orders have not come");
            }
            Set<String> versions = camelVersions();
            if (!versions.equals(Set.of(camel.getVersion()))) {
                throw new IllegalStateException("jars of Camel in the versions " + versions);
            }
            String port = environment.getProperty("local.server.port");
            if (port != null && !shownByActuator(port).contains("\"camel.component.stomp2.password\":{\"value\":\"******\"")) {
                throw new IllegalStateException("Actuator shows the password");
            }
            System.out.println("orders came, on Camel " + versions + " and Spring Boot "
                    + SpringApplication.class.getPackage().getImplementationVersion());
        };
    }

    private static String shownByActuator(String port) throws Exception {
        try (var in = new URL("http://127.0.0.1:" + port + "/actuator/env").openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The versions of all jars of Camel on the class path. */
    private static Set<String> camelVersions() throws Exception {
        Set<String> versions = new TreeSet<>();
        for (String artifact : new String[] {
            "api", "base", "support", "util", "core-engine", "core-model", "core-processor", "health", "jackson", "main", "spring"
        }) {
            String file = "META-INF/maven/org.apache.camel/camel-" + artifact + "/pom.properties";
            for (URL found : Collections.list(OrdersApplication.class.getClassLoader().getResources(file))) {
                Properties properties = new Properties();
                try (var in = found.openStream()) {
                    properties.load(in);
                }
                versions.add(properties.getProperty("version"));
            }
        }
        return versions;
    }
}
