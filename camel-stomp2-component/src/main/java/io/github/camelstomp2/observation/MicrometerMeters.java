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

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.apache.camel.CamelContext;

/** The only class that knows Micrometer. */
final class MicrometerMeters implements Meters {
    /** What camel-micrometer calls the registry. */
    private static final String CAMELS_NAME = "metricsRegistry";

    private final MeterRegistry registry;
    private final Tags common;

    /** With what they show: Micrometer itself holds that weakly. */
    private final Map<Meter, DoubleSupplier> meters = new ConcurrentHashMap<>();

    private MicrometerMeters(MeterRegistry registry, Tags common) {
        this.registry = registry;
        this.common = common;
    }

    static Meters of(CamelContext camel, String... tags) {
        MeterRegistry registry = registry(camel);
        return registry == null
                ? NONE
                : new MicrometerMeters(
                        registry, Tags.of("camelContext", camel.getName()).and(tags));
    }

    /** {@code null}: there is none, or it is not clear which. */
    private static MeterRegistry registry(CamelContext camel) {
        MeterRegistry camels = camel.getRegistry().lookupByNameAndType(CAMELS_NAME, MeterRegistry.class);
        if (camels != null) {
            return camels;
        }
        Set<MeterRegistry> all = camel.getRegistry().findByType(MeterRegistry.class);
        // Spring Boot has one for all, where there are several.
        return all.stream()
                .filter(found -> all.size() == 1 || found instanceof CompositeMeterRegistry)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void counter(String name, String description, DoubleSupplier count, String... tags) {
        Meter meter = FunctionCounter.builder(name, count, DoubleSupplier::getAsDouble)
                .description(description)
                .tags(common.and(tags))
                .register(registry);
        meters.put(meter, count);
    }

    @Override
    public void gauge(String name, String description, DoubleSupplier value, String... tags) {
        Meter meter = Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .description(description)
                .tags(common.and(tags))
                .register(registry);
        meters.put(meter, value);
    }

    @Override
    public void durations(String name, String description, DoubleSupplier count, DoubleSupplier nanos) {
        Meter meter = FunctionTimer.builder(
                        name,
                        count,
                        each -> (long) each.getAsDouble(),
                        each -> nanos.getAsDouble(),
                        TimeUnit.NANOSECONDS)
                .description(description)
                .tags(common)
                .register(registry);
        meters.put(meter, count);
    }

    @Override
    public Timing timing(String name, String description) {
        Timer meter = Timer.builder(name).description(description).tags(common).register(registry);
        meters.put(meter, () -> 0);
        return nanos -> meter.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        meters.keySet().forEach(registry::remove);
        meters.clear();
    }
}
