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
package io.github.camelstomp2.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** A step of a route at which exchanges wait until the test lets them go. */
public final class HoldUp implements Processor {
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Set<String> bodies;

    /**
     * @param bodies which exchanges wait; all, if none is named
     */
    public HoldUp(String... bodies) {
        this.bodies = Set.of(bodies);
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        String body = exchange.getMessage().getBody(String.class);
        begun.add(body);
        if (bodies.isEmpty() || bodies.contains(body)) {
            assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Those that wait go on, and no further one waits. */
    public void release() {
        release.countDown();
    }

    /** The bodies that came here, in their order. */
    public List<String> begun() {
        return begun;
    }

    public void awaitBegun(int count) {
        await().until(() -> begun.size() >= count);
    }
}
