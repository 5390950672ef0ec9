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

import io.github.camelstomp2.client.link.LinkKeeper;
import io.github.camelstomp2.client.link.StompLink;
import io.github.camelstomp2.client.request.Requests;
import io.github.camelstomp2.client.send.PendingSends;
import io.github.camelstomp2.protocol.StompException;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/** Ends sends and requests whose time limit has passed. It runs only while there are any. Event loop only. */
final class TimeLimits {
    private static final long CHECK_MILLIS = 50;

    private final EventLoop eventLoop;
    private final LinkKeeper keeper;
    private final PendingSends sends;
    private final Requests requests;
    private final Runnable writeOut;

    private boolean checking;

    /**
     * @param writeOut writes the frames that such an end makes possible: an ABORT, or sends that waited for the one
     *     that ended
     */
    TimeLimits(EventLoop eventLoop, LinkKeeper keeper, PendingSends sends, Requests requests, Runnable writeOut) {
        this.eventLoop = eventLoop;
        this.keeper = keeper;
        this.sends = sends;
        this.requests = requests;
        this.writeOut = writeOut;
    }

    /** Called when a send or request was added. */
    void watch() {
        if (!checking && !(sends.isEmpty() && requests.isEmpty())) {
            checking = true;
            eventLoop.schedule(this::check, CHECK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void check() {
        checking = false;
        requests.expire(System.nanoTime(), keeper.lastWords());
        StompLink link = keeper.link();
        StompException doubt =
                sends.expire(System.nanoTime(), link == null ? null : link.session(), keeper.lastWords());
        if (doubt != null && link != null) {
            link.end(doubt);
        }
        writeOut.run();
        watch();
    }
}
