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
package io.github.camelstomp2.hostile;

import io.netty.util.internal.PlatformDependent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A consumer in a JVM of its own, whose memory is small. It takes commands, one a line: {@code block} and {@code unblock}
 * the route, {@code memory} tells the peak so far.
 */
final class HostileClient {
    /** Before the body of a message that is told; others are only counted. */
    static final String TOLD = "tell ";

    private static final long KIB = 1024;

    private final Semaphore gate = new Semaphore(1);
    private final AtomicLong consumed = new AtomicLong();
    private long peakDirect;

    private HostileClient() {}

    public static void main(String[] arguments) throws Exception {
        new HostileClient().run(arguments[0]);
    }

    private void run(String uri) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri).process(exchange -> consume(exchange.getMessage().getBody(String.class)));
                }
            });
            context.start();
            obey();
        }
        // The peer answers no DISCONNECT.
        Runtime.getRuntime().halt(0);
    }

    private void consume(String body) throws InterruptedException {
        gate.acquire();
        gate.release();
        consumed.incrementAndGet();
        if (body.startsWith(TOLD)) {
            say("consumed " + body.substring(TOLD.length()));
        }
    }

    private void obey() throws IOException, InterruptedException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            switch (command) {
                case "block" -> gate.acquire();
                case "unblock" -> gate.release();
                default -> memory();
            }
            say("done " + command);
        }
    }

    private void memory() {
        long heap = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            heap += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
        }
        long pooled = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        peakDirect = Math.max(peakDirect, Math.max(pooled, PlatformDependent.usedDirectMemory()));
        say("memory: peak of heap " + heap / KIB + " KiB, direct " + peakDirect / KIB + " KiB, consumed " + consumed);
    }

    private static synchronized void say(String line) {
        System.out.println(line);
    }
}
