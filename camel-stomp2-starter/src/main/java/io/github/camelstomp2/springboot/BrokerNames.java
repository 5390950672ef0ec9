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

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The names in {@code camel.component.stomp2.brokers.*}, which are known before the options are. */
final class BrokerNames {
    private static final Bindable<Map<String, Object>> BY_NAME = Bindable.mapOf(String.class, Object.class);

    private BrokerNames() {}

    static Set<String> of(Environment environment) {
        return options(environment).keySet();
    }

    /** Of each broker what stands under its name, in the spelling of the properties. */
    static Map<String, Object> options(Environment environment) {
        return Binder.get(environment)
                .bind(Stomp2Brokers.COMPONENT + ".brokers", BY_NAME)
                .orElse(Map.of());
    }

    /** What the properties of a component begin with: of a broker by its name, or of {@code stomp2} itself. */
    static String prefix(String component) {
        return component.equals("stomp2")
                ? Stomp2Brokers.COMPONENT
                : Stomp2Brokers.COMPONENT + ".brokers." + component.toLowerCase(Locale.ROOT);
    }
}
