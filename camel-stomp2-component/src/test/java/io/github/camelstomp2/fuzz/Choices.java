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

import java.util.Arrays;
import java.util.List;

/**
 * Decisions that octets make: the same octets always decide alike, and when none is left every decision is the first
 * one. Small changes of the octets are small changes of the case, which is what a fuzzer lives on.
 */
final class Choices {
    // What octets from 128 on mean in a text: all that escaping and UTF-8 make a difference for.
    private static final char[] SPECIAL = {
        '\n', '\r', ':', '\\', 0, ' ', '\t', '\u00fc', '\u20ac', '\ud83d', '\ude00', '\uffff', '\u07ff', '\u0800', 'n',
        'c'
    };

    private static final List<String> NAMES =
            List.of("destination", "content-length", "id", "receipt-id", "transaction", "x", "subscription", "ack");

    // What the first octet of a text makes of it, from these on.
    private static final int NAMED = 224;
    private static final int LONG = 250;

    private final byte[] octets;
    private int at;

    Choices(byte[] octets) {
        this.octets = octets;
    }

    boolean isEmpty() {
        return at >= octets.length;
    }

    /** 0 to 255. */
    int next() {
        return at < octets.length ? octets[at++] & 0xff : 0;
    }

    int below(int bound) {
        return next() % bound;
    }

    boolean yes() {
        return (next() & 1) == 1;
    }

    <T> T of(List<T> items) {
        return items.get(below(items.size()));
    }

    /** As many of the next octets as there are. */
    byte[] octets(int count) {
        byte[] taken = Arrays.copyOfRange(octets, at, Math.min(octets.length, at + count));
        at += taken.length;
        return taken;
    }

    byte[] rest() {
        return octets(octets.length - at);
    }

    /** Up to some 30 characters, now and then thousands. */
    String text() {
        int form = next();
        if (form >= LONG) {
            return characters(form % 32).repeat(1 + next());
        }
        return form < NAMED ? characters(form % 32) : NAMES.get(form % NAMES.size());
    }

    private String characters(int count) {
        StringBuilder text = new StringBuilder(count);
        for (byte octet : octets(count)) {
            text.append(octet >= 0 ? (char) octet : SPECIAL[octet & 15]);
        }
        return text.toString();
    }
}
