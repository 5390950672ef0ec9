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

import io.github.camelstomp2.broker.MessageRules.Returns;
import io.github.camelstomp2.protocol.AckMode;

/** The log texts for a message that goes back to its queue. */
final class GivenBack {
    private static final String LIMIT =
            "the limit of a quorum queue of RabbitMQ where no policy sets another delivery-limit";

    /** It is not given back, since the queue would drop it then. */
    static final String KEPT =
            "it stays here, unacknowledged, since its queue counts how often it goes back and drops it at"
                    + " last; its dead letter is tried again";

    private GivenBack() {}

    /** The text for a message that is given back. */
    static String sentence(FailedMessage failed) {
        Returns returns = failed.returns();
        if (failed.subscription().request().ackMode() == AckMode.AUTO) {
            return "it is lost: with ackMode=auto the broker has already forgotten it";
        } else if (returns.dropsWhatIsGivenBack()) {
            return "it goes back for the last time: it has gone back " + times(returns) + ", " + LIMIT
                    + ", so that the queue drops it now, or dead-letters it where it has a dead letter exchange";
        }
        return returns.countsRefusals()
                ? "it will be delivered again (it goes back for the " + (returns.before() + 1) + ". time of "
                        + (returns.before() + returns.left()) + ", " + LIMIT + ")"
                : "it will be delivered again";
    }

    /** The text for a message that went back with the end of its connection. */
    static String withConnection(FailedMessage failed) {
        Returns returns = failed.returns();
        return returns.isLastDelivery()
                ? "its connection is gone, and it had gone back " + times(returns) + " before, " + LIMIT
                        + ": the queue has dropped it, or dead-lettered it where it has a dead letter exchange"
                : "its connection is gone, so that it is delivered again";
    }

    private static String times(Returns returns) {
        return returns.before() == 1 ? "once" : returns.before() + " times";
    }
}
