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

/** The name of the queue that takes dead letters: {@code DLQ.orders} for {@code /queue/orders}. */
final class DeadLetterName {
    /** What makes one name stand for several destinations, or says more than a name: {@code A,B}, {@code a.*}, {@code a?b}. */
    private static final Pattern SEVERAL = Pattern.compile("[,*>#?]|://");

    private static final String FULLY_QUALIFIED = "::";

    private DeadLetterName() {}

    /**
     * Where a message was: what is subscribed, unless that stands for several destinations. Then it is what the message
     * says.
     *
     * @param said the {@code destination} of MESSAGE, if it has one
     */
    static String source(String subscribed, @Nullable String said) {
        return said != null && SEVERAL.matcher(subscribed).find() ? said : subscribed;
    }

    /**
     * The queue for the dead letters of one destination. Of a topic or an exchange too it is a queue, since somebody has to
     * keep the message. The name never stands for several queues: a live one would be among them.
     *
     * @param source where the messages were
     * @return {@code null} when this is a dead letter queue itself: there are no dead letters of dead letters
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
