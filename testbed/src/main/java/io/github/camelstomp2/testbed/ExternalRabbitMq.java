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

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A RabbitMQ that was started by other means, such as the one of the project's {@code docker compose}. It cannot be
 * stopped from here. Queues are read through its management plugin, whose figures are a few seconds old.
 */
final class ExternalRabbitMq implements TestBroker {

    /** {@code host:port}, optionally followed by {@code ,login,passcode}. */
    static final String ADDRESS_PROPERTY = "stomp2.it.rabbitmq";

    /** The address of the management plugin; port 15672 of the same host by default. */
    static final String MANAGEMENT_PROPERTY = "stomp2.it.rabbitmq.management";

    private final String host;
    private final int port;
    private final String login;
    private final String passcode;
    private final String management;
    private final HttpClient http = HttpClient.newHttpClient();
    private boolean running;

    ExternalRabbitMq(String address, String management) {
        Matcher parts = Pattern.compile("([^:,]+):(\\d+)(?:,([^,]*),(.*))?").matcher(address);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    ADDRESS_PROPERTY + " must be host:port or host:port,login,passcode, not " + address);
        }
        host = parts.group(1);
        port = Integer.parseInt(parts.group(2));
        login = parts.group(3) == null ? "guest" : parts.group(3);
        passcode = parts.group(4) == null ? "guest" : parts.group(4);
        this.management = management == null ? "http://" + host + ":15672" : management;
    }

    static boolean isConfigured() {
        return System.getProperty(ADDRESS_PROPERTY) != null;
    }

    static ExternalRabbitMq fromSystemProperties() {
        return new ExternalRabbitMq(System.getProperty(ADDRESS_PROPERTY), System.getProperty(MANAGEMENT_PROPERTY));
    }

    @Override
    public BrokerKind kind() {
        return BrokerKind.RABBITMQ;
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public int sslPort() {
        throw notOurs("knowing its TLS port");
    }

    @Override
    public String login() {
        return login;
    }

    @Override
    public String passcode() {
        return passcode;
    }

    @Override
    public String version() {
        return group(get("/api/overview"), "\"rabbitmq_version\":\"([^\"]+)\"", "unknown");
    }

    @Override
    public void start() {
        if (!Poll.accepts(host, port)) {
            throw new BrokerUnavailableException(
                    "nobody listens on " + host + ":" + port + ", which -D" + ADDRESS_PROPERTY + " names as RabbitMQ");
        }
        running = true;
    }

    @Override
    public void stop() {
        throw notOurs("stopping");
    }

    @Override
    public void kill() {
        throw notOurs("killing");
    }

    @Override
    public void suspend() {
        throw notOurs("freezing");
    }

    @Override
    public void resume() {
        throw notOurs("freezing");
    }

    @Override
    public boolean isControllable() {
        return false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public long messageCount(String queueName) {
        return Long.parseLong(group(get(queue(queueName)), "\"messages\":(\\d+)", "0"));
    }

    @Override
    public long consumerCount(String queueName) {
        return Long.parseLong(group(get(queue(queueName)), "\"consumers\":(\\d+)", "0"));
    }

    @Override
    public long unacknowledgedCount(String queueName) {
        return Long.parseLong(group(get(queue(queueName)), "\"messages_unacknowledged\":(\\d+)", "0"));
    }

    @Override
    public long prefetch(String queueName) {
        List<String> all = groups(get(queue(queueName)), "\"prefetch_count\":(\\d+)");
        return Long.parseLong(EmbeddedServer.only(all, queueName));
    }

    @Override
    public long durableSubscriptionCount(String topicName) {
        String bindings = get("/api/exchanges/%2F/amq.topic/bindings/source");
        return groups(
                        bindings,
                        "\\{[^{}]*\"destination\":\"([^\"]*)\"[^{}]*\"routing_key\":\"" + Pattern.quote(topicName)
                                + "\"")
                .stream()
                .map(name -> get(queue(name)))
                .filter(queue -> queue.contains("\"durable\":true") && queue.contains("\"auto_delete\":false"))
                .count();
    }

    @Override
    public Map<String, String> queueArguments(String queueName) {
        String all = group(get(queue(queueName)), "\"arguments\":\\{([^}]*)\\}", "");
        return Pattern.compile("\"([^\"]+)\":\"?([^\",]*)\"?")
                .matcher(all)
                .results()
                .collect(Collectors.toMap(pair -> pair.group(1), pair -> pair.group(2)));
    }

    @Override
    public void deleteQueue(String queueName) {
        send("DELETE", queue(queueName));
    }

    @Override
    public void close() {
        running = false;
    }

    private static String queue(String name) {
        String encoded = URLEncoder.encode(ProcessBroker.bareName(name), StandardCharsets.UTF_8)
                .replace("+", "%20");
        return "/api/queues/%2F/" + encoded;
    }

    private static String group(String json, String pattern, String otherwise) {
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        return matcher.find() ? matcher.group(1) : otherwise;
    }

    private static List<String> groups(String json, String pattern) {
        return Pattern.compile(pattern)
                .matcher(json)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private String get(String path) {
        return send("GET", path);
    }

    /** The body of the answer; empty if the resource does not exist. */
    private String send(String method, String path) {
        String credentials =
                Base64.getEncoder().encodeToString((login + ":" + passcode).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(management + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Basic " + credentials)
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 404) {
                return "";
            }
            if (answer.statusCode() >= 400) {
                throw new IllegalStateException(method + " " + path + " gives status " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException("cannot reach RabbitMQ's management plugin at " + management, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private UnsupportedOperationException notOurs(String what) {
        return new UnsupportedOperationException(what + ": RabbitMQ at " + host + ":" + port + " is not ours");
    }
}
