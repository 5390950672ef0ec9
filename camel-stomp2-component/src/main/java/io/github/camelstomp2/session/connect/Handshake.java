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
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.StompVersion;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The result of the connect handshake (1.2, "CONNECTED Frame").
 *
 * @param version the version that is in force
 * @param heartBeat {@code outgoing}: this client must send at least once in this interval; {@code incoming}: the broker
 *     does so
 * @param asked the interval at which the broker wants to hear from this client, whatever was agreed; zero: it did not
 *     say
 * @param server the broker's {@code server} header, or {@code null} when it hides it
 * @param saysNothing whether CONNECTED has no header but version and heart-beat, and the name of the user
 */
public record Handshake(
        StompVersion version, HeartBeat heartBeat, Duration asked, @Nullable String server, boolean saysNothing) {
    /** What is said there besides, the server says of its user, and not of itself (Spring). */
    private static final Set<String> NOTHING =
            Set.of(StompHeaderNames.VERSION, StompHeaderNames.HEART_BEAT, "user-name");

    /** From a CONNECTED that says more than it must. */
    public Handshake(StompVersion version, HeartBeat heartBeat, Duration asked, @Nullable String server) {
        this(version, heartBeat, asked, server, false);
    }

    private static boolean saysNothing(StompHeaders headers) {
        return IntStream.range(0, headers.size()).allMatch(header -> NOTHING.contains(headers.name(header)));
    }

    /**
     * The result of a request and the broker's answer to it.
     *
     * @throws StompProtocolException if the version was not offered or the heart-beat is malformed
     */
    public static Handshake of(ConnectRequest request, StompFrame connected) {
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
                theirs.incoming(),
                connected.headers().get(StompHeaderNames.SERVER),
                saysNothing(connected.headers()));
    }
}
