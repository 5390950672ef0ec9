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
package io.github.camelstomp2.client;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what the collections hold that can be reached from an object of the product through its fields. */
public final class KeptObjects {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> toVisit = new ArrayDeque<>();
    private final Map<String, Integer> sizes = new TreeMap<>();

    private KeptObjects() {}

    /** From the field that holds them to how many elements its collections have. */
    public static Map<String, Integer> reachableFrom(Object root) throws IllegalAccessException {
        KeptObjects kept = new KeptObjects();
        kept.toVisit.add(root);
        while (!kept.toVisit.isEmpty()) {
            kept.visit(kept.toVisit.remove());
        }
        return kept.sizes;
    }

    private void visit(Object object) throws IllegalAccessException {
        if (!seen.add(object) || !object.getClass().getName().startsWith("io.github.camelstomp2.")) {
            return;
        }
        for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && type.getName().startsWith("io.github.")) {
                    field.setAccessible(true);
                    take(type.getSimpleName() + "." + field.getName(), field.get(object));
                }
            }
        }
    }

    private void take(String name, Object value) {
        if (value instanceof Collection<?> collection) {
            sizes.merge(name, collection.size(), Integer::sum);
            toVisit.addAll(collection);
        } else if (value instanceof Map<?, ?> map) {
            sizes.merge(name, map.size(), Integer::sum);
            toVisit.addAll(map.keySet());
            toVisit.addAll(map.values());
        } else if (value != null) {
            toVisit.add(value);
        }
    }
}
