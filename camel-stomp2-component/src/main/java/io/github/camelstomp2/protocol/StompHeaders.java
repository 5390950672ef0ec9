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
package io.github.camelstomp2.protocol;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a frame in their order on the wire, unescaped. Immutable.
 *
 * <p>A name may occur more than once; the first one counts (1.2, "Repeated Header Entries"). Names are case-sensitive.
 * Held as one flat array: frames have few headers, and a scan over it beats a map in time and memory.
 */
public final class StompHeaders {
    /** Names of what differs between two deliveries of the same message: by the others it is known again. */
    public static final Set<String> OF_ONE_DELIVERY = Set.of(
            StompHeaderNames.MESSAGE_ID,
            StompHeaderNames.ACK,
            StompHeaderNames.SUBSCRIPTION,
            StompHeaderNames.REDELIVERED,
            "x-delivery-count",
            "x-acquired-count");

    /** No headers. */
    public static final StompHeaders EMPTY = new StompHeaders(new String[0], 0);

    private final String[] namesAndValues;
    private final int size;

    private StompHeaders(String[] namesAndValues, int size) {
        this.namesAndValues = namesAndValues;
        this.size = size;
    }

    /** The headers name, value, name, value, … */
    public static StompHeaders of(String... namesAndValues) {
        Builder builder = new Builder(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    /** A builder with room for a typical frame. */
    public static Builder builder() {
        return new Builder(8);
    }

    /** A builder that begins with these headers. */
    public Builder toBuilder() {
        Builder builder = new Builder(size + 4);
        System.arraycopy(namesAndValues, 0, builder.namesAndValues, 0, size * 2);
        builder.size = size;
        return builder;
    }

    /** The number of headers, repeated ones included. */
    public int size() {
        return size;
    }

    /** The name of header {@code index}, counted from 0. */
    public String name(int index) {
        return namesAndValues[2 * Objects.checkIndex(index, size)];
    }

    /** The value of header {@code index}, counted from 0. */
    public String value(int index) {
        return namesAndValues[2 * Objects.checkIndex(index, size) + 1];
    }

    /** The value of the first header of this name, or {@code null}. */
    public @Nullable String get(String name) {
        int index = indexOf(namesAndValues, size, name);
        return index < 0 ? null : namesAndValues[2 * index + 1];
    }

    /** Whether there is a header of this name. */
    public boolean contains(String name) {
        return indexOf(namesAndValues, size, name) >= 0;
    }

    /** Calls with name and value of each header in wire order, repeated ones included. */
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < size; i++) {
            action.accept(namesAndValues[2 * i], namesAndValues[2 * i + 1]);
        }
    }

    private static int indexOf(String[] namesAndValues, int size, String name) {
        // Names are mostly the same few Strings: the identity decides, or else the hash codes that they keep.
        int hash = name.hashCode();
        for (int i = 0; i < size; i++) {
            String candidate = namesAndValues[2 * i];
            if (candidate == name || (candidate.hashCode() == hash && candidate.equals(name))) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StompHeaders that
                && size == that.size
                && Arrays.equals(namesAndValues, 0, 2 * size, that.namesAndValues, 0, 2 * size);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < 2 * size; i++) {
            hash = 31 * hash + namesAndValues[i].hashCode();
        }
        return hash;
    }

    /** The names only: values may be secrets or personal data. */
    @Override
    public String toString() {
        StringJoiner names = new StringJoiner(", ", "[", "]");
        forEach((name, value) -> names.add(PrintableText.of(name)));
        return names.toString();
    }

    /** Collects headers. Not thread-safe; used once. */
    public static final class Builder {
        private String[] namesAndValues;
        private int size;

        /** A builder with room for this many headers; it grows when there are more. */
        public Builder(int expected) {
            namesAndValues = new String[2 * Math.max(1, expected)];
        }

        /** Adds a header behind those that are there, even when the name repeats. */
        public Builder add(String name, String value) {
            if (2 * size == namesAndValues.length) {
                namesAndValues = Arrays.copyOf(namesAndValues, 2 * namesAndValues.length);
            }
            namesAndValues[2 * size] = Objects.requireNonNull(name, "name");
            namesAndValues[2 * size + 1] = Objects.requireNonNull(value, "value");
            size++;
            return this;
        }

        /** Adds a header unless its value is {@code null}. */
        public Builder addIfSet(String name, @Nullable String value) {
            return value == null ? this : add(name, value);
        }

        /** Replaces the value of the first header of this name, or adds the header. */
        public Builder set(String name, String value) {
            int index = indexOf(namesAndValues, size, name);
            if (index < 0) {
                return add(name, value);
            }
            namesAndValues[2 * index + 1] = Objects.requireNonNull(value, "value");
            return this;
        }

        /** Adds a header unless the name is there. */
        public Builder addIfAbsent(String name, String value) {
            return contains(name) ? this : add(name, value);
        }

        /** Whether a header of this name was added. */
        public boolean contains(String name) {
            return indexOf(namesAndValues, size, name) >= 0;
        }

        /** The headers. The builder must not be used afterwards: its memory becomes theirs. */
        public StompHeaders build() {
            return size == 0 ? EMPTY : new StompHeaders(namesAndValues, size);
        }
    }
}
