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
package io.github.camelstomp2.settlement;

import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers messages whose dead letter was lost with its connection: they are delivered again, and their routes need
 * not run again. They are recognised by their contents, since RabbitMQ gives each delivery another id. When two
 * messages are equal, it does not matter which one is recognised.
 */
final class LostLetters {
    private static final int MOST = 1000;

    /**
     * What is known of one such message.
     *
     * @param times how often its dead letter was lost
     * @param cause why its route failed
     */
    record Lost(int times, Throwable cause) {}

    private final Map<String, Lost> byContent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Lost> eldest) {
            return size() > MOST;
        }
    };

    private volatile boolean any;

    /** What is known of a message; {@code null}: its dead letter was never lost. */
    Lost of(StompFrame message) {
        return any ? get(content(message)) : null;
    }

    /** As {@link #of}, for each message that comes. A message that is delivered for the first time is not searched. */
    Lost ofDelivered(StompFrame message) {
        return any && "true".equals(message.headers().get(StompHeaderNames.REDELIVERED)) ? of(message) : null;
    }

    private synchronized Lost get(String content) {
        return byContent.get(content);
    }

    /** The dead letter of a message was lost. */
    synchronized void lost(StompFrame message, Throwable cause) {
        byContent.merge(content(message), new Lost(1, cause), (old, one) -> new Lost(old.times() + 1, cause));
        any = true;
    }

    /**
     * The message goes back because of its losses, and the complete dead letter is tried when it comes again: a full
     * queue may have been the reason.
     */
    synchronized void judged(StompFrame message) {
        byContent.computeIfPresent(content(message), (content, old) -> new Lost(0, old.cause()));
    }

    /** The dead letter of a message is safe. */
    void safe(StompFrame message) {
        if (any) {
            forget(content(message));
        }
    }

    private synchronized void forget(String content) {
        byContent.remove(content);
        any = !byContent.isEmpty();
    }

    private static String content(StompFrame message) {
        MessageDigest digest = sha256();
        message.headers().forEach((name, value) -> {
            if (!StompHeaders.OF_ONE_DELIVERY.contains(name)) {
                digest.update(
                        (name.length() + ":" + name + value.length() + ":" + value).getBytes(StandardCharsets.UTF_8));
            }
        });
        digest.update((byte) 0);
        return Base64.getEncoder().encodeToString(digest.digest(message.body()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
