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
package io.github.camelstomp2.broker;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of the queue for dead letters: {@code DLQ.orders} for {@code /queue/orders}. */
final class DeadLetterName {
    /**
     * Recognises a name that stands for several destinations or contains more than a name: {@code A,B}, {@code a.*},
     * {@code a?b}.
     */
    private static final Pattern SEVERAL = Pattern.compile("[,*>#?]|://");

    private static final String FULLY_QUALIFIED = "::";

    private DeadLetterName() {}

    /**
     * The destination from which a message came: the subscribed one, unless that stands for several. Then it is the one
     * that the message names.
     *
     * @param said the {@code destination} of MESSAGE, if it has one
     */
    static String source(String subscribed, @Nullable String said) {
        return said != null && SEVERAL.matcher(subscribed).find() ? said : subscribed;
    }

    /**
     * The queue for the dead letters of one destination. It is a queue also for a topic or an exchange, since the
     * message has to be kept. Its name never stands for several queues, because a queue in normal use would be among
     * them.
     *
     * @param source the destination from which the messages came
     * @return {@code null} when the destination is a dead letter queue itself: there are no dead letters of dead
     *     letters
     */
    static @Nullable String queue(String source, String prefix) {
        String name = plain(source);
        String begin = SEVERAL.matcher(prefix).replaceAll("_");
        if (name.startsWith(begin)) {
            return null;
        }
        return source.startsWith("/") ? Destinations.QUEUE + begin + name : begin + name;
    }

    private static String plain(String source) {
        int options = source.indexOf('?');
        String name = Destinations.name(options < 0 ? source : source.substring(0, options));
        int queue = name.lastIndexOf(FULLY_QUALIFIED);
        return SEVERAL.matcher(queue < 0 ? name : name.substring(queue + FULLY_QUALIFIED.length()))
                .replaceAll("_");
    }
}
