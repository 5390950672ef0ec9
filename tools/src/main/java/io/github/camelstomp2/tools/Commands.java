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

import io.github.camelstomp2.tools.message.Origin;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    /** What is only looked at needs no answer. */
    private static final long NO_WINDOW = Long.MAX_VALUE;

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
            @Mixin CopyOptions copies,
            @Mixin TargetOptions target)
            throws Exception {
        return send(source, to, target, copies.empty, false);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Sends each dead letter back to where it was, without the headers that say why it failed.")
    int replay(
            @Option(names = "--to", paramLabel = "QUEUE", description = TO) String to,
            @Mixin SourceOptions source,
            @Mixin CopyOptions copies,
            @Mixin TargetOptions target)
            throws Exception {
        return send(source, to, target, copies.empty, true);
    }

    private int send(SourceOptions source, String to, TargetOptions target, boolean empty, boolean replays)
            throws Exception {
        Checks.queue(source);
        Checks.different(source, to, target);
        String queue = Checks.destination("--to", to);
        try (Brokers brokers = brokers(source, target)) {
            String past = replays ? "replayed from " + source.from : "moved from " + source.from + " to " + to;
            Transfer.Target place = message -> queue == null ? Origin.of(message) : queue;
            return take(source, brokers, new BrokerOutlet(brokers.producer(), replays), place, empty, past);
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Takes the messages out of a queue, for ever.")
    int purge(@Mixin SourceOptions source) throws Exception {
        Checks.queue(source);
        try (Brokers brokers = brokers(source, null)) {
            return take(source, brokers, NOWHERE, message -> "nowhere", true, "purged from " + source.from);
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Takes the messages out of a queue, into a new file: a line of JSON for each.")
    int save(
            @Option(names = "--file", required = true, paramLabel = "FILE", description = "The new file.") Path file,
            @Mixin SourceOptions source,
            @Mixin CopyOptions copies)
            throws Exception {
        Checks.queue(source);
        try (Brokers brokers = brokers(source, null);
                Outlet outlet = source.bounds.dryRun ? NOWHERE : new FileOutlet(file)) {
            String past = "saved from " + source.from + " to " + file;
            return take(source, brokers, outlet, message -> "file", copies.empty, past);
        }
    }

    private int take(
            SourceOptions source, Brokers brokers, Outlet outlet, Transfer.Target target, boolean empty, String past)
            throws Exception {
        return new Run(brokers, outlet, source.bounds, out, err, terminal)
                .transfer(
                        source,
                        EMPTY,
                        transfer(source, brokers, source.window(), target, empty, outlet),
                        past,
                        begun -> brokers.take(source.from, source.window(), source.selector, begun));
    }

    private Transfer transfer(
            SourceOptions source, Brokers brokers, long window, Transfer.Target target, boolean empty, Outlet outlet) {
        Predicate filter = Checks.filter(brokers.context(), source.bounds);
        return new Transfer(
                new Transfer.Plan(source.bounds.max, window, filter, source.bounds.dryRun, empty), target, outlet);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Shows what is in a queue, where the broker can show it (ActiveMQ Classic). The messages stay.")
    int browse(@Mixin SourceOptions source) throws Exception {
        if (Brokers.isTopic(source.from)) {
            throw new UsageException("browse shows what is in a queue; tail shows what comes to a topic");
        }
        return look(source, EMPTY);
    }

    @Command(mixinStandardHelpOptions = true, description = "Shows what comes to a topic from now on.")
    int tail(@Mixin SourceOptions source) throws Exception {
        if (!Brokers.isTopic(source.from)) {
            throw new UsageException("tail shows what comes to a topic; browse shows what is in a queue");
        }
        return look(source, A_DAY);
    }

    private int look(SourceOptions source, Duration idle) throws Exception {
        source.bounds.quiet = true; // the messages are the output
        try (Brokers brokers = brokers(source, null)) {
            ScreenOutlet screen = new ScreenOutlet(out);
            return new Run(brokers, screen, source.bounds, err, err, terminal)
                    .transfer(
                            source,
                            idle,
                            transfer(source, brokers, NO_WINDOW, message -> "out", true, screen),
                            "shown of " + source.from,
                            begun -> brokers.look(source.from, source.selector, begun));
        }
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
        Checks.bounds(bounds);
        if (skip < 0) {
            throw new UsageException("--skip must be 0 or more");
        }
        Checks.file(file);
        Loading.Plan plan = new Loading.Plan(file, skip, bounds.max, Checks.destination("--to", to));
        try (Brokers brokers = new Brokers(broker, null, environment)) {
            Outlet outlet = bounds.dryRun ? NOWHERE : new BrokerOutlet(brokers.producer(), false);
            Loading loading = new Loading(brokers.context(), outlet, Checks.filter(brokers.context(), bounds), plan);
            Interruption interruption = new Interruption(() -> {
                loading.stop();
                loading.tellInterrupted(err);
            });
            Progress progress = new Progress(err, terminal, bounds.max, System.nanoTime());
            try {
                loading.run(done -> {
                    if (!bounds.quiet) {
                        progress.tell(done, System.nanoTime());
                    }
                });
            } finally {
                interruption.end();
            }
            progress.end();
            return loading.tell(out, err, bounds.dryRun);
        }
    }

    private Brokers brokers(SourceOptions source, TargetOptions target) {
        Checks.bounds(source);
        Checks.destination("--from", source.from);
        return new Brokers(source.broker, target, environment);
    }
}
