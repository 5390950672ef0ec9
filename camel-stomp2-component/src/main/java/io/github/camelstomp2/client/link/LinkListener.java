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
package io.github.camelstomp2.client.link;

import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import org.jspecify.annotations.Nullable;

/** Is told the events of a connection's link. Called on the event loop. */
public interface LinkListener {
    /** Is told when data was read or can be written. Called on the event loop. */
    interface Traffic {
        /** All frames of one round of reading were passed on. */
        void readComplete();

        /** The socket accepts data again. */
        void writable();
    }

    /** There is a connected link: subscribe and send. */
    void connected(StompLink link);

    /** An ERROR came that names no frame as its reason. */
    void errorSaid(StompBrokerException error, @Nullable String subscriptionId);

    /** No broker of the list could be reached; there may be another round. */
    void unreachable(StompException cause);

    /** The broker keeps messages of ended subscriptions until the link ends. */
    void messagesKept();

    /** The connected link has ended. */
    void disconnected(StompLink link, StompException cause);

    /** There will be no further link: the connection was stopped, or gave up. */
    void ended(StompException cause);

    /** What makes the connection try again when it has given up, as a sentence for the log. */
    String triesAgain();
}
