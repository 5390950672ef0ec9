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

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What a command does with each message. */
final class Command {
    private static final Set<String> NAMES = Set.of("move", "replay", "purge", "save", "load", "tail");

    private final CommandLine line;
    private final String name;
    private final String to;

    private Command(CommandLine line) {
        this.line = line;
        this.name = line.command();
        this.to = slashed(line.get("to", null));
    }

    /**
     * @throws UsageException an option is missing, or means nothing to this command
     */
    static Command of(CommandLine line) {
        if (!NAMES.contains(line.command())) {
            throw new UsageException("There is no command " + line.command());
        }
        Command command = new Command(line);
        command.check();
        return command;
    }

    private void check() {
        if (loads()) {
            String file = line.require("file");
            if (!Files.isReadable(Path.of(file))) {
                throw new UsageException("--file " + file + " cannot be read");
            }
            return;
        }
        String from = slashed(line.require("from"));
        if (name.equals("save")) {
            line.require("file");
        }
        if (name.equals("move")) {
            line.require("to");
        } else if (to != null && !name.equals("replay")) {
            throw new UsageException(name + " has no --to: messages are not sent. Use move");
        }
        if (from.equals(to) && !line.has("target-broker")) {
            throw new UsageException("--from and --to are the same queue");
        }
    }

    private static String slashed(String destination) {
        return destination == null || destination.startsWith("/") ? destination : "/" + destination;
    }

    boolean loads() {
        return name.equals("load");
    }

    /** Whether messages stay where they are. */
    boolean looks() {
        return name.equals("tail");
    }

    /** Whether an empty queue is not the end. */
    boolean waits() {
        return looks() && Brokers.isTopic(line.require("from"));
    }

    /** {@code null}: to where each message was. */
    String to() {
        return to;
    }

    /** Where a message goes; {@code null}: it does not say, and stays. */
    String target(Message message) {
        return switch (name) {
            case "move" -> to;
            case "replay" -> to == null ? Origin.of(message) : to;
            default -> name; // not sent to a broker
        };
    }

    Outlet outlet(Brokers brokers, PrintStream out) throws Exception {
        return switch (name) {
            case "purge" -> (consumed, destination, done) -> done.accept(null);
            case "tail" -> (consumed, destination, done) -> print(consumed, out, done);
            case "save" -> new FileOutlet(Path.of(line.require("file")));
            default -> new BrokerOutlet(brokers.producer(), name.equals("replay"));
        };
    }

    private static void print(Exchange consumed, PrintStream out, Consumer<Throwable> done) {
        out.println(SavedMessage.of(consumed).line());
        done.accept(null);
    }

    /** What has been done, for the summary. */
    String past() {
        String from = line.require("from");
        return switch (name) {
            case "move" -> "moved from " + from + " to " + line.require("to");
            case "replay" -> "replayed from " + from;
            case "save" -> "saved from " + from + " to " + line.require("file");
            case "tail" -> "shown of " + from;
            default -> "purged from " + from;
        };
    }
}
