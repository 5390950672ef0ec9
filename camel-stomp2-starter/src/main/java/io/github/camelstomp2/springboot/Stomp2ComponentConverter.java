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
package io.github.camelstomp2.springboot;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.ConditionalGenericConverter;

/**
 * Replaces {@code #bean:name} by the bean of that name, for options that are objects, such as {@code
 * camel.component.stomp2.ssl-context-parameters}.
 *
 * <p>Spring uses a converter of configuration properties for the whole application; this one converts only properties
 * that are marked with {@link BeanReference}.
 */
final class Stomp2ComponentConverter implements ConditionalGenericConverter {

    private static final String REFERENCE = "#";
    private static final String BEAN_REFERENCE = "#bean:";

    private final BeanFactory beans;

    Stomp2ComponentConverter(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public Set<ConvertiblePair> getConvertibleTypes() {
        return Set.of(new ConvertiblePair(String.class, Object.class));
    }

    @Override
    public boolean matches(TypeDescriptor sourceType, TypeDescriptor targetType) {
        return targetType.hasAnnotation(BeanReference.class);
    }

    /**
     *
     * @throws IllegalArgumentException if the value is not a reference
     * @throws org.springframework.beans.BeansException if there is no such bean of the option's type
     */
    @Override
    public @Nullable Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
        if (source == null) {
            return null;
        }
        String reference = source.toString().strip();
        if (!reference.startsWith(REFERENCE)) {
            throw new IllegalArgumentException(
                    "'" + reference + "' does not name a bean; write #bean: and the name of a "
                            + targetType.getType().getSimpleName());
        }
        String prefix = reference.startsWith(BEAN_REFERENCE) ? BEAN_REFERENCE : REFERENCE;
        return beans.getBean(reference.substring(prefix.length()), targetType.getType());
    }
}
