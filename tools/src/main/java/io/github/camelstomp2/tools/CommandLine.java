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
package io.github.camelstomp2.tools;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The words of a command line: a command, then options as {@code --name value}, or {@code --name} alone for switches. */
final class CommandLine {
    private static final Set<String> SWITCHES = Set.of("dry-run", "django-stomp", "quiet");

    private final String command;
    private final Map<String, String> options;

    private CommandLine(String command, Map<String, String> options) {
        this.command = command;
        this.options = options;
    }

    /**
     * @param known the names of the options that there are
     * @throws UsageException a word is none of a command line
     */
    static CommandLine parse(List<String> words, Set<String> known) {
        if (words.isEmpty()) {
            throw new UsageException("There is no command");
        }
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            String name = word.startsWith("--") ? word.substring(2) : null;
            if (name == null || !known.contains(name)) {
                throw new UsageException(
                        "There is no option " + word + ". Options are --" + String.join(", --", new TreeSet<>(known)));
            }
            if (SWITCHES.contains(name)) {
                options.put(name, "true");
            } else if (i + 1 == words.size()) {
                throw new UsageException(word + " needs a value behind it");
            } else {
                options.put(name, words.get(++i));
            }
        }
        return new CommandLine(words.get(0), options);
    }

    String command() {
        return command;
    }

    boolean has(String name) {
        return options.containsKey(name);
    }

    String get(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    String require(String name) {
        String value = options.get(name);
        if (value == null) {
            throw new UsageException(command + " needs --" + name);
        }
        return value;
    }
}
