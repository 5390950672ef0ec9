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
package io.github.camelstomp2;

import java.io.ByteArrayOutputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.support.service.ServiceHelper;

/** {@code payload=json}: through camel-jackson, with the ObjectMapper of the registry where there is one. */
final class JsonBodies {
    private final JacksonDataFormat jackson;

    /**
     * @param type what to read bodies into; {@code null}: a Map, a List or a scalar, as the JSON has it
     */
    JsonBodies(CamelContext context, Class<?> type) {
        jackson = new JacksonDataFormat(type == null ? Object.class : type);
        jackson.setAutoDiscoverObjectMapper(true);
        jackson.setCamelContext(context);
        ServiceHelper.startService(jackson);
    }

    Object read(Exchange exchange, byte[] octets) throws Exception {
        return jackson.unmarshal(exchange, octets);
    }

    byte[] write(Exchange exchange, Object body) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        jackson.marshal(exchange, body, out);
        return out.toByteArray();
    }
}
