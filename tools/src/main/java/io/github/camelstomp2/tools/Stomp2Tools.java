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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.Predicate;
import org.apache.camel.util.TimeUtils;

/**
 * Moves, replays, purges, saves, loads and shows messages of a queue: {@code java -jar stomp2-tools.jar move --from queue/a --to queue/b}. See
 * docs/tools.md.
 */
public final class Stomp2Tools {
    /** All that was asked for is done. */
    public static final int DONE = 0;

    /** The command line says something that cannot be; nothing was touched. */
    public static final int USAGE = 1;

    /** A broker was not reached, or refused what was asked; nothing was touched. */
    public static final int NO_BROKER = 2;

    /** Some messages have gone, and then one could not; that one and all behind it are where they were. */
    public static final int STOPPED = 3;

    static final Set<String> OPTIONS = Set.of(
            "from",
            "to",
            "file",
            "skip",
            "broker",
            "username",
            "host",
            "target-broker",
            "target-username",
            "target-host",
            "max",
            "idle",
            "time",
            "window",
            "selector",
            "filter",
            "dry-run",
            "django-stomp",
            "quiet");

    private static final String HELP =
            """
            stomp2-tools COMMAND --from queue/NAME [OPTIONS]

              move     to the queue of --to
              replay   back to where each dead letter was, without the headers that say why it failed
              purge    takes the messages out, for ever
              save     takes the messages out, into a new --file
              load     sends the messages of a --file to where they were, or to the queue of --to
              tail     shows what comes to a topic, or is in a queue (ActiveMQ Classic)

            --broker tcp://localhost:61613  --username NAME    the password in the environment: STOMP2_PASSWORD
            --target-broker URL --target-username NAME         another broker to move to: STOMP2_TARGET_PASSWORD
            --host NAME  --target-host NAME                    virtual hosts
            --max 1000   --idle 2s   --time 10m                ends after so many, when nothing comes, or then
            --filter '${header.region} == "EU"'                only those, as Simple has it
            --selector "region = 'EU'"                         only those, by the broker (ActiveMQ, Artemis)
            --window 500                                       how many are on their way, or left out by --filter
            --skip 0                                           how many lines of a file are not loaded
            --dry-run   --django-stomp   --quiet
            """;

    /** How often the user hears how far it is. */
    private static final long PROGRESS_NANOS = 2_000_000_000L;

    private static final long TURN_NANOS = 20_000_000L;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    Stomp2Tools(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /** Ends the JVM with one of the codes above. */
    public static void main(String[] words) {
        System.exit(new Stomp2Tools(System.out, System.err, System.getenv()).run(Arrays.asList(words)));
    }

    /** Does what a command line says; returns one of the codes above. */
    int run(List<String> words) {
        if (words.isEmpty() || words.contains("--help")) {
            out.print(HELP);
            return words.isEmpty() ? USAGE : DONE;
        }
        try {
            CommandLine line = CommandLine.parse(words, OPTIONS);
            return run(line);
        } catch (UsageException e) {
            err.println(e.getMessage() + ". See --help");
            return USAGE;
        }
    }

    private int run(CommandLine line) {
        Command command = Command.of(line);
        long max = number(line, "max", "1000", 1);
        long skip = number(line, "skip", "0", 0);
        long window = number(line, "window", line.has("filter") || line.has("dry-run") ? "10000" : "500", 1);
        long idle = nanos(line, "idle", command.waits() ? "1d" : "2s");
        long time = nanos(line, "time", "1d");
        try (RefusedSubscriptions refused = new RefusedSubscriptions();
                Brokers brokers = new Brokers(line, environment);
                Outlet outlet = command.outlet(brokers, out)) {
            Runtime.getRuntime().addShutdownHook(new Thread(brokers::close));
            if (command.loads()) {
                return load(line, new Loading(brokers.context(), outlet), skip, max, command.to());
            }
            Predicate filter = filter(brokers.context(), line.get("filter", "true"));
            Transfer.Plan plan = new Transfer.Plan(max, filter, line.has("dry-run"));
            Transfer transfer = new Transfer(plan, command::target, outlet);
            long begin = System.nanoTime();
            if (command.looks()) {
                brokers.look(line.require("from"), transfer);
            } else {
                brokers.take(line.require("from"), Math.min(max, window), transfer);
            }
            Runnable turn = () -> {
                outlet.flush();
                LockSupport.parkNanos(TURN_NANOS);
            };
            await(transfer, refused, idle, time, turn, line.has("quiet") || command.looks());
            if (refused.refusal() != null && transfer.gone() == 0) {
                return NO_BROKER; // the log says why
            }
            return tell(command, line, transfer.result(), System.nanoTime() - begin);
        } catch (FailedToStartRouteException e) {
            return noBroker(e.getCause() == null ? e : e.getCause());
        } catch (UsageException e) {
            throw e;
        } catch (Exception e) {
            return noBroker(e);
        }
    }

    private int load(CommandLine line, Loading loading, long skip, long max, String to) throws Exception {
        Path file = Path.of(line.require("file"));
        loading.run(file, skip, max, to);
        out.println(loading.confirmed() + " messages loaded from " + file);
        if (loading.failure() != null) {
            err.println(loading.failure());
            err.println("To go on behind those: --skip " + (skip + loading.confirmed()));
            return STOPPED;
        }
        return DONE;
    }

    private int noBroker(Throwable cause) {
        err.println("Nothing was touched: " + cause.getMessage());
        return NO_BROKER;
    }

    private static long number(CommandLine line, String option, String otherwise, long least) {
        try {
            long number = Long.parseLong(line.get(option, otherwise));
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UsageException("--" + option + " has to be a number, " + least + " or more");
    }

    private static long nanos(CommandLine line, String option, String otherwise) {
        try {
            return TimeUtils.toMilliSeconds(line.get(option, otherwise)) * 1_000_000;
        } catch (RuntimeException e) { // Camel's parser throws several
            throw new UsageException("--" + option + " has to be a time such as 500ms, 2s or 10m");
        }
    }

    private static Predicate filter(CamelContext context, String simple) {
        try {
            Predicate filter = context.resolveLanguage("simple").createPredicate(simple);
            filter.init(context);
            return filter;
        } catch (RuntimeException e) {
            throw new UsageException("--filter is no condition in Simple: " + e.getMessage());
        }
    }

    private void await(
            Transfer transfer, RefusedSubscriptions refused, long idle, long time, Runnable turn, boolean quiet) {
        long begin = System.nanoTime();
        long told = begin;
        while (!transfer.isOver()
                && !transfer.isIdle(idle)
                && refused.refusal() == null
                && System.nanoTime() - begin < time) {
            turn.run();
            if (!quiet && System.nanoTime() - told > PROGRESS_NANOS) {
                told = System.nanoTime();
                err.println(transfer.gone() + " so far");
            }
        }
    }

    private int tell(Command command, CommandLine line, Transfer.Result result, long nanos) {
        String would = line.has("dry-run") ? "would be " : "";
        PrintStream summary = command.looks() ? err : out;
        summary.printf("%d messages %s%s in %d ms%n", result.done(), would, command.past(), nanos / 1_000_000);
        if (result.left() > 0) {
            summary.println(result.left() + " messages left where they are");
        }
        if (result.failed() > 0) {
            summary.println(
                    result.failed() + " messages not confirmed by the target; they stay, and so do those behind them");
        }
        result.reasons().forEach(err::println);
        return result.failed() > 0 ? STOPPED : DONE;
    }
}
