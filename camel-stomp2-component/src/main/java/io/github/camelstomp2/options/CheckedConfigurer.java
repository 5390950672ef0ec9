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
package io.github.camelstomp2.options;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;

/** Sets the options of the component as Camel's generated code does, after a check of their texts. */
public final class CheckedConfigurer implements PropertyConfigurer, PropertyConfigurerGetter {
    private final PropertyConfigurer setters;
    private final PropertyConfigurerGetter options;

    private CheckedConfigurer(PropertyConfigurer setters, PropertyConfigurerGetter options) {
        this.setters = setters;
        this.options = options;
    }

    /** The configurer that checks before it calls the generated one; {@code null} if Camel found no generated code. */
    public static CheckedConfigurer of(PropertyConfigurer generated) {
        return generated == null ? null : new CheckedConfigurer(generated, (PropertyConfigurerGetter) generated);
    }

    @Override
    public boolean configure(CamelContext camelContext, Object target, String name, Object value, boolean ignoreCase) {
        Class<?> type = options.getOptionType(name, ignoreCase);
        Object checked = type == null ? value : OptionSyntax.checked(name, value, type);
        return setters.configure(camelContext, target, name, checked, ignoreCase);
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        return options.getOptionType(name, ignoreCase);
    }

    @Override
    public String[] getAutowiredNames() {
        return options.getAutowiredNames();
    }

    @Override
    public Object getCollectionValueType(Object target, String name, boolean ignoreCase) {
        return options.getCollectionValueType(target, name, ignoreCase);
    }

    @Override
    public Object getOptionValue(Object target, String name, boolean ignoreCase) {
        return options.getOptionValue(target, name, ignoreCase);
    }
}
