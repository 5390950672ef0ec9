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
package io.github.camelstomp2.session.connect;

import io.github.camelstomp2.protocol.HeartBeat;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.protocol.text.HiddenSecrets;
import io.github.camelstomp2.protocol.text.SecretNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contents of CONNECT (1.2, "CONNECT or STOMP Frame").
 *
 * @param versions offered versions, not empty
 * @param host the virtual host
 * @param login {@code null}: the header is not sent; empty: it is sent empty
 * @param passcode as {@code login}
 * @param clientId {@code client-id}, or {@code null}
 * @param heartBeat what this client can send and wants to receive
 * @param extra further headers; they cannot replace those above
 * @param otherSecrets what else the server is told, in further headers or before, and must not make public
 */
public record ConnectRequest(
        List<StompVersion> versions,
        String host,
        @Nullable String login,
        @Nullable String passcode,
        @Nullable String clientId,
        HeartBeat heartBeat,
        StompHeaders extra,
        List<String> otherSecrets) {

    public ConnectRequest {
        otherSecrets = List.copyOf(otherSecrets);
        versions = List.copyOf(versions);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("at least one STOMP version has to be offered");
        }
        if (versions.stream().noneMatch(StompVersion::hasHeartBeats)) {
            // ActiveMQ Classic applies the header in 1.0 too, and then closes a connection that sends no heart-beats.
            heartBeat = HeartBeat.NONE;
        }
    }

    /** A request that was preceded by no secret. */
    public ConnectRequest(
            List<StompVersion> versions,
            String host,
            @Nullable String login,
            @Nullable String passcode,
            @Nullable String clientId,
            HeartBeat heartBeat,
            StompHeaders extra) {
        this(versions, host, login, passcode, clientId, heartBeat, extra, List.of());
    }

    /** The CONNECT frame. */
    public StompFrame toFrame() {
        StompHeaders.Builder headers = StompHeaders.builder()
                .add(StompHeaderNames.ACCEPT_VERSION, StompVersion.acceptHeader(versions))
                .add(StompHeaderNames.HOST, host)
                .add(StompHeaderNames.HEART_BEAT, heartBeat.toHeader())
                .addIfSet(StompHeaderNames.LOGIN, login)
                .addIfSet(StompHeaderNames.PASSCODE, passcode)
                .addIfSet(StompHeaderNames.CLIENT_ID, clientId);
        extra.forEach(headers::addIfAbsent);
        return new StompFrame(StompCommand.CONNECT, headers.build());
    }

    /** The same with other credentials. */
    public ConnectRequest as(@Nullable String otherLogin, @Nullable String otherPasscode) {
        return new ConnectRequest(versions, host, otherLogin, otherPasscode, clientId, heartBeat, extra, otherSecrets);
    }

    /** The same behind a handshake of the transport that has told the server these secrets. */
    public ConnectRequest behind(List<String> secretsOfTransport) {
        List<String> all = new ArrayList<>(otherSecrets);
        all.addAll(secretsOfTransport);
        return new ConnectRequest(versions, host, login, passcode, clientId, heartBeat, extra, all);
    }

    /** A frame without the secrets of this request, which is the frame itself unless a server repeats them. */
    public StompFrame hideSecretsIn(StompFrame answer) {
        List<String> secrets = secrets();
        StompHeaders headers = answer.headers();
        StompHeaders.Builder hidden = new StompHeaders.Builder(headers.size());
        headers.forEach((name, value) -> hidden.add(name, HiddenSecrets.in(value, secrets)));
        StompHeaders without = hidden.build();
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        String bodyWithout = HiddenSecrets.in(body, secrets);
        boolean same = without.equals(headers) && bodyWithout.equals(body);
        return same ? answer : new StompFrame(answer.command(), without, bodyWithout.getBytes(StandardCharsets.UTF_8));
    }

    /** Words of the server without the secrets of this request. */
    public String hideSecretsIn(String words) {
        return HiddenSecrets.in(words, secrets());
    }

    private List<String> secrets() {
        List<String> secrets = new ArrayList<>(otherSecrets);
        if (passcode != null) {
            secrets.add(passcode);
        }
        extra.forEach((name, value) -> {
            if (SecretNames.isSecret(name)) {
                secrets.add(value);
            }
        });
        return secrets;
    }

    /** Without login and passcode, which are secret. */
    @Override
    public String toString() {
        return "ConnectRequest[versions=" + versions + ", host=" + host + ", heartBeat=" + heartBeat + "]";
    }
}
