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

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After each class of tests: no buffer was left to the garbage collector. Registered for all of them by the service file
 * of JUnit's extensions. A buffer that one class leaves behind may be found after a later one; the report says who
 * touched it.
 */
public final class NoLeaksExtension implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getRequiredTestClass().isMemberClass()) {
            return; // its outer class ends later
        }
        assertThat(leaks()).as("buffers that were never released").isEmpty();
    }

    /**
     * What is garbage now, and found by Netty when it makes the next buffer. Garbage is collected only if something was not
     * released, for this takes longer than many classes of tests.
     */
    private static List<String> leaks() {
        if (!ResourceLeakDetector.isEnabled()) {
            return List.of();
        }
        if (RecordingLeakDetector.hasUnreleased()) {
            System.gc();
            PooledByteBufAllocator.DEFAULT.directBuffer(1).release();
            RecordingLeakDetector.remember();
        }
        return RecordingLeakDetector.take();
    }
}
