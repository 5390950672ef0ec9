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

import java.util.List;

/** How octets are cut into the pieces in which they arrive: given how many are left, how many come next. */
@FunctionalInterface
public interface Chunking {
    /** From 1 to {@code left}. */
    int next(int left);

    /** All at once. */
    static Chunking whole() {
        return left -> left;
    }

    /** Pieces of this size. */
    static Chunking of(int size) {
        return left -> Math.min(size, left);
    }

    /** Pieces of these sizes in turn, again and again. */
    static Chunking of(List<Integer> sizes) {
        int[] turn = {0};
        return left -> Math.min(sizes.get(turn[0]++ % sizes.size()), left);
    }

    /** Small pieces and large ones; the same seed cuts alike. */
    static Chunking random(int seed) {
        long[] state = {0x9e3779b97f4a7c15L * (seed + 1)};
        return left -> {
            state[0] ^= state[0] << 13;
            state[0] ^= state[0] >>> 7;
            state[0] ^= state[0] << 17;
            int most = (state[0] & 0x30) == 0 ? 700 : 8;
            return Math.min(left, 1 + (int) ((state[0] >>> 8) % most + most) % most);
        };
    }

    /** Decided by one octet. */
    static Chunking by(int choice) {
        return choice < 64 ? of(1 + choice) : random(choice);
    }
}
