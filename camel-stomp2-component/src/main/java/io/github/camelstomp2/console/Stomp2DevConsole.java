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
package io.github.camelstomp2.console;

import io.github.camelstomp2.consumer.ObservedConsumer;
import io.github.camelstomp2.observation.ObservedConnection;
import io.github.camelstomp2.observation.ObservedSends;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/**
 * The developer console {@code stomp2}: each consumer and each endpoint that is sent to, with its connection and its figures.
 * Shows no options, since they may be secrets. Needs camel-console.
 */
@DevConsole(
        name = "stomp2",
        displayName = "STOMP 2",
        description = "Connections, subscriptions and messages of STOMP consumers and producers")
public class Stomp2DevConsole extends AbstractDevConsole {
    public Stomp2DevConsole() {
        super("camel", "stomp2", "STOMP 2", "Connections, subscriptions and messages of STOMP consumers and producers");
    }

    private List<JsonObject> consumers() {
        List<JsonObject> consumers = new ArrayList<>();
        for (Route route : getCamelContext().getRoutes()) {
            if (route.getConsumer() instanceof ObservedConsumer consumer) {
                consumers.add(describe(route, consumer));
            }
        }
        return consumers;
    }

    private static JsonObject describe(Route route, ObservedConsumer consumer) {
        JsonObject shown = new JsonObject();
        shown.put("routeId", route.getRouteId());
        shown.put("destination", consumer.destination());
        addConnection(shown, consumer);
        shown.put("subscription", consumer.getSubscriptionState());
        putUnlessEmpty(shown, "subscriptionFailure", consumer.getSubscriptionFailure());
        shown.put("received", consumer.getReceivedMessages());
        shown.put("redelivered", consumer.getRedeliveredMessages());
        shown.put("acknowledged", consumer.getAcknowledgedMessages());
        shown.put("failed", consumer.getFailedMessages());
        shown.put("deadLettered", consumer.getDeadLetteredMessages());
        shown.put("unsettled", consumer.getUnsettledMessages());
        shown.put("waiting", consumer.getWaitingMessages());
        shown.put("prefetch", consumer.getPrefetch());
        return shown;
    }

    private List<JsonObject> endpoints() {
        List<JsonObject> endpoints = new ArrayList<>();
        for (Endpoint endpoint : getCamelContext().getEndpoints()) {
            if (endpoint instanceof ObservedSends sends && sends.observed() != null) {
                endpoints.add(describe(sends));
            }
        }
        return endpoints;
    }

    private static JsonObject describe(ObservedSends sends) {
        JsonObject shown = new JsonObject();
        shown.put("destination", sends.destination());
        addConnection(shown, sends);
        shown.put("pending", sends.getSendsPending());
        shown.put("confirmed", sends.getSendsConfirmed());
        shown.put("rejected", sends.getSendsRejected());
        shown.put("unknown", sends.getSendsUnknown());
        shown.put("unsent", sends.getSendsUnsent());
        return shown;
    }

    private static void addConnection(JsonObject shown, ObservedConnection connection) {
        shown.put("connection", connection.getConnectionState());
        putUnlessEmpty(shown, "brokers", connection.getBrokers());
        putUnlessEmpty(shown, "broker", connection.getBrokerAddress());
        putUnlessEmpty(shown, "server", connection.getBrokerName());
        putUnlessEmpty(shown, "version", connection.getStompVersion());
        putUnlessEmpty(shown, "heartBeats", connection.getHeartBeats());
        putUnlessEmpty(shown, "connectedSince", connection.getConnectedSince());
        putUnlessEmpty(shown, "disconnectedSince", connection.getDisconnectedSince());
        putUnlessEmpty(shown, "failure", connection.getConnectionFailure());
        shown.put("failedAttempts", connection.getFailedAttempts());
        shown.put("reconnects", connection.getReconnects());
    }

    private static void putUnlessEmpty(JsonObject shown, String name, String value) {
        if (!value.isEmpty()) {
            shown.put(name, value);
        }
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonObject shown = new JsonObject();
        shown.put("consumers", new JsonArray(consumers()));
        shown.put("endpoints", new JsonArray(endpoints()));
        return shown;
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        consumers().forEach(consumer -> append(text, "Consumer", consumer));
        endpoints().forEach(endpoint -> append(text, "Sends to", endpoint));
        return text.toString();
    }

    private static void append(StringBuilder text, String what, JsonObject shown) {
        text.append(what).append(' ').append(shown.get("destination")).append(":\n");
        shown.forEach((name, value) ->
                text.append("    ").append(name).append(": ").append(value).append('\n'));
    }
}
