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
package io.github.camelstomp2.client.log;

import io.github.camelstomp2.protocol.StompBrokerException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The last ERROR of a broker, which may say why it closes the connection. Event loop only. */
public final class LastWords {
    /** An older ERROR is not the reason why the broker closes the connection. */
    private static final Duration RECENT = Duration.ofSeconds(10);

    private @Nullable StompBrokerException error;
    private long at;

    public void said(StompBrokerException words, long nowNanos) {
        error = words;
        at = nowNanos;
    }

    /** The ERROR's text, to be appended to a sentence about the end of the connection. */
    public String after(long nowNanos) {
        return error == null || nowNanos - at >= RECENT.toNanos() ? "" : " after: " + error.getMessage();
    }
}
