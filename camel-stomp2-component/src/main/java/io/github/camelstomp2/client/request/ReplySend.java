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
package io.github.camelstomp2.client.request;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.client.send.PendingSend;
import io.github.camelstomp2.client.send.PendingWork;
import io.github.camelstomp2.client.send.SendListener;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompUnroutableException;

/**
 * A reply on its way to the place that its request names. Where that place does not exist, nobody waits for it: the first refusal
 * that names the place ends all replies on their way there, which would otherwise end one connection each. Event loop only.
 */
public final class ReplySend extends PendingSend {
    private final String destination;
    private final GoneRequesters gone;

    public ReplySend(
            OutgoingMessage reply, SendListener listener, PendingWork.Owner sends, GoneRequesters gone, long nowNanos) {
        super(reply, listener, sends, nowNanos);
        this.destination = reply.options().destination();
        this.gone = gone;
    }

    @Override
    protected StompFrame frame(BrokerDialect spoken) {
        if (gone.contains(destination, System.nanoTime())) {
            throw new StompUnroutableException(
                    "the requester is gone, and its queue with it: an earlier reply has shown it");
        }
        return super.frame(spoken);
    }

    @Override
    protected boolean sharesRefusals() {
        return true;
    }

    /** Nobody is told twice: if an earlier connection carried it there, its requester has it, and otherwise never will. */
    @Override
    protected StompException refusedAgain(StompBrokerException error) {
        return error;
    }

    /** Its request, whose reply waits for a queue that is full, or whose node is down. */
    @Override
    protected boolean comesAgain() {
        return mayBeItsQueue();
    }

    @Override
    protected StompException guilty(StompException cause) {
        if (!isToGoneRequester()) {
            return super.guilty(cause);
        }
        gone.add(destination, System.nanoTime());
        return new StompUnroutableException("the requester is gone, and its queue with it: " + cause.getMessage());
    }
}
