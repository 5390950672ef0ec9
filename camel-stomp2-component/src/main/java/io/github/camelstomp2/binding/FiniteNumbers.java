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

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;

/** Doubles and floats, but for those that JSON does not have. */
final class FiniteNumbers<T extends Number> extends StdScalarSerializer<T> {
    private static final long serialVersionUID = 1L;

    FiniteNumbers(Class<T> type) {
        super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
        if (!Double.isFinite(value.doubleValue())) {
            throw new IllegalArgumentException("JSON has no " + value + ". Send null, or a number");
        }
        if (value instanceof Float number) {
            generator.writeNumber(number);
        } else {
            generator.writeNumber(value.doubleValue());
        }
    }
}
