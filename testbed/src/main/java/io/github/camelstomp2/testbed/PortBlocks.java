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
package io.github.camelstomp2.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports of this JVM: it takes them by the block, and locks a file of each block in the temporary directory as long as
 * it lives, so that no other JVM of this user has the same ones.
 */
final class PortBlocks {

    private final int lowest;
    private final int number;
    private final int size;

    /** Those of this JVM, the one used longest ago first, with the file that stays open so that it stays locked. */
    private final Map<Integer, FileChannel> ours = new LinkedHashMap<>();

    private int following;
    private int endOfBlock;

    /**
     * @param lowest the first port of the first block
     * @param number how many blocks there are
     * @param size how many ports a block has
     */
    PortBlocks(int lowest, int number, int size) {
        this.lowest = lowest;
        this.number = number;
        this.size = size;
    }

    /** The next port, whether free or not. All others of the JVM come before it comes again. */
    synchronized int next() {
        if (following == endOfBlock) {
            following = lowest + nextBlock() * size;
            endOfBlock = following + size;
        }
        return following++;
    }

    private int nextBlock() {
        int first = ThreadLocalRandom.current().nextInt(number);
        for (int i = 0; i < number; i++) {
            int block = (first + i) % number;
            if (!ours.containsKey(block) && lock(block)) {
                return block;
            }
        }
        return oldestBlock();
    }

    private boolean lock(int block) {
        try {
            Path file = Files.createDirectories(directory()).resolve(lowest + block * size + ".lock");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                return false;
            }
            ours.put(block, channel);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock a block of ports in " + directory(), e);
        }
    }

    /** When other JVMs have all the rest. */
    private int oldestBlock() {
        if (ours.isEmpty()) {
            throw new IllegalStateException("other JVMs have all blocks of ports, see " + directory());
        }
        int oldest = ours.keySet().iterator().next();
        ours.put(oldest, ours.remove(oldest));
        return oldest;
    }

    private static Path directory() {
        return Path.of(System.getProperty("java.io.tmpdir"), "stomp2-test-ports-" + System.getProperty("user.name"));
    }
}
