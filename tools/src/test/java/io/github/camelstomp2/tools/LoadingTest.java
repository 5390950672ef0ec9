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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.tools.message.SavedMessage;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Predicate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that somebody has cut, joined or changed by hand: what is whole is sent, and the output says where to go on. */
@Timeout(60)
class LoadingTest {
    private static final String GOOD = "{\"destination\":\"/queue/a\",\"headers\":{},\"text\":\"one\"}\n";

    @TempDir
    Path directory;

    private final CamelContext context = new DefaultCamelContext();
    private final List<String> sent = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private Outlet outlet = (exchange, destination, done) -> {
        sent.add(destination + " " + exchange.getMessage().getBody(String.class));
        done.accept(null);
    };

    @AfterEach
    void stop() {
        context.stop();
    }

    private int load(byte[] content, long skip, long max, String to, String filter) throws Exception {
        return load(Files.write(directory.resolve("letters.jsonl"), content), skip, max, to, filter);
    }

    private int load(Path file, long skip, long max, String to, String filter) throws Exception {
        context.start();
        Predicate condition = context.resolveLanguage("simple").createPredicate(filter);
        condition.init(context);
        Loading loading = new Loading(context, outlet, condition, new Loading.Plan(file, skip, max, to));
        loading.run(done -> {});
        PrintWriter writer = new PrintWriter(out, true);
        return loading.tell(writer, writer, false);
    }

    private int load(String content) throws Exception {
        return load(content.getBytes(StandardCharsets.UTF_8), 0, 1000, null, "true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"destination\":\"/queue/a\",\"hea| no message in this line",
                "{\"headers\":{},\"text\":\"a\"}{\"headers\":{},\"text\":\"b\"}| no message in this line",
                "null| no message in this line: it has no headers",
                "{}| no message in this line: it has no headers",
                "[1]| no message in this line",
                "{\"headers\":{},\"octets\":\"%\"}| no message in this line",
                "{\"headers\":{},\"text\":\"two\"}| the message does not say where it was; name a queue with --to"
            })
    void aDamagedLineEndsItAndItsNumberIsSaid(String line, String message) throws Exception {
        assertThat(load(GOOD + line + "\n" + GOOD)).isEqualTo(Stomp2Tools.STOPPED);

        assertThat(sent).containsExactly("/queue/a one");
        assertThat(out.toString())
                .contains("1 messages loaded", "line 2: ", message, "To go on behind those: --skip 1")
                .doesNotContain("Source");
    }

    @Test
    void octetsThatAreNoTextEndIt() throws Exception {
        byte[] damaged = (GOOD + "Ä").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(load(damaged, 0, 1000, null, "true")).isEqualTo(Stomp2Tools.STOPPED);

        assertThat(out.toString())
                .contains("is something that is no UTF-8", "To go on behind those: --skip " + sent.size());
    }

    @Test
    void aTextIsLoadedHoweverLongItAndTheNameOfAHeaderAre() throws Exception {
        String line =
                new SavedMessage("/queue/a", Map.of("h".repeat(60_000), "v"), "x".repeat(21_000_000), null).line();

        assertThat(load(line + "\n")).as(out.toString()).isEqualTo(Stomp2Tools.DONE);

        assertThat(sent.get(0)).hasSize("/queue/a ".length() + 21_000_000);
    }

    @Test
    void ofAFileOfAnotherKindOnlyTheBeginIsRead() throws Exception {
        Path file = directory.resolve("letters.jsonl");
        try (RandomAccessFile image = new RandomAccessFile(file.toFile(), "rw")) {
            image.setLength(1L << 40); // zeros, which take no place on the disk
        }

        assertThat(load(file, 0, 1000, null, "true")).isEqualTo(Stomp2Tools.STOPPED);

        assertThat(out.toString()).contains("line 1: no message in this line", "--skip 0");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() throws Exception {
        assertThat(load("\ufeff" + GOOD + GOOD)).as(out.toString()).isEqualTo(Stomp2Tools.DONE);

        assertThat(sent).containsExactly("/queue/a one", "/queue/a one");
    }

    @Test
    void tooLittleMemoryEndsItWithASentence() throws Exception {
        outlet = (exchange, destination, done) -> {
            throw new OutOfMemoryError("Java heap space");
        };

        assertThat(load(GOOD)).isEqualTo(Stomp2Tools.STOPPED);

        assertThat(out.toString()).contains("not enough memory (Java heap space)", "-Xmx", "--skip 0");
    }

    @Test
    void aFilterThatFailsEndsIt() throws Exception {
        assertThat(load(GOOD.getBytes(StandardCharsets.UTF_8), 0, 1000, null, "${body} regex '('"))
                .isEqualTo(Stomp2Tools.STOPPED);

        assertThat(sent).isEmpty();
        assertThat(out.toString()).contains("0 messages loaded", "line 1: ", "--skip 0");
    }

    @Test
    void linesBeyondMaxAreAnnouncedWithTheOptionThatGoesOn() throws Exception {
        assertThat(load(GOOD.repeat(5).getBytes(StandardCharsets.UTF_8), 1, 2, "/queue/b", "true"))
                .isEqualTo(Stomp2Tools.DONE);

        assertThat(sent).containsExactly("/queue/b one", "/queue/b one");
        assertThat(out.toString()).contains("Ended because of --max 2; there are more", "--skip 3");
    }

    @Test
    void theLastLineThatMaxAllowsIsTheEndWithoutAWord() throws Exception {
        assertThat(load(GOOD.repeat(3).getBytes(StandardCharsets.UTF_8), 1, 2, null, "true"))
                .isEqualTo(Stomp2Tools.DONE);

        assertThat(out.toString()).contains("2 messages loaded").doesNotContain("--max");
    }

    @Test
    void noMaxIsTooLarge() throws Exception {
        assertThat(load(GOOD.repeat(3).getBytes(StandardCharsets.UTF_8), 1, Long.MAX_VALUE, null, "true"))
                .isEqualTo(Stomp2Tools.DONE);

        assertThat(out.toString()).contains("2 messages loaded");
    }
}
