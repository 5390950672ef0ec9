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
package io.github.camelstomp2.client.send;

import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompUnsendableException;
import io.github.camelstomp2.protocol.text.PrintableText;
import io.github.camelstomp2.session.SessionTransaction;
import org.jspecify.annotations.Nullable;

/** Makes the failures of transactions of which nothing took effect. */
final class TransactionFailures {
    private TransactionFailures() {}

    /** The destinations of a transaction, as failures name them. */
    static String name(OutgoingTransaction content) {
        OutgoingMessage first = content.messages().get(0);
        int others = content.messages().size() - 1;
        return PrintableText.of(first.options().destination()) + (others == 0 ? "" : " and " + others + " more");
    }

    static StompConnectionException stale(String destination) {
        return new StompConnectionException("nothing was sent to " + destination
                + ": the connection on which the consumed message came is gone, and it is delivered again");
    }

    static StompConnectionException notCommitted(String destination, @Nullable String why, @Nullable Throwable cause) {
        return new StompConnectionException(sentence(destination, why), cause);
    }

    static StompConnectionException notAccepted(String destination, String within) {
        return notCommitted(destination, "its messages were not accepted" + within, null);
    }

    /** The missing answer when the result is unknown; without a transaction it was a single message. */
    static String awaited(@Nullable SessionTransaction transaction) {
        return transaction == null ? "no receipt" : "no receipt of COMMIT";
    }

    static StompUnsendableException unsendable(String destination, String why, Throwable cause) {
        return new StompUnsendableException(sentence(destination, why), cause);
    }

    private static String sentence(String destination, @Nullable String why) {
        return "the transaction with " + destination + " was not committed: " + why;
    }
}
