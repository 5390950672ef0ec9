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

import io.github.camelstomp2.testbed.LineChannel;
import io.github.camelstomp2.testbed.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Controls the client under test from the process that checks it. */
public final class ClientProcess implements AutoCloseable {
    private static final Duration QUICK = Duration.ofSeconds(30);
    private static final int END_SECONDS = 10;

    /** The system property for runs of seconds, for which the JVM's second compiler takes more time than its code saves. */
    private static final String SHORT_PROPERTY = "chaos.short";

    private final Process process;
    private final LineChannel channel;

    /** @param log the file for its log */
    public ClientProcess(ClientSettings settings, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:MaxDirectMemorySize=256m"));
        if (Boolean.getBoolean(SHORT_PROPERTY)) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.add(ClientMain.class.getName());
        command.addAll(settings.toArguments());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.redirectError(ProcessBuilder.Redirect.to(log.toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        channel = new LineChannel("the client", process);
        Poll.until(QUICK, "the client", () -> "ready".equals(channel.poll(QUICK)));
    }

    /** Starts its producers. */
    public void produce() {
        channel.ask("produce", QUICK);
    }

    /** Pauses its producers: no further send begins. */
    public void pause() {
        channel.ask("pause", QUICK);
    }

    /** Whether all sends have ended within this time; after {@link #pause}. */
    public boolean isQuietWithin(Duration time) {
        return Boolean.parseBoolean(
                channel.ask("quiet " + time.toMillis(), time.multipliedBy(8).plus(QUICK)));
    }

    /** The resources that it holds now. */
    public Resources resources() {
        return Resources.parse(channel.ask("resources", QUICK));
    }

    /** Lets it consume the same queue of another broker too. */
    public void consume(String brokerUrl) {
        channel.ask("consume " + brokerUrl, QUICK);
    }

    /** Stops it in an orderly way. */
    public void stop() {
        channel.ask("stop", QUICK.multipliedBy(2));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
