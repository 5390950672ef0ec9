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

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What a process needs while its routes are idle.
 *
 * @param threads live threads, with those of the JVM and of Camel
 * @param heap octets that are still reachable
 */
record IdleMeasurement(int threads, long heap) {

    /** Collects garbage and measures. */
    static IdleMeasurement now() throws JMException {
        String[] lines = histogram().strip().split("\n");
        // "Total  <instances>  <octets>"
        String[] total = lines[lines.length - 1].strip().split("\\s+");
        return new IdleMeasurement(
                ManagementFactory.getThreadMXBean().getThreadCount(), Long.parseLong(total[total.length - 1]));
    }

    /** The live objects of each class, as {@code jcmd <pid> GC.class_histogram} shows them. */
    static String histogram() throws JMException {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
    }

    /** The line that the process prints. */
    String line() {
        return "measured " + threads + " " + heap;
    }

    static IdleMeasurement ofLine(String line) {
        String[] parts = line.split(" ");
        return new IdleMeasurement(Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
    }
}
