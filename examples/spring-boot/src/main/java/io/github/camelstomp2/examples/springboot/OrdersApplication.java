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
package io.github.camelstomp2.examples.springboot;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Sends four orders to a queue, takes them from it, and shows what becomes of the one that cannot be accepted. From the
 * root of the project:
 *
 * <pre>{@code
 * ./mvnw -q -pl examples/spring-boot -am -Prun compile
 * }</pre>
 *
 * <p>It then waits for further orders until Ctrl-C; with {@code -Dexec.args=--once} it ends by itself. With {@code
 * -Dcamel.component.stomp2.broker-url=tcp://localhost:61613} (and {@code username}, {@code password}) it uses a broker of
 * yours instead of its own.
 */
@SpringBootApplication
public class OrdersApplication {

    /** Runs the application; {@code --once} ends it after the demonstration. */
    public static void main(String[] args) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(OrdersApplication.class)
                .initializers(new EmbeddedBroker())
                .run(args);
        if (context.getBean(ApplicationArguments.class).containsOption("once")) {
            context.close();
        }
    }
}
