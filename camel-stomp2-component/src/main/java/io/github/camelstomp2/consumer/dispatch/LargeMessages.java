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
package io.github.camelstomp2.consumer.dispatch;

import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.session.Delivery;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the octets of the large messages that wait. Small messages are limited by their number and not counted here.
 * For any thread.
 */
final class LargeMessages {
    private static final int LARGE = 4 * 1024;

    /** Only with more headers than this, the headers are counted too. */
    private static final int MANY_HEADERS = 64;

    private final AtomicLong octets = new AtomicLong();

    /** To be called before other threads can take the messages. */
    void add(List<Delivery> deliveries) {
        long sum = 0;
        for (Delivery delivery : deliveries) {
            sum += size(delivery);
        }
        if (sum > 0) {
            octets.addAndGet(sum);
        }
    }

    void remove(Delivery delivery) {
        long size = size(delivery);
        if (size > 0) {
            octets.addAndGet(-size);
        }
    }

    long octets() {
        return octets.get();
    }

    private static long size(Delivery delivery) {
        StompFrame frame = delivery.frame();
        int body = frame.body().length;
        StompHeaders headers = frame.headers();
        return (body > LARGE ? body : 0) + (headers.size() > MANY_HEADERS ? size(headers) : 0);
    }

    private static long size(StompHeaders headers) {
        long size = 0;
        for (int i = 0; i < headers.size(); i++) {
            size += headers.name(i).length() + headers.value(i).length();
        }
        return size;
    }
}
