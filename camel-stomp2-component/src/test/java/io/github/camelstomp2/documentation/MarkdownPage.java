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
package io.github.camelstomp2.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation: the anchors of its headings, and its links. */
record MarkdownPage(Path path, String text) {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("#+ +(.*?) *");
    private static final Pattern FENCE = Pattern.compile(" *```.*");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    static MarkdownPage read(Path path) {
        try {
            return new MarkdownPage(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A link to another place of the repository. */
    record Link(String path, String anchor) {
        @Override
        public String toString() {
            return anchor.isEmpty() ? path : path + "#" + anchor;
        }
    }

    /** Without those that lead out of the repository. */
    List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (String line : prose()) {
            Matcher link = LINK.matcher(CODE.matcher(line).replaceAll("code"));
            while (link.find()) {
                if (!link.group(1).matches("[a-z]+:.*")) {
                    String[] parts = link.group(1).split("#", 2);
                    links.add(new Link(parts[0], parts.length == 1 ? "" : parts[1]));
                }
            }
        }
        return links;
    }

    /**
     * Made of each heading as hosts of repositories do: small letters, hyphens for spaces, no other signs, and a number
     * behind the second of two that are equal.
     */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> taken = new HashMap<>();
        for (String line : prose()) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String anchor = heading.group(1)
                        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_\\- ]", "")
                        .replace(' ', '-');
                int before = taken.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }
        return anchors;
    }

    /** The lines that are no code. */
    private List<String> prose() {
        List<String> lines = new ArrayList<>();
        boolean code = false;
        for (String line : text.lines().toList()) {
            if (FENCE.matcher(line).matches()) {
                code = !code;
            } else if (!code) {
                lines.add(line);
            }
        }
        return lines;
    }
}
