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
package io.github.camelstomp2.examples.observability;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.apache.camel.main.Main;

/** The example with its broker, at ten times its speed. */
final class RunningExample implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final Main camel;
    private final int port;

    /** Starts it, and waits until a broker has confirmed orders. */
    RunningExample() throws Exception {
        broker = new EmbeddedBroker();
        port = freePort();
        camel = ObservabilityExample.camel(broker.url());
        camel.addOverrideProperty("camel.management.port", Integer.toString(port));
        camel.addOverrideProperty("orders.period", "10");
        camel.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> get("metrics").contains("outcome=\"confirmed\""));
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** The port of its pages. */
    int port() {
        return port;
    }

    /** One of its pages: {@code metrics} or {@code health}. */
    String get(String page) throws IOException, InterruptedException {
        return get(URI.create("http://127.0.0.1:" + port + "/observe/" + page));
    }

    static String get(URI page) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Ends the broker only. */
    void stopBroker() throws Exception {
        broker.close();
    }

    @Override
    public void close() throws Exception {
        camel.stop();
        broker.close();
    }
}
