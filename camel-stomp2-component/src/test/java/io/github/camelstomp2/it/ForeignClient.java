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
package io.github.camelstomp2.it;

import io.github.camelstomp2.testbed.TestBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client of another library, as a script of {@code resources/interop}, whose README says what it does. */
enum ForeignClient {
    STOMP_PY("python3", "stomp_py.py"),
    STOMP_GEM("ruby", "stomp_gem.rb"),
    NET_STOMP("perl", "net_stomp.pl"),
    STOMPJS("node", "stompjs.cjs");

    private static final Path SCRIPTS = Path.of("src", "test", "resources", "interop");
    private static final long PATIENCE_SECONDS = 60;

    private final String interpreter;
    private final String script;

    ForeignClient(String interpreter, String script) {
        this.interpreter = interpreter;
        this.script = script;
    }

    /** @param note the header of this name, empty without */
    record Received(String kind, byte[] body, String note, String reason) {
        private static Received parse(String line) {
            String[] cells = line.split(" ");
            return new Received(cells[0], octets(cells[1]), text(cells[2]), text(cells[3]));
        }

        private static byte[] octets(String cell) {
            return cell.equals("-") ? new byte[0] : HexFormat.of().parseHex(cell);
        }

        private static String text(String cell) {
            return new String(octets(cell), StandardCharsets.UTF_8);
        }

        String bodyText() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    void send(TestBroker broker, String queue) throws Exception {
        run(broker, "send", queue);
    }

    List<Received> receive(TestBroker broker, String queue, int count) throws Exception {
        return run(broker, "receive", queue, Integer.toString(count));
    }

    /** One message, which is not acknowledged. */
    Received look(TestBroker broker, String queue) throws Exception {
        return run(broker, "look", queue).get(0);
    }

    private List<Received> run(TestBroker broker, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                interpreter,
                SCRIPTS.resolve(script).toString(),
                broker.host(),
                Integer.toString(broker.port()),
                broker.login(),
                broker.passcode()));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            List<String> lines =
                    process.inputReader(StandardCharsets.UTF_8).lines().toList();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(script + " " + arguments[0] + " failed; its output is in the log: " + lines);
            }
            return lines.stream().map(Received::parse).toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
