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
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.StompVersion;
import org.jspecify.annotations.Nullable;

/**
 * What came out of the connect handshake (1.2, "CONNECTED Frame").
 *
 * @param version the version that is in force
 * @param heartBeat {@code outgoing}: how often to send at least; {@code incoming}: how often to hear from the broker
 * @param server the broker's {@code server} header, or {@code null} when it hides it
 */
public record Handshake(StompVersion version, HeartBeat heartBeat, @Nullable String server) {

    /**
     * From the broker's answer to a request.
     *
     * @throws StompProtocolException if the version was not offered or the heart-beat is malformed
     */
    static Handshake of(ConnectRequest request, StompFrame connected) {
        StompVersion version = StompVersion.negotiated(connected.headers().get(StompHeaderNames.VERSION));
        if (!request.versions().contains(version)) {
            throw new StompProtocolException("the broker chose STOMP " + version.number() + ", which was not offered ("
                    + StompVersion.acceptHeader(request.versions()) + ")");
        }
        HeartBeat theirs = version.hasHeartBeats()
                ? HeartBeat.parse(connected.headers().get(StompHeaderNames.HEART_BEAT))
                : HeartBeat.NONE;
        return new Handshake(
                version,
                request.heartBeat().negotiate(theirs),
                connected.headers().get(StompHeaderNames.SERVER));
    }
}
