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
package io.github.camelstomp2.it;

import io.github.camelstomp2.matrix.OfOneVersion;
import io.github.camelstomp2.testbed.BrokerExtension;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

/** Routes in one version of the protocol. */
abstract class OneVersionSuite implements OfOneVersion {
    @Parameter
    String version;

    StompRoutes routes;
    String queue;

    abstract BrokerExtension broker();

    @Override
    public String stompVersion() {
        return version;
    }

    @BeforeEach
    void startCamel() {
        routes = new StompRoutes(broker(), version);
        queue = broker().uniqueName("orders");
    }

    @AfterEach
    void stopCamel() {
        routes.close();
    }

    String uri() {
        return "stomp2:queue/" + queue;
    }

    void send(Object body, Map<String, Object> headers) {
        routes.template().sendBodyAndHeaders(uri(), body, headers);
    }
}
