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
package io.github.camelstomp2.observation;

import org.apache.camel.CamelContext;

/** Finds out whether there is a registry for meters. */
public final class MeterAccess {
    private MeterAccess() {}

    /**
     * The meters of something.
     *
     * @param tags names and values by turns, which all of its meters have
     */
    public static Meters metersOf(CamelContext camel, String... tags) {
        boolean there = camel.getClassResolver().resolveClass("io.micrometer.core.instrument.MeterRegistry") != null;
        return there ? MicrometerMeters.of(camel, tags) : Meters.NONE;
    }
}
