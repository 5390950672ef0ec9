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

import io.github.camelstomp2.protocol.StompUnsupportedOptionException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An option that a broker cannot fulfil.
 *
 * @param option its name and, where that helps, its value
 * @param reason what the broker lacks, and what to do instead
 * @param fatal whether messages would be lost, wrongly selected or delivered at the wrong time without it. If not, the
 *     option is logged once and ignored.
 */
public record Limitation(String option, String reason, boolean fatal) {
    /** Without the option, messages would be lost or wrong: it is refused. */
    public static Limitation fatal(String option, String reason) {
        return new Limitation(option, reason, true);
    }

    /** The component works without the option: it is logged and ignored. */
    public static Limitation tolerable(String option, String reason) {
        return new Limitation(option, reason, false);
    }

    /** Those that are fatal. */
    public static List<Limitation> fatalOf(Collection<Limitation> limitations) {
        return limitations.stream().filter(Limitation::fatal).toList();
    }

    /**
     * Refuses options that the broker cannot fulfil and that must not be ignored.
     *
     * @param broker the dialect's name
     * @throws StompUnsupportedOptionException if one of them is fatal
     */
    public static void requirePossible(Collection<Limitation> limitations, String broker) {
        List<Limitation> fatal = fatalOf(limitations);
        if (!fatal.isEmpty()) {
            throw new StompUnsupportedOptionException(sentence(broker, fatal));
        }
    }

    /**
     * All limitations as one sentence for the user.
     *
     * @param broker the dialect's name
     */
    public static String sentence(String broker, Collection<Limitation> limitations) {
        return limitations.stream()
                .map(limitation ->
                        limitation.option() + " is not possible on the broker " + broker + ": " + limitation.reason())
                .collect(Collectors.joining("; "));
    }
}
