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
package io.github.camelstomp2.examples.quickstart;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run is about.
 *
 * @param queue the name of the queue, without prefix
 * @param deadline how long the orders may take to be settled, after the last one was sent
 * @param component options of the {@code stomp2} component
 */
record Settings(String queue, Duration deadline, Map<String, String> component) {

    private static final String BROKER_URL = "brokerURL";
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** The embedded broker, where nobody else has queues. */
    static Settings embedded() {
        return new Settings("orders", DEADLINE, Map.of());
    }

    /** A broker of the user's: its queue "orders" may have a meaning already. */
    static Settings on(String brokerURL) {
        return new Settings("quickstart-orders", DEADLINE, Map.of(BROKER_URL, brokerURL));
    }

    /** From {@code -Dstomp2.brokerURL}, {@code -Dstomp2.username} and {@code -Dstomp2.password}. */
    static Settings fromSystemProperties() {
        String brokerURL = System.getProperty("stomp2.brokerURL", "");
        Settings settings = brokerURL.isBlank() ? embedded() : on(brokerURL);
        for (String option : new String[] {"username", "password"}) {
            String value = System.getProperty("stomp2." + option);
            settings = value == null ? settings : settings.with(option, value);
        }
        return settings;
    }

    boolean needsEmbeddedBroker() {
        return !component.containsKey(BROKER_URL);
    }

    String brokerURL() {
        return component.get(BROKER_URL);
    }

    /** The same with one more option of the component. */
    Settings with(String option, String value) {
        Map<String, String> options = new LinkedHashMap<>(component);
        options.put(option, value);
        return new Settings(queue, deadline, options);
    }

    Settings withBroker(EmbeddedBroker broker) {
        return with(BROKER_URL, broker.url());
    }

    Settings within(Duration newDeadline) {
        return new Settings(queue, newDeadline, component);
    }
}
