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
package io.github.camelstomp2.conformance;

import io.github.camelstomp2.codec.StompLimits;
import io.github.camelstomp2.conformance.Vector.Ending;
import io.github.camelstomp2.conformance.Vector.Source;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file of vectors, as {@code resources/conformance/README.md} defines it. Whatever it does not understand is an
 * error: a vector that is misspelt must not turn into one that says less.
 */
public final class VectorFile {
    private static final Pattern LIMITS = Pattern.compile("body (\\d+), headers (\\d+), line (\\d+), head (\\d+)");
    private static final Pattern HEADER = Pattern.compile("header (.*) =>(?: (.*))?");
    private static final String PLACE = "<_>";

    private final String name;
    private final List<Vector> vectors = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private List<String> lines = List.of();
    private int at;

    private VectorFile(String name) {
        this.name = name;
    }

    /**
     * The vectors of a file in their order, one for each version and each alternative.
     *
     * @throws IllegalArgumentException if anything in it is unknown, missing or repeated
     */
    static List<Vector> parse(String name, String content) {
        VectorFile file = new VectorFile(name);
        List<String> block = new ArrayList<>();
        for (String line : content.split("\n", -1)) {
            file.checkLine(line);
            if (line.startsWith("== ") || line.isEmpty()) {
                file.block(block);
                block = new ArrayList<>();
            }
            if (!line.isEmpty() && !line.startsWith("#")) {
                block.add(line);
            }
        }
        file.block(block);
        return file.vectors;
    }

    private void checkLine(String line) {
        if (!line.equals(line.stripTrailing()) || line.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException(name + ": not printable ASCII, or white space at the end: " + line);
        }
    }

    private void block(List<String> block) {
        if (block.isEmpty()) {
            return;
        }
        if (!block.get(0).startsWith("== ")) {
            throw new IllegalArgumentException(name + ": outside of a vector: " + block.get(0));
        }
        List<String> alternatives = block.stream()
                .filter(line -> line.startsWith("for: "))
                .flatMap(line -> Arrays.stream(line.substring(5).split(" \\| ", -1)))
                .toList();
        if (alternatives.isEmpty()) {
            vector(block);
        }
        for (String alternative : alternatives) {
            List<String> replaced = new ArrayList<>(block);
            replaced.removeIf(line -> line.startsWith("for: "));
            replaced.replaceAll(line -> line.replace(PLACE, alternative));
            replaced.set(0, block.get(0) + " [" + alternative + "]");
            vector(replaced);
        }
    }

