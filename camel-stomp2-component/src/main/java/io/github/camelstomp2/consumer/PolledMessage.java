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
package io.github.camelstomp2.consumer;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.settlement.FailurePolicy;
import io.github.camelstomp2.settlement.Settlement;
import java.util.concurrent.Executor;

/** The message of a poll, as its settlement needs it. */
public record PolledMessage(
        StompSubscription subscription,
        StompConnection connection,
        FailurePolicy failurePolicy,
        Executor workers,
        Runnable whenDecided)
        implements Settlement.Source {

    @Override
    public BrokerDialect dialect() {
        return BrokerDialects.orGeneric(connection.dialect());
    }

    @Override
    public void decided() {
        whenDecided.run();
    }
}
