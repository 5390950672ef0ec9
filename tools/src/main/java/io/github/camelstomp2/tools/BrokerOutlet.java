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

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.tools.message.Origin;
import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.ExchangeHelper;

/** To a broker, which confirms each message while others are on their way. */
final class BrokerOutlet implements Outlet {
    private final AsyncProducer producer;
    private final boolean removesFailure;

    /**
     * @param removesFailure whether what says why a message is a dead letter is taken off
     */
    BrokerOutlet(AsyncProducer producer, boolean removesFailure) {
        this.producer = producer;
        this.removesFailure = removesFailure;
    }

    @Override
    public void send(Exchange consumed, String destination, Consumer<Throwable> done) {
        Exchange sent = ExchangeHelper.createCorrelatedCopy(consumed, false);
        Message message = sent.getMessage();
        // Whoever consumes the message then answers it.
        Object replyTo = consumed.getProperty(Stomp2Constants.REPLY_TO);
        if (replyTo != null) {
            message.setHeader("reply-to", replyTo);
        }
        if (!message.getHeaders().containsKey("correlation-id")) { // a message without one gets none
            sent.removeProperty(Stomp2Constants.CORRELATION_ID);
        }
        if (removesFailure) {
            Origin.removeFailure(message.getHeaders());
        }
        message.setHeader(Stomp2Constants.OVERRIDE_DESTINATION, destination);
        producer.process(sent, ignored -> done.accept(sent.getException()));
    }
}
