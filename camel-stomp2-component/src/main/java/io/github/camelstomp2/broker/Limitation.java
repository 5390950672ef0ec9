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
package io.github.camelstomp2.broker;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An option that a broker cannot honour.
 *
 * @param option its name and, where that helps, its value
 * @param reason what the broker lacks, and what to do instead
 * @param fatal whether to go on without it would lose messages, or deliver others than were asked for or at the wrong
 *     time; otherwise it is said once and ignored
 */
public record Limitation(String option, String reason, boolean fatal) {
    /** To go on without it would be wrong. */
    static Limitation fatal(String option, String reason) {
        return new Limitation(option, reason, true);
    }

    /** It can be done without. */
    static Limitation tolerable(String option, String reason) {
        return new Limitation(option, reason, false);
    }

    /** Those that are fatal. */
    public static List<Limitation> fatalOf(Collection<Limitation> limitations) {
        return limitations.stream().filter(Limitation::fatal).toList();
    }

    /** As one sentence for the user. */
    public static String sentence(BrokerDialect dialect, Collection<Limitation> limitations) {
        return limitations.stream()
                .map(limitation -> limitation.option() + " is not possible on the broker " + dialect.name() + ": "
                        + limitation.reason())
                .collect(Collectors.joining("; "));
    }
}
