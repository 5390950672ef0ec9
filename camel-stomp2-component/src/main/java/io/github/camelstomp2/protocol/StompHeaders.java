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

import io.github.camelstomp2.protocol.text.PrintableText;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a frame in their order on the wire, without escapes. Immutable.
 *
 * <p>A name may occur more than once; the first one counts (1.2, "Repeated Header Entries"). Names are case-sensitive.
 * The headers are kept in one flat array: a frame has few of them, and searching the array needs less time and memory
 * than a map.
 */
public final class StompHeaders {
    /**
     * Headers that can differ between two deliveries of the same message. To recognise a message again, compare only
     * the others.
     */
    public static final Set<String> OF_ONE_DELIVERY = Set.of(
            StompHeaderNames.MESSAGE_ID,
            StompHeaderNames.ACK,
            StompHeaderNames.SUBSCRIPTION,
            StompHeaderNames.REDELIVERED,
            "x-delivery-count",
            "x-acquired-count");

    /** No headers. */
    public static final StompHeaders EMPTY = new StompHeaders(new String[0], 0, 0);

    private static final String[] NO_ARRAY = new String[0];

    private final String[] namesAndValues;
    private final int size;

    /**
     * One bit for each name; several names may share a bit. It answers most searches for a missing header without
     * looking at the array.
     */
    private final int nameBits;

    private StompHeaders(String[] namesAndValues, int size, int nameBits) {
        this.namesAndValues = namesAndValues;
        this.size = size;
        this.nameBits = nameBits;
    }

    /** Makes headers of alternating names and values. */
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
        builder.nameBits = nameBits;
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
        int index = indexOf(name);
        return index < 0 ? null : namesAndValues[2 * index + 1];
    }

    /** Whether there is a header of this name. */
    public boolean contains(String name) {
        return indexOf(name) >= 0;
    }

    private int indexOf(String name) {
        return (nameBits & bit(name)) == 0 ? -1 : indexOf(namesAndValues, size, name);
    }

    private static int bit(String name) {
        return 1 << name.hashCode(); // the last five bits of the hash code
    }

    /** Calls with name and value of each header in wire order, repeated ones included. */
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < size; i++) {
            action.accept(namesAndValues[2 * i], namesAndValues[2 * i + 1]);
        }
    }

    private static int indexOf(String[] namesAndValues, int size, String name) {
        // Names are mostly the same few String objects, so comparing references usually suffices; otherwise hash codes
        // are compared first, which a String computes only once.
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

    /** Collects headers. Not thread-safe. */
    public static final class Builder {
        private String[] namesAndValues;
        private int size;
        private int nameBits;

        /** Whether headers that were built use the same array. It must be copied before it is changed. */
        private boolean shared;

        /** A builder with room for this many headers. It grows when more are added. */
        public Builder(int expected) {
            namesAndValues = new String[2 * Math.max(1, expected)];
        }

        /** Adds a header behind the others, even when the name is there already. */
        public Builder add(String name, String value) {
            if (2 * size == namesAndValues.length) {
                namesAndValues = Arrays.copyOf(namesAndValues, Math.max(2, 2 * namesAndValues.length));
                shared = false;
            }
            ownArray();
            namesAndValues[2 * size] = Objects.requireNonNull(name, "name");
            namesAndValues[2 * size + 1] = Objects.requireNonNull(value, "value");
            nameBits |= bit(name);
            size++;
            return this;
        }

        private void ownArray() {
            if (shared) {
                namesAndValues = namesAndValues.clone();
                shared = false;
            }
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
            ownArray();
            namesAndValues[2 * index + 1] = Objects.requireNonNull(value, "value");
            return this;
        }

        /** Adds a header unless the name is there. */
        public Builder addIfAbsent(String name, String value) {
            return contains(name) ? this : add(name, value);
        }

        /**
         * Starts again without headers and with room for this many. Headers that were built before do not change.
         *
         * @param expected 0 also gives back all memory
         */
        public void restart(int expected) {
            namesAndValues = expected == 0 ? NO_ARRAY : new String[2 * expected];
            size = 0;
            nameBits = 0;
            shared = false;
        }

        /** Whether a header of this name was added. */
        public boolean contains(String name) {
            return (nameBits & bit(name)) != 0 && indexOf(namesAndValues, size, name) >= 0;
        }

        /** The headers so far. What is added later does not change them. */
        public StompHeaders build() {
            if (size == 0) {
                return EMPTY;
            }
            shared = true;
            return new StompHeaders(namesAndValues, size, nameBits);
        }
    }
}
