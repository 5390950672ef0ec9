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
package io.github.camelstomp2.client.transport;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * Resolves host names by the operating system, like Netty's default resolver, but on a thread of its own: a name server
 * that does not answer would otherwise block the event loop and the heart-beats of all its connections. Each attempt to
 * connect asks again, unless the same question is still running. So a name server that does not answer blocks one
 * thread per host, however many connections ask.
 */
final class OffLoopResolverGroup extends AddressResolverGroup<InetSocketAddress> {

    /** Finds the addresses of a host; may block. */
    @FunctionalInterface
    interface Lookup {
        /** Returns at least one address. */
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    private final Executor threads;
    private final Lookup lookup;
    private final Map<String, CompletableFuture<InetAddress[]>> underWay = new ConcurrentHashMap<>();

    OffLoopResolverGroup(Executor threads, Lookup lookup) {
        this.threads = threads;
        this.lookup = lookup;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor eventLoop) {
        return new OffLoopResolver(eventLoop).asAddressResolver();
    }

    private CompletableFuture<InetAddress[]> ask(String host) {
        CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
        CompletableFuture<InetAddress[]> asked = underWay.putIfAbsent(host, answer);
        if (asked != null) {
            return asked;
        }
        try {
            threads.execute(() -> answer(host, answer));
        } catch (RejectedExecutionException e) {
            underWay.remove(host);
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private void answer(String host, CompletableFuture<InetAddress[]> answer) {
        try {
            InetAddress[] addresses = lookup.addressesOf(host);
            underWay.remove(host);
            answer.complete(addresses);
        } catch (UnknownHostException | RuntimeException e) {
            underWay.remove(host);
            answer.completeExceptionally(e);
        }
    }

    private final class OffLoopResolver extends InetNameResolver {
        OffLoopResolver(EventExecutor eventLoop) {
            super(eventLoop);
        }

        @Override
        protected void doResolve(String host, Promise<InetAddress> promise) {
            pass(host, promise, addresses -> addresses[0]);
        }

        @Override
        protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
            pass(host, promise, List::of);
        }

        private <T> void pass(String host, Promise<T> promise, Function<InetAddress[], T> wanted) {
            // The answer is passed to the event loop. If that has ended meanwhile, nobody waits for the answer.
            var unused = ask(host)
                    .whenCompleteAsync(
                            (addresses, failure) -> {
                                if (failure == null) {
                                    promise.trySuccess(wanted.apply(addresses));
                                } else {
                                    promise.tryFailure(failure);
                                }
                            },
                            executor());
        }
    }
}
