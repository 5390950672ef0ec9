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
package io.github.camelstomp2.springboot;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.ssl.SslBundle;

/** The beans of {@link StompConnectionDetails}, by the component that they are for. */
final class ConnectionDetailsBeans {
    private final ListableBeanFactory beans;

    ConnectionDetailsBeans(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * Before routes start.
     *
     * @param components those that may have details
     * @throws IllegalArgumentException if details are for another component, or two of them for the same one
     */
    void check(Set<String> components) {
        byComponent().forEach((component, names) -> {
            if (!components.contains(component)) {
                throw new IllegalArgumentException("the connection details " + names + " are for the component "
                        + component + ", which there is not; their getComponent() has to be one of " + components
                        + ": stomp2, or a name in " + Stomp2Brokers.COMPONENT + ".brokers.*");
            }
            if (names.size() > 1) {
                throw new IllegalArgumentException("the connection details " + names + " are all for the component "
                        + component + "; remove one, or let its getComponent() name another broker in "
                        + Stomp2Brokers.COMPONENT + ".brokers.*");
            }
        });
    }

    private Map<String, Set<String>> byComponent() {
        Map<String, Set<String>> names = new TreeMap<>();
        beans.getBeansOfType(StompConnectionDetails.class)
                .forEach((name, details) -> names.computeIfAbsent(details.getComponent(), c -> new TreeSet<>())
                        .add(name));
        return names;
    }

    /** The details for a component; {@code null} if there are none. */
    @Nullable
    StompConnectionDetails of(String component) {
        return beans.getBeansOfType(StompConnectionDetails.class).values().stream()
                .filter(details -> details.getComponent().equals(component))
                .findFirst()
                .orElse(null);
    }

    /** Replaces the options of address and login by those of the details. */
    static void apply(StompConnectionDetails details, Map<String, Object> options) {
        options.keySet()
                .removeAll(Set.of("brokerUrl", "username", "password", "login", "passcode", "credentials", "host"));
        options.put("brokerUrl", details.getBrokerUrl());
        putIfSet(options, "username", details.getUsername());
        putIfSet(options, "password", details.getPassword());
        putIfSet(options, "host", details.getVirtualHost());
        SslBundle bundle = details.getSslBundle();
        if (bundle != null) {
            options.remove("sslBundle");
            SSLContextParameters parameters = new SslBundleParameters(() -> bundle);
            options.put("sslContextParameters", parameters);
        }
    }

    private static void putIfSet(Map<String, Object> options, String name, @Nullable Object value) {
        if (value != null) {
            options.put(name, value);
        }
    }
}
