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
package io.github.camelstomp2.tools.message;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.Stomp2Message;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * A message whose body did not come. ActiveMQ Classic sends map, object and stream messages of JMS without their body, and says
 * nothing of it: a copy would have none, and the original would be gone.
 */
public final class MissingBody {
    public static final String REASON =
            "it has no body here. On ActiveMQ Classic it may be one of the map, object and stream messages of JMS, whose"
                    + " body STOMP does not carry; --empty takes it without one";

    private MissingBody() {}

    /** Whether there may be a body on the broker. An empty body that has a length is one. */
    public static boolean isPossible(Message message) {
        return isOfActiveMq(message.getExchange())
                && message instanceof Stomp2Message came
                && came.getStompHeaders().get("content-length") == null
                && isEmpty(message.getBody());
    }

    public static boolean isOfActiveMq(Exchange exchange) {
        return "activemq".equals(exchange.getProperty(Stomp2Constants.BROKER, String.class));
    }

    private static boolean isEmpty(Object body) {
        return body == null
                || body instanceof String text && text.isEmpty()
                || body instanceof byte[] octets && octets.length == 0;
    }
}
