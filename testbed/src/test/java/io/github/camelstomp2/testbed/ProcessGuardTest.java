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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProcessGuardTest {

    @Test
    void whatItWatchesDiesWithTheJvmEvenWhenThatIsKilled() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Guarded.class.getName())
                .start();
        long pid = Long.parseLong(jvm.inputReader().readLine());
        ProcessHandle guarded = ProcessHandle.of(pid).orElseThrow();
        assertThat(guarded.isAlive()).isTrue();

        jvm.destroyForcibly();

        Poll.until(
                Duration.ofSeconds(10),
                "the guarded process to be killed",
                () -> !guarded.isAlive() || guarded.info().command().isEmpty());
    }

    /** Starts a process, freezes it as {@link TestBroker#suspend()} would, and waits to be killed. */
    static final class Guarded {

        private Guarded() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            Process frozen = new ProcessBuilder("sleep", "60").start();
            new ProcessBuilder("kill", "-STOP", Long.toString(frozen.pid()))
                    .start()
                    .waitFor();
            ProcessGuard.instance().watch(frozen.toHandle());
            System.out.println(frozen.pid());
            frozen.waitFor();
        }
    }
}
