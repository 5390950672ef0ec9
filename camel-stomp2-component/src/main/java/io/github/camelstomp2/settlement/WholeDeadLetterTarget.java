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

import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.subscription.SubscriptionRequest;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompUnsendableException;
import io.github.camelstomp2.session.Delivery;
import java.util.Map;

/**
 * Sends no dead letter of a message whose content the broker may have kept: the dead letter would be empty, and the
 * acknowledgement of the original would delete the content.
 */
final class WholeDeadLetterTarget implements DeadLetterTarget {
    private final DeadLetterTarget target;
    private final StompConnection connection;

    /**
     * @param target of all other messages
     * @param connection on which the messages come
     */
    WholeDeadLetterTarget(DeadLetterTarget target, StompConnection connection) {
        this.target = target;
        this.connection = connection;
    }

    @Override
    public String name(FailedMessage failed) {
        return target.name(failed);
    }

    @Override
    public boolean keeps() {
        return target.keeps();
    }

    @Override
    public Throwable failedBefore(Delivery delivery) {
        return target.failedBefore(delivery);
    }

    @Override
    public void send(FailedMessage failed, Map<String, String> failureHeaders, DeadLetterTarget.Done done) {
        if (isWithTheBroker(failed)) {
            done.ended(
                    new StompUnsendableException("it came without its content if it is a map, object or stream message"
                            + " of JMS, and so would its dead letter"));
        } else {
            target.send(failed, failureHeaders, done);
        }
    }

    /**
     * With {@code ackMode=auto} the broker has forgotten the message, and what goes back to a topic is gone: then an empty dead
     * letter is better than none.
     */
    private boolean isWithTheBroker(FailedMessage failed) {
        SubscriptionRequest request = failed.subscription().request();
        return request.ackMode() != AckMode.AUTO
                && (failed.subscription().keepsRejected(failed.delivery())
                        || !request.options().missesWhatWasSentBefore())
                && BrokerDialects.orGeneric(connection.dialect())
                        .mayLackContent(failed.delivery().frame());
    }
}
