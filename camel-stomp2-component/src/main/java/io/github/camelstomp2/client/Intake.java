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
package io.github.camelstomp2.client;

import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.client.link.LinkKeeper;
import io.github.camelstomp2.client.queue.QueueChecks;
import io.github.camelstomp2.client.request.OutgoingRequest;
import io.github.camelstomp2.client.request.RequestListener;
import io.github.camelstomp2.client.request.Requests;
import io.github.camelstomp2.client.send.PendingSends;
import io.github.camelstomp2.client.send.PendingWork;
import io.github.camelstomp2.client.send.SendListener;
import io.github.camelstomp2.protocol.StompConnectionException;
import java.time.Duration;
import java.util.Objects;

/** Takes sends, requests and queue checks when they arrive on the event loop. Event loop only. */
final class Intake {
    private final LinkKeeper keeper;
    private final PendingSends sends;
    private final Requests requests;
    private final QueueChecks queues;
    private final TimeLimits limits;

    /** Whether anybody sends over the connection. */
    private boolean sending;

    Intake(LinkKeeper keeper, PendingSends sends, Requests requests, QueueChecks queues, TimeLimits limits) {
        this.keeper = keeper;
        this.sends = sends;
        this.requests = requests;
        this.queues = queues;
        this.limits = limits;
    }

    boolean isSending() {
        return sending;
    }

    void willSend() {
        sending = true;
    }

    void begin(PendingWork send) {
        if (keeper.state() == ConnectionState.STOPPED) {
            send.end(noConnection());
        } else {
            prepare();
            sends.add(send);
            limits.watch();
        }
    }

    void request(OutgoingRequest request, RequestListener listener) {
        add(
                failure -> listener.failed(Objects.requireNonNull(failure, "only called for a failure")),
                () -> requests.add(request, listener, System.nanoTime()));
    }

    void requireQueue(SendOptions queue, Duration age, SendListener listener) {
        add(listener, () -> queues.require(queue, age, listener));
    }

    private void add(SendListener listener, Runnable addition) {
        if (keeper.state() == ConnectionState.STOPPED) {
            listener.ended(noConnection());
        } else {
            prepare();
            addition.run();
            limits.watch();
        }
    }

    private void prepare() {
        sending = true;
        keeper.tryAgain();
    }

    private StompConnectionException noConnection() {
        return new StompConnectionException("there is no connection to a broker" + keeper.lastWords());
    }
}
