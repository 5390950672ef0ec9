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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.client.send.SendListener;
import io.github.camelstomp2.protocol.StompException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How a send ended, and that it did once. */
public final class SendResult implements SendListener {
    private final CompletableFuture<Optional<StompException>> end = new CompletableFuture<>();
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public void ended(StompException failure) {
        calls.incrementAndGet();
        end.complete(Optional.ofNullable(failure));
    }

    public boolean hasEnded() {
        return end.isDone();
    }

    /** Whether its end was told, and no more than once. */
    public boolean hasEndedOnce() {
        return end.isDone() && calls.get() == 1;
    }

    /** Why it failed, or {@code null} if it was confirmed. */
    public StompException failureOrNull() throws Exception {
        return await().orElse(null);
    }

    public void assertPending() {
        assertThat(end).isNotDone();
    }

    public void assertConfirmed() throws Exception {
        assertThat(await()).isEmpty();
    }

    public StompException failure() throws Exception {
        return await().orElseThrow(() -> new AssertionError("the send did not fail"));
    }

    private Optional<StompException> await() throws Exception {
        Optional<StompException> failure = end.get(WireTest.LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(calls).hasValue(1);
        return failure;
    }
}
