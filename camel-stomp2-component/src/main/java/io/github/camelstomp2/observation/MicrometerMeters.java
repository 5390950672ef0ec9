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
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.noop.NoopMeter;
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

    /** What shows nothing any more would stay, and be taken for the new one. */
    private Tags tags(String name, String... tags) {
        Tags all = common.and(tags);
        registry.removeByPreFilterId(new Meter.Id(name, all, null, null, Meter.Type.OTHER));
        return all;
    }

    @Override
    public void counter(String name, String description, DoubleSupplier count, String... tags) {
        Meter meter = FunctionCounter.builder(name, count, DoubleSupplier::getAsDouble)
                .description(description)
                .tags(tags(name, tags))
                .register(registry);
        meters.put(meter, count);
    }

    @Override
    public void gauge(String name, String description, DoubleSupplier value, String... tags) {
        Meter meter = Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .description(description)
                .tags(tags(name, tags))
                .register(registry);
        meters.put(meter, value);
    }

    @Override
    public void durations(String name, String description, DoubleSupplier count, DoubleSupplier nanos) {
        sums(name, description, count, nanos);
    }

    private Meter sums(String name, String description, DoubleSupplier count, DoubleSupplier nanos) {
        Meter meter = FunctionTimer.builder(
                        name,
                        count,
                        each -> (long) each.getAsDouble(),
                        each -> nanos.getAsDouble(),
                        TimeUnit.NANOSECONDS)
                .description(description)
                .tags(tags(name))
                .register(registry);
        meters.put(meter, count);
        return meter;
    }

    @Override
    public Timing timing(String name, String description, Durations sums) {
        Meter longest = longest(name + ".max", description, sums::longest);
        Timer.Builder timer = Timer.builder(name).description(description).tags(tags(name));
        if (isDistributed(registry, timer)) {
            Timer meter = timer.register(registry);
            meters.put(meter, sums::count);
            return nanos -> {
                sums.record(nanos);
                meter.record(nanos, TimeUnit.NANOSECONDS);
            };
        }
        Meter shown = sums(name, description, sums::count, sums::nanos);
        return shown instanceof NoopMeter && longest instanceof NoopMeter ? Timing.NONE : sums;
    }

    private Meter longest(String name, String description, DoubleSupplier nanos) {
        Meter meter = TimeGauge.builder(name, nanos, TimeUnit.NANOSECONDS, DoubleSupplier::getAsDouble)
                .description(description + ": the longest")
                .tags(tags(name))
                .register(registry);
        meters.put(meter, nanos);
        return meter;
    }

    /**
     * Whether the registry was told to have more of this timer than sums. Only a timer that is registered knows what the filters
     * of its registry make of it.
     */
    private static boolean isDistributed(MeterRegistry registry, Timer.Builder timer) {
        if (registry instanceof CompositeMeterRegistry all) {
            return all.getRegistries().stream().anyMatch(each -> isDistributed(each, timer));
        }
        Timer probe = timer.register(registry);
        HistogramSnapshot seen = probe.takeSnapshot();
        boolean distributed = seen.histogramCounts().length > 0 || seen.percentileValues().length > 0;
        if (!distributed) {
            registry.remove(probe);
        }
        return distributed;
    }

    @Override
    public void close() {
        meters.keySet().forEach(registry::remove);
        meters.clear();
    }
}
