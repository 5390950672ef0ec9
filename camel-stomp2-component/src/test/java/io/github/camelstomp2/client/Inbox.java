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

import io.github.camelstomp2.client.subscription.DeliveryListener;
import io.github.camelstomp2.session.Delivery;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps the lists of messages that a subscription handed over. */
public final class Inbox implements DeliveryListener {
    private final BlockingQueue<List<Delivery>> batches = new LinkedBlockingQueue<>();

    @Override
    public void deliver(List<Delivery> deliveries) {
        batches.add(deliveries);
    }

    public List<Delivery> nextBatch() throws InterruptedException {
        List<Delivery> batch = batches.poll(WireTest.LONG.toSeconds(), TimeUnit.SECONDS);
        if (batch == null) {
            throw new AssertionError("no message came");
        }
        return batch;
    }

    /** The next batch, which is of one message. */
    public Delivery next() throws InterruptedException {
        List<Delivery> batch = nextBatch();
        if (batch.size() != 1) {
            throw new AssertionError("expected one message, but came " + batch);
        }
        return batch.get(0);
    }

    public boolean isEmpty() {
        return batches.isEmpty();
    }
}
