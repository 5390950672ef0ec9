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
package io.github.camelstomp2.benchmarks;

import java.util.List;
import java.util.Random;

/** Where reads end in the stream of frames. */
public enum Cut {
    /** 64 KiB, which a busy connection brings in one read. */
    READS_OF_64K(64 * 1024, false),
    /** At random places, 1,400 octets on average: the segments of a network. */
    PIECES_OF_1400(1400, true),
    /** At random places, 200 octets on average: most heads are cut. */
    PIECES_OF_200(200, true);

    private static final long SEED = 4711;

    private final int size;
    private final boolean random;

    Cut(int size, boolean random) {
        this.size = size;
        this.random = random;
    }

    Reads of(List<SampleFrame> frames) {
        Random lengths = new Random(SEED);
        return Reads.cut(frames, () -> random ? 1 + lengths.nextInt(2 * size - 1) : size);
    }
}
