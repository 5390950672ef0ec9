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
package io.github.camelstomp2.client.link;

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The time limit from the beginning of an attempt to connect until CONNECTED. Event loop only. */
final class ConnectTimeout {
    private final ScheduledFuture<?> timer;

    /**
     * @param end ends the link when the time is over
     * @param stage what is awaited at the moment, in words for the error
     */
    ConnectTimeout(
            BrokerAddress address,
            Duration time,
            EventLoop eventLoop,
            Consumer<StompException> end,
            Supplier<String> stage) {
        this.timer = eventLoop.schedule(
                () -> end.accept(new StompConnectionException("no CONNECTED from " + address + " within "
                        + time.toMillis() + " ms (connectTimeout)" + stage.get())),
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    void cancel() {
        timer.cancel(false);
    }
}
