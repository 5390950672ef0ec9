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
package io.github.camelstomp2.session.receipt;

import java.util.AbstractCollection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A map from receipt numbers to the listeners that wait for them. Numbers are given in order and receipts mostly come
 * in that order, so that most listeners have a place in a ring, found by the number. A listener that still waits when
 * its place is needed again moves to an ordinary map.
 */
final class ListenersByNumber extends AbstractCollection<ReceiptListener> {
    private static final int FIRST_CAPACITY = 16;

    // A larger ring is given back when no listener waits, so that an idle connection needs little memory.
    private static final int KEPT_CAPACITY = 4 * 1024;

    /** The length is a power of two. A number is valid only where there is a listener at the same place. */
    private long[] numbers = new long[FIRST_CAPACITY];

    private @Nullable ReceiptListener[] ring = new ReceiptListener[FIRST_CAPACITY];
    private int inRing;
    private final Map<Long, ReceiptListener> late = new HashMap<>();

    /** Adds a listener; there must be none with this number. */
    void put(long number, ReceiptListener listener) {
        if (ring[slot(number)] != null) {
            makeRoom(number);
        }
        int slot = slot(number);
        numbers[slot] = number;
        ring[slot] = listener;
        inRing++;
    }

    private void makeRoom(long number) {
        if (2 * inRing > ring.length) {
            grow();
        }
        int slot = slot(number);
        ReceiptListener occupant = ring[slot];
        if (occupant != null) {
            late.put(numbers[slot], occupant);
            inRing--;
        }
    }

    private void grow() {
        long[] oldNumbers = numbers;
        @Nullable ReceiptListener[] old = ring;
        allocate(2 * old.length);
        for (int i = 0; i < old.length; i++) {
            if (old[i] != null) {
                int slot = slot(oldNumbers[i]);
                numbers[slot] = oldNumbers[i];
                ring[slot] = old[i];
            }
        }
    }

    /** Removes and returns the listener; {@code null} if there is none with this number. */
    @Nullable
    ReceiptListener remove(long number) {
        int slot = slot(number);
        ReceiptListener listener = ring[slot];
        if (listener == null || numbers[slot] != number) {
            return late.isEmpty() ? null : late.remove(number);
        }
        ring[slot] = null;
        inRing--;
        if (inRing == 0 && ring.length > KEPT_CAPACITY) {
            allocate(FIRST_CAPACITY);
        }
        return listener;
    }

    /** Removes and returns all listeners. */
    List<ReceiptListener> takeAll() {
        List<ReceiptListener> all = List.copyOf(this);
        late.clear();
        allocate(FIRST_CAPACITY);
        inRing = 0;
        return all;
    }

    @Override
    public int size() {
        return inRing + late.size();
    }

    /** All listeners, those in the map first. */
    @Override
    public Iterator<ReceiptListener> iterator() {
        return Stream.concat(late.values().stream(), Arrays.stream(ring).filter(Objects::nonNull))
                .iterator();
    }

    private void allocate(int capacity) {
        numbers = new long[capacity];
        ring = new ReceiptListener[capacity];
    }

    private int slot(long number) {
        return (int) number & ring.length - 1;
    }
}
