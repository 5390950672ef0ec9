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
package io.github.camelstomp2.client;

import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.AutoResponder;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A broker that comes and goes, and whose answer to CONNECT depends on its mood. */
public final class MoodyBroker implements AutoCloseable {

    /** What CONNECT gets. */
    public enum Mood {
        SERVES,
        SAYS_NOTHING,
        /** Nor does anything else get an answer. */
        IGNORES_ALL,
        REFUSES_LOGIN,
        HANGS_UP
    }

    private final ScriptedBroker broker = ScriptedBroker.start();
    private final List<AutoResponder> responders = new CopyOnWriteArrayList<>();
    private final AutoResponder.Handler served;
    private volatile Mood mood = Mood.SERVES;
    private boolean listening;

    public MoodyBroker() {
        this(AutoResponder.Handler.NONE);
    }

    /**
     * @param served sees the frames after CONNECT, as those of {@link ScriptedBroker#respondAutomatically}
     */
    public MoodyBroker(AutoResponder.Handler served) {
        this.served = served;
        listen();
    }

    public String url() {
        return WireTest.url(broker);
    }

    public void be(Mood wanted) {
        mood = wanted;
    }

    /** Refuses TCP connections; those that are open stay. */
    public void goAway() {
        if (listening) {
            listening = false;
            broker.refuse();
        }
    }

    public void comeBack() {
        if (!listening) {
            // The port is free when the thread that took connections there has left.
            await().pollInterval(Duration.ofMillis(1))
                    .ignoreException(UncheckedIOException.class)
                    .until(() -> {
                        broker.reopen();
                        return true;
                    });
            listen();
        }
    }

    private void listen() {
        listening = true;
        responders.add(broker.respondAutomatically("1.2", this::answer));
    }

    private boolean answer(WireFrame frame, AutoResponder.Connection connection) {
        if (!frame.command().equals("CONNECT")) {
            return mood == Mood.IGNORES_ALL || served.handle(frame, connection);
        }
        switch (mood) {
            case SERVES -> {
                return false;
            }
            case SAYS_NOTHING, IGNORES_ALL -> {
                return true;
            }
            case REFUSES_LOGIN -> connection.send(ServerFrame.of("ERROR").header("message", "not today"));
            case HANGS_UP -> connection.close();
        }
        return true;
    }

    public void resetAll() {
        responders.forEach(responder -> responder.connections().forEach(AutoResponder.Connection::reset));
    }

    /** Says to all that it keeps a message for a subscription of theirs that has ended, as RabbitMQ does. */
    public void keepMessages() {
        ServerFrame error = ServerFrame.of("ERROR")
                .header("message", "Subscription not found")
                .body("There is no current subscription with tag 'T_s-0'.");
        responders.forEach(responder -> responder.connections().forEach(connection -> {
            try {
                connection.send(error);
            } catch (UncheckedIOException e) {
                // that one is gone
            }
        }));
    }

    public void closeAll() {
        responders.forEach(responder -> responder.connections().forEach(AutoResponder.Connection::close));
    }

    /** Waits until clients have closed all connections. */
    public void awaitNoConnection() {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> responders.stream()
                        .allMatch(responder -> responder.connections().isEmpty()));
        // Those of a listener that is closed are done with.
        responders.removeIf(responder -> responder != responders.get(responders.size() - 1));
    }

    /** Fails if a client broke a rule of the protocol. */
    public void verify() {
        responders.forEach(AutoResponder::verify);
    }

    @Override
    public void close() {
        broker.close();
    }
}
