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
package io.github.camelstomp2.binding;

import io.github.camelstomp2.Stomp2Configuration;
import java.io.ByteArrayOutputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.support.service.ServiceHelper;

/**
 * {@code payload=json}: JSON through camel-jackson, with the ObjectMapper of the registry if there is one. With
 * {@code djangoStomp=true} dates and decimals are written and read as Django does.
 */
final class JsonBodies {
    private final JacksonDataFormat jackson;

    JsonBodies(CamelContext context, Stomp2Configuration configuration) {
        // Without a type: a Map, a List or a simple value, as the JSON has it.
        Class<?> type = configuration.getPayloadType();
        jackson = new JacksonDataFormat(type == null ? Object.class : type);
        if (configuration.isDjangoStomp()) {
            jackson.setObjectMapper(DjangoJson.mapper(context));
        } else {
            jackson.setAutoDiscoverObjectMapper(true);
        }
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
