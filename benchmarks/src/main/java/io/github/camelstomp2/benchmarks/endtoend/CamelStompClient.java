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
package io.github.camelstomp2.benchmarks.endtoend;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** The STOMP component of Camel until 4.20. It acknowledges nothing and asks for no receipts. */
final class CamelStompClient implements CamelClient {
    private static final Set<Scenario> DONE = Set.of(Scenario.CONSUME_AUTO, Scenario.SEND, Scenario.SEND_64_THREADS);

    @Override
    public boolean does(Scenario scenario, Peers peer) {
        return DONE.contains(scenario);
    }

    /** The component writes the same headers into SUBSCRIBE and SEND. */
    @Override
    public void prepare(CamelContext context, Work work) {
        Map<String, String> headers = work.scenario().consumes()
                ? work.peer().subscribeHeaders(work.scenario())
                : work.peer().sendHeaders();
        Properties custom = new Properties();
        headers.forEach(custom::setProperty);
        context.getRegistry().bind("headers", custom);
    }

    @Override
    public String from(Work work) {
        return "stomp:/queue/" + work.source() + broker(work);
    }

    @Override
    public String to(Work work) {
        return "stomp:/queue/" + work.target() + broker(work);
    }

    private static String broker(Work work) {
        String url = "?customHeaders=#headers&brokerURL=tcp://" + PeerAddress.HOST + ":"
                + work.peer().port();
        return work.peer().isReal()
                ? url + "&login=" + PeerAddress.LOGIN + "&passcode=" + PeerAddress.LOGIN + "&host="
                        + work.peer().virtualHost()
                : url;
    }

    /**
     * camel-stomp 4.17.0 gives the option {@code host} to its client only after it has told it to connect. So CONNECT
     * sometimes has the host of the URL, and RabbitMQ refuses it: there is no virtual host of that name.
     */
    @Override
    public boolean mayStartAgainAfter(Exception failure) {
        return String.valueOf(failure.getMessage()).contains("Bad CONNECT");
    }

    @Override
    public String messageId(Exchange exchange) {
        return exchange.getMessage().getHeader("message-id", String.class);
    }
}
