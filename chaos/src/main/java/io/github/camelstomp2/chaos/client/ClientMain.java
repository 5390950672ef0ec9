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
package io.github.camelstomp2.chaos.client;

import io.github.camelstomp2.Stomp2Component;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The main class of the client under test. Prints {@code ready}, then executes commands, one per line: {@code produce},
 * {@code pause}, {@code quiet MILLIS}, {@code resources}, {@code consume BROKER-URL} and {@code stop}. Ends with its
 * standard input.
 */
public final class ClientMain {
    private static final String LOGIN = "camel";
    private static final int SHUTDOWN_SECONDS = 20;

    private final ClientSettings settings;
    private final Reports reports;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Gate gate = new Gate();
    private final List<NumberedProducer> producers = new ArrayList<>();

    private ClientMain(ClientSettings settings, Reports reports) {
        this.settings = settings;
        this.reports = reports;
    }

    /** @param arguments as {@link ClientSettings#toArguments()} makes them */
    public static void main(String[] arguments) throws Exception {
        ClientSettings settings = ClientSettings.parse(arguments);
        PrintStream answers = System.out;
        // text that a logger prints must not be taken for an answer
        System.setOut(System.err);
        try (Socket ledger = new Socket(InetAddress.getLoopbackAddress(), settings.reportPort())) {
            Reports reports = new Reports(ledger.getOutputStream());
            ClientMain client = new ClientMain(settings, reports);
            client.start();
            client.obey(answers);
        }
        Runtime.getRuntime().halt(0);
    }

    private void start() throws Exception {
        context.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
        Stomp2Component component = context.getComponent("stomp2", Stomp2Component.class);
        component.getConfiguration().setLogin(LOGIN);
        component.getConfiguration().setPasscode(LOGIN);
        for (int i = 0; i < settings.producers(); i++) {
            context.addRoutes(producerRoute(i));
        }
        consume(settings.consumerUrl());
        context.start();
        for (int i = 0; i < settings.producers(); i++) {
            producers.add(new NumberedProducer(
                    i,
                    settings.run(),
                    context.getEndpoint("direct:producer-" + i).createAsyncProducer(),
                    reports,
                    gate,
                    settings.window() / settings.producers(),
                    settings.backlog() / settings.producers()));
        }
        for (NumberedProducer producer : producers) {
            producer.start();
        }
    }

    private RouteBuilder producerRoute(int number) {
        boolean once = settings.producers() > 1 && number == settings.producers() - 1;
        String uri = uri(settings.producerUrl()) + (once ? "&sendAttempts=1" : "");
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:producer-" + number).to(uri);
            }
        };
    }

    private void consume(String brokerUrl) throws Exception {
        String uri =
                uri(brokerUrl) + "&concurrentConsumers=" + settings.concurrentConsumers() + settings.consumerOptions();
        context.addRoutes(new NumberedConsumer(uri, settings, reports, producers));
    }

    private String uri(String brokerUrl) {
        return "stomp2:queue/" + settings.queue() + "?brokerURL=RAW(" + brokerUrl + ")" + settings.options();
    }

    private void obey(PrintStream answers) throws Exception {
        say(answers, "ready");
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            String[] words = command.split(" ", 2);
            say(answers, answer(words[0], words.length > 1 ? words[1] : ""));
            if (words[0].equals("stop")) {
                return;
            }
        }
    }

    private String answer(String command, String argument) throws Exception {
        switch (command) {
            case "produce" -> gate.set(true);
            case "pause" -> gate.set(false);
            case "quiet" -> {
                return Boolean.toString(isQuietWithin(Long.parseLong(argument)));
            }
            case "resources" -> {
                return Resources.now().toLine();
            }
            case "consume" -> consume(argument);
            case "stop" -> {
                context.stop();
                reports.close();
            }
            default -> throw new IllegalArgumentException("no such command: " + command);
        }
        return "done";
    }

    private boolean isQuietWithin(long millis) throws InterruptedException {
        boolean quiet = true;
        for (NumberedProducer producer : producers) {
            quiet &= producer.awaitQuiet(millis);
        }
        return quiet;
    }

    private static void say(PrintStream answers, String line) {
        answers.println(line);
        answers.flush();
    }
}
