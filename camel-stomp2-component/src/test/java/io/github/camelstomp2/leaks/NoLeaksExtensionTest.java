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
package io.github.camelstomp2.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoLeaksExtensionTest {
    @Test
    void everyBufferIsWatched() {
        for (int i = 0; i < 1_000; i++) {
            ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(1);
            assertThat(buffer.getClass().getSimpleName()).contains("LeakAware");
            buffer.release();
        }
    }

    @Test
    void aBufferThatIsNotReleasedIsFound() {
        List<String> found = new ArrayList<>();
        leak();

        await().untilAsserted(() -> {
            System.gc();
            PooledByteBufAllocator.DEFAULT.directBuffer(1).release();
            found.addAll(RecordingLeakDetector.take());
            assertThat(found).singleElement().asString().contains("NoLeaksExtensionTest.leak");
        });
    }

    @Test
    void whetherABufferIsUnreleasedIsKnown() {
        await().until(() -> {
            RecordingLeakDetector.remember();
            return !RecordingLeakDetector.hasUnreleased();
        });

        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(1);
        assertThat(RecordingLeakDetector.hasUnreleased()).isTrue();

        buffer.release();
        await().until(() -> !RecordingLeakDetector.hasUnreleased());
    }

    private static void leak() {
        PooledByteBufAllocator.DEFAULT.directBuffer(8).writeByte(1);
    }
}
