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
package io.github.camelstomp2.examples.feed;

import io.github.camelstomp2.Stomp2Consumer;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.Main;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Receives a feed, during which the broker is restarted. Exit code 0 when each movement is in the table, 1 when one is missing
 * after two minutes.
 */
public final class FeedApp {
    private static final int MESSAGES = 300;
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final PrintStream out;
    private final Path directory;
    private final int messages;

    /**
     * @param directory where the table and the file are; new ones each time
     */
    FeedApp(PrintStream out, Path directory, int messages) {
        this.out = out;
        this.directory = directory;
        this.messages = messages;
    }

    /**
     * Runs once.
     *
     * @param args none
     */
    public static void main(String[] args) throws Exception {
        int exitCode = new FeedApp(System.out, Files.createTempDirectory("stomp2-feed"), MESSAGES).run();
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** Returns the exit code. */
    int run() throws Exception {
        JdbcDataSource database = database(directory);
        try (Connection connection = database.getConnection(); // stays open, and with it the database
                FeedBroker broker = new FeedBroker(directory.resolve("broker"))) {
            createTable(connection);
            out.printf(
                    "%ncamel-stomp2 feed%n%n  feed     compressed JSON on a topic of ActiveMQ Classic, %s%n",
                    broker.url());
            out.printf("  into     %s%n%n", directory);
            return run(broker, database, connection);
        }
    }

    private int run(FeedBroker broker, JdbcDataSource database, Connection connection) throws Exception {
        Main reader = camel("feed-reader", broker);
        reader.bind("feed", database);
        reader.configure().addRoutesBuilder(new FeedRoutes());
        Main simulator = camel("feed-simulator", broker);
        simulator.configure().addRoutesBuilder(new FeedSimulator());
        try {
            reader.start();
            await(() -> isSubscribed(reader)); // what is sent before is kept for nobody
            simulator.start();
            await(() -> rows(connection) >= movements() / 3);
            out.printf("  the broker is restarted after %d movements%n", rows(connection));
            broker.restart();
            await(() -> rows(connection) == movements());
        } finally {
            simulator.stop();
            reader.stop();
        }
        return result(connection);
    }

    Main camel(String name, FeedBroker broker) {
        Main camel = new Main();
        camel.addOverrideProperty("camel.main.name", name);
        camel.addOverrideProperty("camel.component.stomp2.broker-url", broker.url());
        camel.addOverrideProperty("feed.messages", String.valueOf(messages));
        camel.addOverrideProperty("feed.directory", directory.toString());
        return camel;
    }

    private int movements() {
        return messages * FeedSimulator.MOVEMENTS_OF_A_MESSAGE;
    }

    static boolean isSubscribed(Main reader) {
        Stomp2Consumer consumer =
                (Stomp2Consumer) reader.getCamelContext().getRoute("feed").getConsumer();
        return consumer.getSubscriptionState().equals("FLOWING");
    }

    /** Waits until something is the case, or the time is over. */
    static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + DEADLINE_NANOS;
        while (!condition.call() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private int result(Connection connection) throws Exception {
        int sent = movements();
        int rows = rows(connection);
        long lines;
        try (var text = Files.lines(directory.resolve("movements.jsonl"))) {
            lines = text.count();
        }
        out.printf("%n  sent     %5d movements in %d messages%n", sent, messages);
        out.printf("  table    %5d rows%n", rows);
        out.printf("  file     %5d lines%n%n", lines);
        if (rows == sent && lines >= sent) {
            out.printf("  OK: each movement is in the table once.%n%n");
            return 0;
        }
        out.printf("  FAILED: %d movements are missing in the table.%n%n", sent - rows);
        return 1;
    }

    private static int rows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM movement")) {
            result.next();
            return result.getInt(1);
        }
    }

    static JdbcDataSource database(Path directory) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + directory.resolve("feed").toAbsolutePath() + ";DB_CLOSE_ON_EXIT=FALSE");
        return database;
    }

    private static void createTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE movement (id VARCHAR PRIMARY KEY, train VARCHAR, station VARCHAR,"
                    + " seen VARCHAR, late INT)");
        }
    }
}
