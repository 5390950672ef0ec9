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
package io.github.camelstomp2.observation;

import io.github.camelstomp2.client.StompConnection;
import org.apache.camel.Endpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.HealthCheckComponent;

/**
 * The health check of a producer's connection, among those of Camel that are asked with {@code
 * camel.health.producers-enabled=true}. Does nothing where camel-health is not there.
 */
public final class ProducerHealth {
    private final WritableHealthCheckRepository checks;
    private final HealthCheck check;

    private ProducerHealth(WritableHealthCheckRepository checks, HealthCheck check) {
        this.checks = checks;
        this.check = check;
    }

    /**
     * Adds the check.
     *
     * @param endpoint has the component, which may say that its producers have none ({@code
     *     healthCheckProducerEnabled=false})
     * @param name of the component
     */
    public static ProducerHealth add(Endpoint endpoint, String name, String destination, StompConnection connection) {
        WritableHealthCheckRepository checks = HealthCheckHelper.getHealthCheckRepository(
                endpoint.getCamelContext(), "producers", WritableHealthCheckRepository.class);
        boolean wanted = !(endpoint.getComponent() instanceof HealthCheckComponent component)
                || component.isHealthCheckProducerEnabled();
        HealthCheck check =
                new FlowCheck(name + "-producer:" + destination, destination, connection::report, () -> null);
        if (checks != null && wanted) {
            checks.addHealthCheck(check);
        }
        return new ProducerHealth(wanted ? checks : null, check);
    }

    /** Takes the check away. */
    public void remove() {
        if (checks != null) {
            checks.removeHealthCheck(check);
        }
    }
}
