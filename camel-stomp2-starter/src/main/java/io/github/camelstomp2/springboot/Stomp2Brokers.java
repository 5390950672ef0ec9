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

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code camel.component.stomp2.brokers.<name>.*} in the properties of an application: further brokers, each with a component
 * of its own name, which is the scheme of its endpoints. Each has the options of a component, and takes none of those that
 * stand under {@code camel.component.stomp2} itself.
 */
@ConfigurationProperties(prefix = Stomp2Brokers.COMPONENT)
public class Stomp2Brokers {
    static final String COMPONENT = "camel.component.stomp2";

    /**
     * Further brokers by name: camel.component.stomp2.brokers.billing.broker-url=… makes billing:queue/x an endpoint there.
     * Each has the options of camel.component.stomp2, and its own defaults.
     */
    private Map<String, Stomp2ComponentConfiguration> brokers = new LinkedHashMap<>();

    public Map<String, Stomp2ComponentConfiguration> getBrokers() {
        return brokers;
    }

    public void setBrokers(Map<String, Stomp2ComponentConfiguration> brokers) {
        this.brokers = brokers;
    }
}
