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

import java.time.Duration;
import java.util.Collection;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.awaitility.Awaitility;

/** The health of a context as Camel tells it, with its checks of consumers and producers. */
public final class Health {
    private final CamelContext context;

    private Health(CamelContext context) {
        this.context = context;
    }

    /** Turns the checks on, as applications do by properties; before the context starts. */
    public static Health of(CamelContext context) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        for (String repository : new String[] {"consumers", "producers"}) {
            HealthCheckRepository found = (HealthCheckRepository) registry.resolveById(repository);
            found.setEnabled(true);
            registry.register(found);
        }
        return new Health(context);
    }

    /** What the check of this id says about readiness. */
    public HealthCheck.Result of(String id) {
        Collection<HealthCheck.Result> results = HealthCheckHelper.invokeReadiness(context, "full");
        return results.stream()
                .filter(result -> result.getCheck().getId().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check " + id + " among "
                        + results.stream()
                                .map(result -> result.getCheck().getId())
                                .toList()));
    }

    /** Whether no check says that the application should be restarted. */
    public boolean isAlive() {
        return HealthCheckHelper.invokeLiveness(context).stream()
                .allMatch(result -> result.getState() == HealthCheck.State.UP);
    }

    public HealthCheck.Result awaitUp(String id) {
        return await(id, HealthCheck.State.UP, Duration.ofSeconds(30));
    }

    public HealthCheck.Result awaitDown(String id) {
        return await(id, HealthCheck.State.DOWN, Duration.ofSeconds(30));
    }

    /** Fails when it takes longer. */
    public HealthCheck.Result await(String id, HealthCheck.State state, Duration atMost) {
        return Awaitility.await()
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> of(id), result -> result.getState() == state);
    }

    /** All that a result says. */
    public static String text(HealthCheck.Result result) {
        return result.getMessage().orElse("") + " " + result.getDetails();
    }
}
