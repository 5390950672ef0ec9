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
package io.github.camelstomp2.route;

import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows whether Camel uses its exchanges again, and which drawbacks that has. */
public final class PooledExchanges {
    private static final Logger LOG = LoggerFactory.getLogger(PooledExchanges.class);

    private PooledExchanges() {}

    /** Whether an exchange may belong to another message as soon as it has ended. */
    static boolean areUsed(CamelContext context) {
        return context.getCamelContextExtension().getExchangeFactory().isPooled();
    }

    /** Logs once for a consumer what Camel loses with pooled exchanges, if they are used. */
    public static void warn(CamelContext context, String destination) {
        if (areUsed(context)) {
            LOG.warn(
                    "exchangeFactory=pooled: Camel does not report the end of exchanges that go through split, multicast,"
                            + " recipientList or enrich. Messages from {} are acknowledged, or fail, at the end of their"
                            + " route instead; other resources of such exchanges may stay open. Use"
                            + " exchangeFactory=prototype",
                    destination);
        }
    }
}
