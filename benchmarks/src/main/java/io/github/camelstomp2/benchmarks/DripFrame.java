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

import io.github.camelstomp2.benchmarks.SampleFrame.Header;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The content of a frame that arrives octet by octet. */
public enum DripFrame {
    /** A short head and a long body with its {@code content-length}. */
    BODY {
        @Override
        SampleFrame frame(int octets) {
            Header destination = new Header("destination", "/queue/orders");
            byte[] body = new byte[octets - 60];
            Arrays.fill(body, (byte) 'x');
            return SampleFrame.of("MESSAGE", List.of(destination), body);
        }
    },
    /** Headers of 100 octets each and a short body. */
    HEAD {
        @Override
        SampleFrame frame(int octets) {
            List<Header> headers = new ArrayList<>();
            for (int i = 0; i < octets / 100; i++) {
                headers.add(new Header("header-" + (100_000 + i), "v".repeat(85)));
            }
            return SampleFrame.of("MESSAGE", headers, new byte[] {'x'});
        }
    };

    /** A frame of about this many octets. */
    abstract SampleFrame frame(int octets);

    Reads ofOctets(int octets) {
        return Reads.drip(List.of(frame(octets)));
    }
}
