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
package io.github.camelstomp2.chaos;

import io.github.camelstomp2.chaos.ledger.Fault;
import io.github.camelstomp2.chaos.ledger.Ledger;
import io.github.camelstomp2.chaos.ledger.MessageNumber;
import io.github.camelstomp2.chaos.ledger.Verdict;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes a ledger as text: one entry per line, times in microseconds. */
final class LedgerFile {
    private LedgerFile() {}

    static void write(Ledger ledger, Verdict verdict, Path file) {
        try (PrintWriter out = new PrintWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            out.println(verdict);
            verdict.violations().forEach(out::println);
            for (Fault fault : ledger.faults()) {
                out.println("FAULT " + fault.begunNanos() / 1000 + " to " + fault.endedNanos() / 1000 + " "
                        + fault.name() + " of " + fault.side());
            }
            ledger.read((kind, nanos, message, delivery, link) -> out.println(nanos / 1000 + " " + kind + " "
                    + MessageNumber.text(message) + (delivery < 0 ? "" : " delivery " + delivery)
                    + (link < 0 ? "" : " connection " + link)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
