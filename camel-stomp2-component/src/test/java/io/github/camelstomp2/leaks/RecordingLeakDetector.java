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
package io.github.camelstomp2.leaks;

import io.netty.util.ResourceLeakDetector;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Netty's leak detector, which keeps the report of a buffer that was never released for {@link NoLeaksExtension}
 * instead of logging it. The build names it to Netty by {@code io.netty.customResourceLeakDetector}.
 */
public final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {
    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();
    private static final List<ResourceLeakDetector<?>> ALL = new CopyOnWriteArrayList<>();

    /** What was unreleased and in use at the last collection of garbage, such as constants of Netty. */
    private static volatile Set<Object> known = Set.of();

    /** Called by Netty. */
    public RecordingLeakDetector(Class<?> resourceType, int samplingInterval) {
        super(resourceType, samplingInterval);
        ALL.add(this);
    }

    /** Called by Netty. */
    public RecordingLeakDetector(Class<?> resourceType, int samplingInterval, long maxActive) {
        super(resourceType, samplingInterval);
        ALL.add(this);
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        LEAKS.add(resourceType + " was garbage collected without release:" + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        LEAKS.add(resourceType + " was garbage collected without release");
    }

    /**
     * Whether anything is unreleased that was not so at the last {@link #remember}. If nothing is, there is no leak to look
     * for.
     */
    static boolean hasUnreleased() {
        return !known.containsAll(unreleased());
    }

    /** To be called after a collection of garbage: what is unreleased now is in use. */
    static void remember() {
        known = unreleased();
    }

    private static Set<Object> unreleased() {
        Set<Object> all = Collections.newSetFromMap(new IdentityHashMap<>());
        try {
            Field tracked = ResourceLeakDetector.class.getDeclaredField("allLeaks");
            tracked.setAccessible(true);
            for (ResourceLeakDetector<?> detector : ALL) {
                all.addAll((Collection<?>) tracked.get(detector));
            }
        } catch (ReflectiveOperationException e) {
            all.add(e); // another Netty: unknown, so looked for each time
        }
        return all;
    }

    /** The leaks reported since the last call. */
    static List<String> take() {
        List<String> taken = new ArrayList<>();
        for (String leak = LEAKS.poll(); leak != null; leak = LEAKS.poll()) {
            taken.add(leak);
        }
        return taken;
    }
}
