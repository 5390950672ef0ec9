package com.example.orders;

import java.net.URL;
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
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Sends ten orders and receives them, looks which Camel is on its class path, and ends: with 0, if all is as it should be. */
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
    CommandLineRunner orders(CamelContext camel, ProducerTemplate producer) {
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
            System.out.println("orders came, on Camel " + versions + " and Spring Boot "
                    + SpringApplication.class.getPackage().getImplementationVersion());
        };
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
