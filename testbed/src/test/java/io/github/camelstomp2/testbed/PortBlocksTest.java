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
package io.github.camelstomp2.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortBlocksTest {
    /** Not ports that others ask for. */
    private static final int LOWEST = 100_000;

    @Test
    void noPortIsGivenTwiceAsLongAsThereAreOthers() {
        PortBlocks ports = new PortBlocks(LOWEST, 3, 2);
        assertThat(IntStream.range(0, 6).map(i -> ports.next()))
                .containsExactlyInAnyOrder(100_000, 100_001, 100_002, 100_003, 100_004, 100_005);
    }

    @Test
    void theOnesUsedLongestAgoComeAgain() {
        PortBlocks ports = new PortBlocks(LOWEST + 1_000, 3, 2);
        List<Integer> first = IntStream.range(0, 6).mapToObj(i -> ports.next()).toList();
        assertThat(IntStream.range(0, 6).mapToObj(i -> ports.next())).containsExactlyElementsOf(first);
    }

    @Test
    void anotherJvmGetsOthers() throws Exception {
        PortBlocks ports = new PortBlocks(LOWEST + 2_000, 2, 10);
        int ours = ports.next();
        Process other = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherJvm.class.getName())
                .redirectErrorStream(true)
                .start();
        String theirs = new String(other.getInputStream().readAllBytes()).strip();
        assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();

        assertThat(theirs).matches("10\\d{4}");
        assertThat(Integer.parseInt(theirs) / 10).isNotEqualTo(ours / 10);
    }

    static final class OtherJvm {
        private OtherJvm() {}

        public static void main(String[] args) {
            System.out.println(new PortBlocks(LOWEST + 2_000, 2, 10).next());
        }
    }
}
