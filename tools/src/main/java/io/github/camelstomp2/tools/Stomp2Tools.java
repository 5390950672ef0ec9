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

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.util.TimeUtils;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Moves, replays, purges, saves, loads and shows messages of a queue: {@code java -jar stomp2-tools.jar move --from queue/a --to
 * queue/b}. See docs/tools.md.
 */
public final class Stomp2Tools {
    /** All that was asked for is done. */
    public static final int DONE = 0;

    /** The command line says something that cannot be; nothing was touched. */
    public static final int USAGE = 1;

    /** A broker was not reached, or refused what was asked; nothing was touched. */
    public static final int NO_BROKER = 2;

    /** Some messages have gone, and then one could not, or the broker went away; what was not sent is where it was. */
    public static final int STOPPED = 3;

    private final PrintWriter out;
    private final PrintWriter err;
    private final Map<String, String> environment;
    private final boolean terminal;

    /**
     * @param environment has the passwords
     * @param terminal whether a person sees {@code err} at once
     */
    Stomp2Tools(PrintStream out, PrintStream err, Map<String, String> environment, boolean terminal) {
        this.out = new PrintWriter(out, true, StandardCharsets.UTF_8);
        this.err = new PrintWriter(err, true, StandardCharsets.UTF_8);
        this.environment = environment;
        this.terminal = terminal;
    }

    /** Ends the JVM with one of the codes above. */
    public static void main(String[] words) {
        System.exit(new Stomp2Tools(System.out, System.err, System.getenv(), isTerminal()).run(Arrays.asList(words)));
    }

    /** From Java 22 on there may be a console without a terminal; it says so itself. */
    private static boolean isTerminal() {
        Console console = System.console();
        try {
            return console != null
                    && (Runtime.version().feature() < 22
                            || (Boolean) Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Does what a command line says; returns one of the codes above. */
    int run(List<String> words) {
        CommandLine line = commandLine();
        if (words.isEmpty()) {
            line.usage(out);
            return USAGE;
        }
        return line.execute(words.toArray(new String[0]));
    }

    /** Knows the commands and their options. */
    CommandLine commandLine() {
        return new CommandLine(new Commands(out, err, environment, terminal))
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .registerConverter(Duration.class, Stomp2Tools::duration)
                .setParameterExceptionHandler((refusal, given) -> refuse(refusal))
                .setExecutionExceptionHandler((failure, command, given) -> notBegun(failure, command));
    }

    private static Duration duration(String text) {
        try {
            return Duration.ofMillis(TimeUtils.toMilliSeconds(text));
        } catch (RuntimeException e) { // Camel's parser throws several
            throw new TypeConversionException("'" + text + "' is not a time such as 500ms, 2s or 10m");
        }
    }

    private int notBegun(Exception failure, CommandLine command) {
        return failure instanceof UsageException
                ? refuse(new ParameterException(command, failure.getMessage()))
                : Checks.notBegun(err, failure);
    }

    private int refuse(ParameterException refusal) {
        CommandLine command = refusal.getCommandLine();
        err.println(refusal.getMessage());
        UnmatchedArgumentException.printSuggestions(refusal, err);
        if (refusal.getMessage().contains("--password")) {
            err.println("The password is read from the environment variable STOMP2_PASSWORD");
        }
        err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return USAGE;
    }
}
