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
package io.github.camelstomp2.testbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The main class of the JVM in which {@link ForkedBroker} runs a broker.
 *
 * <p>Says {@code ready VERSION} on standard output, then answers the commands {@code messages QUEUE},
 * {@code consumers QUEUE}, {@code unacknowledged QUEUE}, {@code prefetch QUEUE}, {@code subscriptions TOPIC},
 * {@code delete QUEUE}, {@code websocket PORT} and {@code stop} from standard input with {@code ok VALUE} or {@code failed REASON}, one line each. The end of standard input means that the JVM which wants this broker is gone.
 */
public final class BrokerMain {

    private BrokerMain() {}

    /** @param args as {@link Settings#toArguments()} makes them */
    public static void main(String[] args) throws Exception {
        PrintStream answers = System.out;
        // text that a logger prints must not be taken for an answer
        System.setOut(System.err);
        EmbeddedServer server = Settings.parse(args).newServer();
        server.start();
        say(answers, "ready " + server.version());
        serve(server, answers);
        Runtime.getRuntime().halt(0);
    }

    private static void serve(EmbeddedServer server, PrintStream answers) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            say(answers, answer(server, line));
            if (line.equals("stop")) {
                return;
            }
        }
    }

    private static String answer(EmbeddedServer server, String line) {
        String[] words = line.split(" ", 2);
        String argument = words.length > 1 ? words[1] : "";
        try {
            return "ok "
                    + switch (words[0]) {
                        case "messages" -> server.messageCount(argument);
                        case "consumers" -> server.consumerCount(argument);
                        case "unacknowledged" -> server.unacknowledgedCount(argument);
                        case "stranded" -> server.strandedCount(argument);
                        case "prefetch" -> server.prefetch(argument);
                        case "subscriptions" -> server.durableSubscriptionCount(argument);
                        case "delete" -> {
                            server.deleteQueue(argument);
                            yield "deleted";
                        }
                        case "websocket" -> {
                            server.openWebSocket(Integer.parseInt(argument));
                            yield "open";
                        }
                        case "stop" -> {
                            server.stop();
                            yield "stopped";
                        }
                        default -> throw new IllegalArgumentException("no such command");
                    };
        } catch (Exception e) {
            e.printStackTrace();
            return "failed " + e.toString().replace('\n', ' ');
        }
    }

    private static void say(PrintStream answers, String line) {
        answers.println(line);
        answers.flush();
    }

    /** The properties of the broker to run. */
    record Settings(
            BrokerKind kind,
            Path data,
            int port,
            int sslPort,
            int jmsPort,
            String login,
            String passcode,
            Path keyStore,
            Path trustStore,
            String storePassword) {

        List<String> toArguments() {
            return List.of(
                    kind.name(),
                    data.toString(),
                    Integer.toString(port),
                    Integer.toString(sslPort),
                    Integer.toString(jmsPort),
                    login,
                    passcode,
                    keyStore.toString(),
                    trustStore.toString(),
                    storePassword);
        }

        static Settings parse(String[] args) {
            return new Settings(
                    BrokerKind.valueOf(args[0]),
                    Path.of(args[1]),
                    Integer.parseInt(args[2]),
                    Integer.parseInt(args[3]),
                    Integer.parseInt(args[4]),
                    args[5],
                    args[6],
                    Path.of(args[7]),
                    Path.of(args[8]),
                    args[9]);
        }

        EmbeddedServer newServer() {
            return switch (kind) {
                case ACTIVEMQ -> new EmbeddedActiveMq(this);
                case ARTEMIS -> new EmbeddedArtemis(this);
                case RABBITMQ -> throw new IllegalArgumentException("RabbitMQ is no Java program");
            };
        }
    }
}
