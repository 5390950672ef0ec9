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
package io.github.camelstomp2.session;

import io.github.camelstomp2.protocol.HeartBeat;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client says in CONNECT (1.2, "CONNECT or STOMP Frame").
 *
 * @param versions offered versions, not empty
 * @param host the virtual host
 * @param login {@code null}: the header is not sent; empty: it is sent empty
 * @param passcode as {@code login}
 * @param clientId {@code client-id}, or {@code null}
 * @param heartBeat what this client can send and wants to receive
 * @param extra headers that no other component covers; they cannot replace those above
 */
public record ConnectRequest(
        List<StompVersion> versions,
        String host,
        @Nullable String login,
        @Nullable String passcode,
        @Nullable String clientId,
        HeartBeat heartBeat,
        StompHeaders extra) {

    public ConnectRequest {
        versions = List.copyOf(versions);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("at least one STOMP version has to be offered");
        }
        if (versions.stream().noneMatch(StompVersion::hasHeartBeats)) {
            // ActiveMQ Classic takes the header seriously in 1.0 too, and closes a connection that then keeps silent.
            heartBeat = HeartBeat.NONE;
        }
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

    /** Without the secrets. */
    @Override
    public String toString() {
        return "ConnectRequest[versions=" + versions + ", host=" + host + ", heartBeat=" + heartBeat + "]";
    }
}
