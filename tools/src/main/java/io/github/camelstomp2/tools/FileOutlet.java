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
package io.github.camelstomp2.tools;

import io.github.camelstomp2.tools.message.SavedMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.Exchange;

/** To a new file, a line for each message; a message is safe when the disk has it. Many are written to the disk at once. */
final class FileOutlet implements Outlet {
    private final Path path;
    private final FileChannel file;
    private final List<Consumer<Throwable>> unsafe = new ArrayList<>();
    private long whole;

    /**
     * @throws UsageException the file is there already, or cannot be created
     */
    FileOutlet(Path path) {
        this.path = path;
        try {
            file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            forceName();
        } catch (FileAlreadyExistsException e) {
            throw new UsageException("--file " + path + " is there already. Name a new one");
        } catch (IOException e) {
            throw new UsageException("--file " + path + " cannot be created: "
                    + (e instanceof NoSuchFileException ? "its directory is not there" : Reason.of(e)));
        }
    }

    /** Else a loss of power might leave a file without a name. */
    private void forceName() {
        Path directory = path.toAbsolutePath().getParent();
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            // Windows opens no directories, and needs none of this.
        }
    }

    @Override
    public synchronized void send(Exchange consumed, String destination, Consumer<Throwable> done) {
        try {
            ByteBuffer line =
                    StandardCharsets.UTF_8.encode(SavedMessage.of(consumed).line() + "\n");
            while (line.hasRemaining()) {
                file.write(line);
            }
            whole = file.position();
            unsafe.add(done);
        } catch (IOException e) {
            takeBack();
            done.accept(failure(e));
        }
    }

    /** Of a line that did not find room nothing stays: its message is still in the queue. */
    private void takeBack() {
        try {
            file.truncate(whole);
        } catch (IOException e) {
            // The line stays broken, and "load" will say so.
        }
    }

    private IOException failure(IOException cause) {
        return new IOException(path + " cannot be written: " + cause.getMessage(), cause);
    }

    @Override
    public synchronized void flush() {
        if (!unsafe.isEmpty()) {
            Throwable failure = null;
            try {
                file.force(true);
            } catch (IOException e) {
                failure = failure(e);
            }
            for (Consumer<Throwable> done : unsafe) {
                done.accept(failure);
            }
            unsafe.clear();
        }
    }

    @Override
    public synchronized void close() {
        flush();
        try {
            boolean empty = file.size() == 0;
            file.close();
            if (empty) { // nothing came, and the next try may use the name
                Files.delete(path);
            }
        } catch (IOException e) {
            // What is acknowledged was forced to the disk before.
        }
    }
}
