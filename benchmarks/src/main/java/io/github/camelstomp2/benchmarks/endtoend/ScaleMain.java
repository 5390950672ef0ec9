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
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;

/** The process whose idle routes are measured. A line on its standard input starts each step. */
final class ScaleMain {
    private ScaleMain() {}

    /** Arguments: kind of routes, port of the peer, number of routes; and a file for the live objects by class. */
    public static void main(String[] arguments) throws Exception {
        BufferedReader steps = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        CamelContext context = IdleRoutes.valueOf(arguments[0])
                .context(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        System.out.println("ready");
        steps.readLine();
        context.start();
        System.out.println("started");
        steps.readLine();
        System.out.println(IdleMeasurement.now().line());
        if (arguments.length > 3) {
            Files.writeString(Path.of(arguments[3]), IdleMeasurement.histogram());
        }
        System.out.println("done");
        steps.readLine();
        System.exit(0);
    }
}
