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
package io.github.camelstomp2.examples.observability;

import org.apache.camel.main.Main;

/**
 * Runs the routes until it is ended by Ctrl-C. Meters are at {@code http://localhost:9464/observe/metrics}, health is at {@code
 * /observe/health}.
 *
 * <p>Without {@code -Dstomp2.brokerURL} it brings its own broker.
 */
public final class ObservabilityExample {
    private ObservabilityExample() {}

    public static void main(String[] args) throws Exception {
        String brokerUrl = System.getProperty("stomp2.brokerURL");
        if (brokerUrl != null) {
            camel(brokerUrl).run();
            return;
        }
        try (EmbeddedBroker broker = new EmbeddedBroker()) {
            camel(broker.url()).run();
        }
    }

    /** The application, to be started or run. */
    static Main camel(String brokerUrl) {
        Main camel = new Main();
        camel.configure().addRoutesBuilder(new OrderRoutes());
        camel.bind("eventLog", new EventLog());
        camel.addOverrideProperty("camel.component.stomp2.broker-url", brokerUrl);
        for (String option : new String[] {"username", "password"}) {
            String given = System.getProperty("stomp2." + option);
            if (given != null) {
                camel.addOverrideProperty("camel.component.stomp2." + option, given);
            }
        }
        return camel;
    }
}
