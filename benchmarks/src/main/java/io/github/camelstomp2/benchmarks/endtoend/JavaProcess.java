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
package io.github.camelstomp2.benchmarks.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts JVMs with the class path of this one. */
final class JavaProcess {
    private JavaProcess() {}

    /**
     * Starts a JVM; its error output appears in this JVM's.
     *
     * @param first the class path that comes first; may be empty
     */
    static Process start(String first, Class<?> main, String... arguments) throws IOException {
        return start(first, main, List.of(arguments));
    }

    /** As {@link #start(String, Class, String...)}. */
    static Process start(String first, Class<?> main, List<String> arguments) throws IOException {
        String classPath = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xms512m",
                "-Xmx512m",
                "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
                "-cp",
                first.isEmpty() ? classPath : first + System.getProperty("path.separator") + classPath,
                main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /**
     * The next line of its output.
     *
     * @throws IllegalStateException if the line does not begin as expected
     */
    static String expect(BufferedReader words, String beginning) throws IOException {
        String line = words.readLine();
        if (line == null || !line.startsWith(beginning)) {
            throw new IllegalStateException("not " + beginning + " but " + line);
        }
        return line;
    }
}
