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

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;

/** A value that Django writes as a JSON string. */
final class DjangoTextReader<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;

    /** The text to the value. */
    interface Parser<T> {
        /**
         * @throws DateTimeException of any other text
         */
        T parse(String text);
    }

    private final transient Parser<T> parser;

    DjangoTextReader(Class<T> type, Parser<T> parser) {
        super(type);
        this.parser = parser;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            return (T) context.handleUnexpectedToken(handledType(), json);
        }
        String text = json.getText();
        try {
            return parser.parse(text);
        } catch (DateTimeException e) {
            return (T)
                    context.handleWeirdStringValue(handledType(), text, "not as Django writes it: %s", e.getMessage());
        }
    }
}
