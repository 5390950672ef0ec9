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
package io.github.camelstomp2.client.log;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.options.BrokerAddress;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what a broker lacks: each sentence once, not at each connect. Event loop only. */
public final class BrokerFlaws {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerFlaws.class);

    private final String name;
    private final Set<String> said = new HashSet<>();
    private @Nullable BrokerAddress address;

    BrokerFlaws(String name) {
        this.name = name;
    }

    /** Logs an option that the broker cannot fulfil and that is ignored. */
    public void limitation(String sentence) {
        once(sentence + "; it is ignored");
    }

    /** Logs that the broker sends messages that cannot be acknowledged. */
    public void messageWithoutId() {
        once(
                "the broker sends messages without message-id, which cannot be acknowledged: they are not processed and stay"
                        + " with the broker; with ackMode=auto they are processed");
    }

    void connected(BrokerAddress to, BrokerDialect broker) {
        address = to;
        if (!broker.confirms()) {
            once("this server (" + broker.name() + ") confirms nothing and keeps nothing: sends need confirm=false,"
                    + " consumers ackMode=auto, and what fails on the way is lost; there is no dead letter");
        } else if (!broker.keepsMessages()) {
            once(
                    "this server keeps no messages: a message that is sent while nobody is subscribed is confirmed and lost, a"
                            + " dead letter too; a message that is not acknowledged when its connection ends is not delivered again");
        }
    }

    private void once(String sentence) {
        if (said.add(sentence)) {
            LOG.warn("{}: {}", address == null ? name : name + " at " + address, sentence);
        }
    }
}
