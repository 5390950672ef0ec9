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

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands; each returns an exit code of {@link Stomp2Tools}. */
@Command(
        name = "stomp2-tools",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Works on the messages of a queue, and loses none of them.",
        footerHeading = "%n",
        footer = "stomp2-tools COMMAND --help tells the options of a command. Passwords: the environment variables "
                + "STOMP2_PASSWORD and STOMP2_TARGET_PASSWORD.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the command line cannot be; nothing was touched",
            "2:a broker was not reached, or refused what was asked; nothing was touched",
            "3:a message could not be sent, or the broker went away; what was not sent is where it was"
        })
final class Commands {
    private static final String TO = "Where all are sent, wherever they were.";
    private static final Duration EMPTY = Duration.ofSeconds(2);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Outlet NOWHERE = (consumed, destination, done) -> done.accept(null);

    /** That of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Commands.class.getPackage().getImplementationVersion();
            return new String[] {"stomp2-tools " + (version == null ? "(not packaged)" : version)};
        }
    }

    private final PrintWriter out;
    private final PrintWriter err;
    private final Map<String, String> environment;
    private final boolean terminal;

    @Spec
    private CommandSpec spec;

    Commands(PrintWriter out, PrintWriter err, Map<String, String> environment, boolean terminal) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.terminal = terminal;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Sends the messages of a queue to another one, in their order.")
    int move(
            @Option(names = "--to", required = true, paramLabel = "QUEUE", description = "Where they are sent.")
                    String to,
            @Mixin SourceOptions source,
            @Mixin TargetOptions target)
            throws Exception {
        return send(source, to, target, false);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Sends each dead letter back to where it was, without the headers that say why it failed.")
    int replay(
            @Option(names = "--to", paramLabel = "QUEUE", description = TO) String to,
            @Mixin SourceOptions source,
            @Mixin TargetOptions target)
            throws Exception {
        return send(source, to, target, true);
    }

    private int send(SourceOptions source, String to, TargetOptions target, boolean replays) throws Exception {
        if (slashed(source.from).equals(slashed(to)) && target.broker == null) {
            throw refused("--from and --to are the same queue");
        }
        try (Brokers brokers = brokers(source.broker, target, source.bounds)) {
            String past = replays ? "replayed from " + source.from : "moved from " + source.from + " to " + to;
            Transfer.Target place = message -> to == null ? Origin.of(message) : slashed(to);
            return take(source, brokers, new BrokerOutlet(brokers.producer(), replays), place, past);
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Takes the messages out of a queue, for ever.")
    int purge(@Mixin SourceOptions source) throws Exception {
        try (Brokers brokers = brokers(source.broker, null, source.bounds)) {
            return take(source, brokers, NOWHERE, message -> "nowhere", "purged from " + source.from);
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Takes the messages out of a queue, into a new file: a line of JSON for each.")
    int save(
            @Option(names = "--file", required = true, paramLabel = "FILE", description = "The new file.") Path file,
            @Mixin SourceOptions source)
            throws Exception {
        try (Brokers brokers = brokers(source.broker, null, source.bounds);
                Outlet outlet = source.bounds.dryRun ? NOWHERE : new FileOutlet(file)) {
            return take(source, brokers, outlet, message -> "file", "saved from " + source.from + " to " + file);
        } catch (UsageException e) {
            throw refused(e.getMessage());
        }
    }

    private int take(SourceOptions source, Brokers brokers, Outlet outlet, Transfer.Target target, String past)
            throws Exception {
        return new Run(brokers, outlet, source.bounds, out, err, terminal)
                .transfer(
                        source,
                        EMPTY,
                        transfer(source, brokers, target, outlet),
                        past,
                        begun -> brokers.take(source.from, source.window(), source.selector, begun));
    }

    private Transfer transfer(SourceOptions source, Brokers brokers, Transfer.Target target, Outlet outlet) {
        Predicate filter = filter(brokers.context(), source.bounds);
        return new Transfer(new Transfer.Plan(source.bounds.max, filter, source.bounds.dryRun), target, outlet);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Shows what is in a queue, where the broker can show it (ActiveMQ Classic). The messages stay.")
    int browse(@Mixin SourceOptions source) throws Exception {
        if (Brokers.isTopic(source.from)) {
            throw refused("browse shows what is in a queue; tail shows what comes to a topic");
        }
        return look(source, EMPTY);
    }

    @Command(mixinStandardHelpOptions = true, description = "Shows what comes to a topic from now on.")
    int tail(@Mixin SourceOptions source) throws Exception {
        if (!Brokers.isTopic(source.from)) {
            throw refused("tail shows what comes to a topic; browse shows what is in a queue");
        }
        return look(source, A_DAY);
    }

    private int look(SourceOptions source, Duration idle) throws Exception {
        source.bounds.quiet = true; // the messages are the output
        Outlet screen = this::print;
        try (Brokers brokers = brokers(source.broker, null, source.bounds)) {
            return new Run(brokers, screen, source.bounds, err, err, terminal)
                    .transfer(
                            source,
                            idle,
                            transfer(source, brokers, message -> "out", screen),
                            "shown of " + source.from,
                            begun -> brokers.look(source.from, source.selector, begun));
        }
    }

    private void print(Exchange consumed, String destination, Consumer<Throwable> done) {
        out.println(SavedMessage.of(consumed).line());
        done.accept(null);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Sends the messages of a file to where they were, or to one queue. The file stays.")
    int load(
            @Option(names = "--file", required = true, paramLabel = "FILE", description = "A file of save.") Path file,
            @Option(names = "--to", paramLabel = "QUEUE", description = TO) String to,
            @Option(
                            names = "--skip",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "How many lines at the begin are left out.")
                    long skip,
            @Mixin BrokerOptions broker,
            @Mixin BoundOptions bounds)
            throws Exception {
        if (skip < 0) {
            throw refused("--skip must be 0 or more");
        }
        if (!file.toFile().canRead()) {
            throw refused("--file " + file + " cannot be read");
        }
        try (Brokers brokers = brokers(broker, null, bounds)) {
            Outlet outlet = bounds.dryRun ? NOWHERE : new BrokerOutlet(brokers.producer(), false);
            Loading loading = new Loading(brokers.context(), outlet, filter(brokers.context(), bounds));
            Progress progress = new Progress(err, terminal, bounds.max, System.nanoTime());
            loading.run(file, skip, bounds.max, slashed(to), done -> {
                if (!bounds.quiet) {
                    progress.tell(done, System.nanoTime());
                }
            });
            progress.end();
            return loading.tell(out, err, file, bounds.dryRun, skip);
        }
    }

    private Brokers brokers(BrokerOptions broker, TargetOptions target, BoundOptions bounds) {
        if (bounds.max < 1) {
            throw refused("--max must be 1 or more");
        }
        return new Brokers(broker, target, environment);
    }

    private Predicate filter(CamelContext context, BoundOptions bounds) {
        try {
            Predicate filter =
                    context.resolveLanguage("simple").createPredicate(bounds.filter == null ? "true" : bounds.filter);
            filter.init(context);
            return filter;
        } catch (RuntimeException e) {
            throw refused("--filter is no condition in Simple: " + e.getMessage());
        }
    }

    private ParameterException refused(String message) {
        return new ParameterException(
                spec.commandLine().getParseResult().subcommand().commandSpec().commandLine(), message);
    }

    private static String slashed(String destination) {
        return destination == null || destination.startsWith("/") ? destination : "/" + destination;
    }
}