    private void vector(List<String> block) {
        lines = block;
        at = 0;
        String title = required("== ");
        try {
            parseVector(title);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + title + ": " + e.getMessage(), e);
        }
    }

    private void parseVector(String title) {
        List<Rule> rules = Arrays.stream(required("rules: ").split(", ", -1))
                .map(Rule::valueOf)
                .toList();
        List<@Nullable StompVersion> versions = versions(required("versions: "));
        int start = at;
        for (StompVersion version : versions) {
            at = start;
            Source source = new Source(name, title, version, holding(rules, version));
            if (!known.add(source.toString())) {
                throw new IllegalArgumentException("the title is not unique");
            }
            vectors.add(isNext("write: ") ? written(source) : read(source));
            if (at < lines.size()) {
                throw new IllegalArgumentException("not understood: " + lines.get(at));
            }
        }
    }

    /** A vector of 1.1 says nothing about a rule of 1.2. */
    private static List<Rule> holding(List<Rule> rules, @Nullable StompVersion version) {
        List<Rule> holding = rules.stream()
                .filter(rule -> version == null || rule.versions().contains(version.number()))
                .toList();
        if (holding.isEmpty()) {
            throw new IllegalArgumentException("none of its rules is one of " + version);
        }
        return holding;
    }

    private static List<@Nullable StompVersion> versions(String written) {
        List<@Nullable StompVersion> versions = new ArrayList<>();
        for (String version : written.equals("all") ? new String[] {"1.0", "1.1", "1.2"} : written.split(" ", -1)) {
            versions.add(version.equals("before-connected") ? null : one(version));
        }
        return versions;
    }

    private static StompVersion one(String number) {
        return Arrays.stream(StompVersion.values())
                .filter(version -> version.number().equals(number))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no version: " + number));
    }

    private Vector read(Source source) {
        StompLimits limits = isNext("limits: ") ? limits(required("limits: ")) : StompLimits.DEFAULT;
        required("read:");
        byte[] octets = octets();
        List<StompFrame> frames = new ArrayList<>();
        while (isNext("frame: ") || isNext("skipped: ")) {
            frames.add(isNext("frame: ") ? frame(StompCommand.valueOf(required("frame: "))) : skipped());
        }
        if (isNext("fatal: ")) {
            return new Vector.Read(source, limits, octets, frames, Ending.FATAL, required("fatal: "));
        }
        if (isNext("fatal-at-last-octet: ")) {
            String message = required("fatal-at-last-octet: ");
            return new Vector.Read(source, limits, octets, frames, Ending.FATAL_AT_LAST_OCTET, message);
        }
        if (isNext("waits")) {
            required("waits");
            return new Vector.Read(source, limits, octets, frames, Ending.WAITING, "");
        }
        if (frames.isEmpty()) {
            required("nothing");
        }
        return new Vector.Read(source, limits, octets, frames, Ending.AT_REST, "");
    }

    private StompFrame skipped() {
        String limit = required("skipped: ");
        return skipped(frame(StompCommand.MESSAGE).headers(), limit);
    }

    /** How a message that was skipped stands among frames: no frame that is read has a header without a name. */
    public static StompFrame skipped(StompHeaders kept, String limit) {
        return new StompFrame(
                StompCommand.MESSAGE, kept.toBuilder().add("", limit).build());
    }

    private Vector written(Source source) {
        StompCommand command = StompCommand.valueOf(required("write: "));
        StompFrame frame = frame(command);
        if (isNext("without-content-length")) {
            required("without-content-length");
            frame = frame.withoutContentLength();
        }
        if (isNext("refused: ")) {
            return new Vector.Written(source, frame, null, required("refused: "));
        }
        required("octets:");
        return new Vector.Written(source, frame, octets(), "");
    }

    private StompFrame frame(StompCommand command) {
        StompHeaders.Builder headers = StompHeaders.builder();
        while (isNext("header ")) {
            Matcher header = HEADER.matcher(lines.get(at++));
            if (!header.matches()) {
                throw new IllegalArgumentException("not a header: " + lines.get(at - 1));
            }
            headers.add(side(header.group(1)), header.group(2) == null ? "" : side(header.group(2)));
        }
        byte[] body = isNext("body: ") ? Notation.octets(required("body: ")) : new byte[0];
        return new StompFrame(command, headers.build(), body);
    }

    /** White space at the ends could be overlooked: it has to be spelt out. */
    private static String side(String written) {
        if (!written.equals(written.strip()) || written.contains("=>")) {
            throw new IllegalArgumentException("not clear where it begins or ends: '" + written + "'");
        }
        return written.equals("<>") ? "" : Notation.text(written);
    }

    private static StompLimits limits(String written) {
        Matcher limits = LIMITS.matcher(written);
        if (!limits.matches()) {
            throw new IllegalArgumentException("not limits: " + written);
        }
        return new StompLimits(
                Integer.parseInt(limits.group(1)),
                Integer.parseInt(limits.group(2)),
                Integer.parseInt(limits.group(3)),
                Integer.parseInt(limits.group(4)));
    }

    private byte[] octets() {
        List<String> block = new ArrayList<>();
        while (isNext("|")) {
            block.add(required("|"));
        }
        if (block.isEmpty()) {
            throw new IllegalArgumentException("no octets");
        }
        return Notation.octets(String.join("<lf>", block));
    }

    private boolean isNext(String key) {
        return at < lines.size() && lines.get(at).startsWith(key);
    }

    /** The rest of the next line, which must begin with this key, and be it if the key is a whole line. */
    private String required(String key) {
        if (!isNext(key)) {
            throw new IllegalArgumentException("expected '" + key + "' but there is "
                    + (at < lines.size() ? "'" + lines.get(at) + "'" : "nothing more"));
        }
        String rest = lines.get(at++).substring(key.length());
        boolean wholeLine = !key.endsWith(" ") && !key.equals("|");
        if (wholeLine != rest.isEmpty() && !key.equals("|")) {
            throw new IllegalArgumentException("not understood: " + lines.get(at - 1));
        }
        return rest;
    }
}
