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
package io.github.camelstomp2.client.options;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.codec.StompLimits;
import io.github.camelstomp2.protocol.HeartBeat;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The contents of CONNECT, and the limits for the peer's frames and heart-beats.
 *
 * @param versions the versions to offer
 * @param dialect the broker's dialect; {@code null}: it follows from the {@code server} header
 * @param heartBeat what this client can send and wants to receive
 * @param heartbeatTolerance a broker that sends nothing for the negotiated interval times this counts as dead; at least
 *     1
 * @param connectHeaders further headers of CONNECT
 * @param secretHeaders the names of those whose values are secret, whatever they are called
 * @param limits the limits for reading
 * @param maxSendFrameSize the most octets of a frame that the broker accepts; 0: the broker's known default
 */
public record ProtocolOptions(
        List<StompVersion> versions,
        @Nullable BrokerDialect dialect,
        HeartBeat heartBeat,
        double heartbeatTolerance,
        StompHeaders connectHeaders,
        Set<String> secretHeaders,
        StompLimits limits,
        int maxSendFrameSize) {}
