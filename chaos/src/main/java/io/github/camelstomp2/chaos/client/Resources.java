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
package io.github.camelstomp2.chaos.client;

import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The resources of a client at one moment.
 *
 * @param threads their names: all but those of cached pools (workers, resolvers), which end a minute after their last
 *     job
 * @param sockets open ones
 * @param heapBytes after a garbage collection
 * @param directBytes of buffers outside of the heap
 */
public record Resources(List<String> threads, int sockets, long heapBytes, long directBytes) {
    private static final long MORE_HEAP_BYTES = 2L << 20;
    /** Some chunks of Netty's pool, which does not give back the memory of a peak. */
    private static final long MORE_DIRECT_BYTES = 16L << 20;

    private static final String SEPARATOR = ";";
    private static final int COLLECTIONS = 3;

    /** The resources of this process. */
    static Resources now() throws IOException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return new Resources(threadNames(), socketCount(), heap(), direct());
    }

    private static List<String> threadNames() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.contains("Stomp2Worker") && !name.contains("-dns"))
                .sorted()
                .toList();
    }

    private static int socketCount() throws IOException {
        int sockets = 0;
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                sockets += isSocket(descriptor) ? 1 : 0;
            }
        }
        return sockets;
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            // closed meanwhile: the file descriptor of this listing itself
            return false;
        }
    }

    private static long heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long direct() {
        long ofJdk = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return Math.max(ofJdk, PlatformDependent.usedDirectMemory());
    }

    /** The resources that have grown too much, compared with an earlier state of the same client. */
    public List<String> growthSince(Resources before) {
        List<String> growth = new ArrayList<>();
        if (threads.size() > before.threads.size()) {
            List<String> more = new ArrayList<>(threads);
            more.removeAll(before.threads);
            growth.add("more threads: " + more);
        }
        compare(growth, "sockets", before.sockets, sockets, 0);
        compare(growth, "octets of heap", before.heapBytes, heapBytes, MORE_HEAP_BYTES);
        compare(growth, "octets outside of the heap", before.directBytes, directBytes, MORE_DIRECT_BYTES);
        return growth;
    }

    private static void compare(List<String> growth, String what, long before, long after, long allowed) {
        if (after - before > allowed) {
            growth.add(after + " " + what + ", " + before + " before");
        }
    }

    String toLine() {
        return sockets + SEPARATOR + heapBytes + SEPARATOR + directBytes + SEPARATOR + String.join(SEPARATOR, threads);
    }

    static Resources parse(String line) {
        List<String> parts = List.of(line.split(SEPARATOR));
        return new Resources(
                parts.subList(3, parts.size()),
                Integer.parseInt(parts.get(0)),
                Long.parseLong(parts.get(1)),
                Long.parseLong(parts.get(2)));
    }
}
