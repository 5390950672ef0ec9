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
package io.github.camelstomp2.fuzz;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an object of the component keeps in memory: all that can be reached from it through the fields of the packages
 * {@code protocol}, {@code codec} and {@code session}, through arrays and collections; not through lambdas, which are
 * whose they came from.
 */
public final class Held {
    private static final Set<String> PACKAGES =
            Set.of("io.github.camelstomp2.protocol", "io.github.camelstomp2.codec", "io.github.camelstomp2.session");

    private static final Map<Class<?>, Field[]> FIELDS = new ConcurrentHashMap<>();

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private long octets;

    private Held() {}

    /** Octets of arrays and Strings; what is said of each object beside them is not counted. */
    public static long octets(Object root) {
        return walk(root).octets;
    }

    /** How many objects of a class. */
    public static long count(Object root, Class<?> type) {
        return walk(root).seen.stream().filter(type::isInstance).count();
    }

    private static Held walk(Object root) {
        Held held = new Held();
        held.reach(root);
        while (!held.open.isEmpty()) {
            held.visit(held.open.pop());
        }
        return held;
    }

    private void reach(Object object) {
        if (object != null && seen.add(object)) {
            open.push(object);
        }
    }

    private void visit(Object object) {
        if (object instanceof byte[] array) {
            octets += array.length;
        } else if (object instanceof int[] array) {
            octets += 4L * array.length;
        } else if (object instanceof String text) {
            octets += 2L * text.length();
        } else if (object instanceof Object[] array) {
            octets += 4L * array.length;
            reachAll(array);
        } else if (object instanceof Collection<?> collection) {
            reachAll(collection.toArray());
        } else if (object instanceof Map<?, ?> map) {
            reachAll(map.keySet().toArray());
            reachAll(map.values().toArray());
        } else if (!object.getClass().isHidden()
                && PACKAGES.contains(object.getClass().getPackageName())) {
            visitFields(object);
        }
    }

    private void reachAll(Object[] objects) {
        for (Object object : objects) {
            reach(object);
        }
    }

    private void visitFields(Object object) {
        try {
            for (Field field : FIELDS.computeIfAbsent(object.getClass(), Held::fieldsOf)) {
                reach(field.get(object));
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field[] fieldsOf(Class<?> type) {
        Collection<Field> fields = new ArrayDeque<>();
        for (Class<?> c = type; PACKAGES.contains(c.getPackageName()); c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive() && !c.isEnum()) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return fields.toArray(Field[]::new);
    }
}
