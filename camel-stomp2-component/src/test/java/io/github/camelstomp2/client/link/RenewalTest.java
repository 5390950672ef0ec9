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

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RenewalTest {
    private final EmbeddedChannel time = new EmbeddedChannel();
    private final AtomicBoolean quiet = new AtomicBoolean();
    private final AtomicInteger renewed = new AtomicInteger();
    private final Renewal renewal = new Renewal(quiet::get, renewed::incrementAndGet, time.eventLoop());

    RenewalTest() {
        time.freezeTime();
    }

    private void pass(long millis) {
        time.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        time.runScheduledPendingTasks();
    }

    @Test
    void nothingIsRenewedThatNobodyWants() {
        quiet.set(true);

        renewal.proceed();

        assertThat(renewal.isWanted()).isFalse();
        assertThat(renewed).hasValue(0);
    }

    @Test
    void itComesAsSoonAsNobodyIsAtWork() {
        renewal.want();
        renewal.proceed();
        assertThat(renewed).hasValue(0);

        quiet.set(true);
        renewal.proceed();

        assertThat(renewed).hasValue(1);
    }

    @Test
    void whoeverIsAtWorkForLongIsNotWaitedForForEver() {
        renewal.want();
        pass(Renewal.PATIENCE.toMillis() - 1);
        renewal.want();
        assertThat(renewed).hasValue(0);

        pass(1);

        assertThat(renewed).hasValue(1);
    }

    @Test
    void theEndOfTheLinkIsAllThatWasWanted() {
        renewal.want();
        renewal.linkDown();
        assertThat(renewal.isWanted()).isFalse();

        quiet.set(true);
        renewal.proceed();
        pass(Renewal.PATIENCE.toMillis());

        assertThat(renewed).hasValue(0);
    }
}
