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

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * The octets of several whole frames, cut into socket reads, which are used in a cycle.
 *
 * @param octets all frames, one behind the other
 * @param reads the content of each read
 */
record Reads(byte[] octets, List<Read> reads) {
    /** @param framesEnding how many frames end in it */
    record Read(int offset, int length, int framesEnding) {}

    /** One read per octet. */
    static Reads drip(List<SampleFrame> frames) {
        return cut(frames, () -> 1);
    }

    /** Cuts into pieces. The supplier gives the length of each piece. */
    static Reads cut(List<SampleFrame> frames, IntSupplier lengths) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<Integer> ends = new ArrayList<>();
        for (SampleFrame frame : frames) {
            all.writeBytes(frame.octets());
            ends.add(all.size());
        }
        List<Read> reads = new ArrayList<>();
        int ended = 0;
        for (int offset = 0; offset < all.size(); ) {
            int length = Math.min(lengths.getAsInt(), all.size() - offset);
            int before = ended;
            while (ended < ends.size() && ends.get(ended) <= offset + length) {
                ended++;
            }
            reads.add(new Read(offset, length, ended - before));
            offset += length;
        }
        return new Reads(all.toByteArray(), List.copyOf(reads));
    }
}
