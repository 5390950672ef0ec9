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

import java.nio.charset.StandardCharsets;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.impl.DefaultCamelContext;

/** Measures the component: the time until an exchange continues after its confirmation or its reply. */
final class CamelLatency implements LatencyClient {
    private final CamelContext context = new DefaultCamelContext();
    private final byte[] body = "x".repeat(BODY_SIZE).getBytes(StandardCharsets.US_ASCII);
    private final AsyncProducer sends;
    private final AsyncProducer requests;

    CamelLatency(int port) throws Exception {
        context.start();
        String broker = "?brokerURL=tcp://127.0.0.1:" + port;
        sends = producer("stomp2:queue/send" + broker);
        requests = producer("stomp2:" + ECHO + broker + "&replyTo=" + REPLIES);
    }

    private AsyncProducer producer(String uri) throws Exception {
        AsyncProducer producer = context.getEndpoint(uri).createAsyncProducer();
        producer.start();
        return producer;
    }

    @Override
    public void send(Runnable confirmed) {
        process(sends, ExchangePattern.InOnly, confirmed);
    }

    @Override
    public void request(Runnable replied) {
        process(requests, ExchangePattern.InOut, replied);
    }

    private void process(AsyncProducer producer, ExchangePattern pattern, Runnable done) {
        Exchange exchange = producer.getEndpoint().createExchange(pattern);
        exchange.getMessage().setBody(body);
        producer.process(exchange, doneSync -> {
            if (exchange.getException() == null) {
                done.run();
            }
        });
    }

    @Override
    public void close() throws Exception {
        sends.close();
        requests.close();
        context.close();
    }
}
