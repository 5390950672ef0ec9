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

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Where orders end up, one way or the other. */
@Component
public class OrderDesk {

    private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);

    private final Semaphore outcomes = new Semaphore(0);

    /**
     * @throws IllegalArgumentException if nobody can want such an order; the component then makes it a dead letter
     */
    public void accept(@Body Order order) {
        if (order.pieces() < 1) {
            throw new IllegalArgumentException(order + "? At least one piece, please");
        }
        LOG.info("Accepted     {}", order);
        outcomes.release();
    }

    /** Told of an order that became a dead letter, and why. */
    public void setAside(@Body String message, @Header("dead-letter-reason") String reason) {
        LOG.info("Dead letter  {}, because: {}", message, reason);
        outcomes.release();
    }

    /** Waits for so many outcomes; false if they took too long. */
    boolean awaitOutcomes(int count, Duration timeout) throws InterruptedException {
        return outcomes.tryAcquire(count, timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
