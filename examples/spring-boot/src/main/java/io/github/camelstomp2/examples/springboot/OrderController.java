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
package io.github.camelstomp2.examples.springboot;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes orders over HTTP. It answers when the broker has confirmed that it has the order. */
@RestController
class OrderController {

    /** Below are those of the demonstration. */
    private static final int FIRST_ID = 101;

    private final AtomicInteger ids = new AtomicInteger(FIRST_ID);
    private final ProducerTemplate producer;

    OrderController(ProducerTemplate producer) {
        this.producer = producer;
    }

    /** What somebody wants; it gets its number here. */
    record Wanted(String item, int pieces) {}

    /** 202: the broker has the order. 503: it has not confirmed it in time, or has refused it. */
    @PostMapping("/orders")
    ResponseEntity<Object> order(@RequestBody Wanted wanted) {
        Order order = new Order(ids.getAndIncrement(), wanted.item(), wanted.pieces());
        try {
            producer.sendBody("direct:order", order);
        } catch (CamelExecutionException e) {
            return ResponseEntity.of(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, reason(e)))
                    .build();
        }
        return ResponseEntity.accepted().body(order);
    }

    /** Why an order was not sent; Camel wraps that. */
    static String reason(CamelExecutionException failure) {
        Throwable cause = failure.getCause();
        return String.valueOf((cause == null ? failure : cause).getMessage());
    }
}
