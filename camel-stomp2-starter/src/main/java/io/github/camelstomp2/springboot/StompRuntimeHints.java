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

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.Stomp2Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * What a native image has to keep: the files by which Camel finds the parts of the component, the classes that they name, and
 * the classes whose options are read and set by reflection.
 */
final class StompRuntimeHints implements RuntimeHintsRegistrar {
    private static final String ROOT = "META-INF/services/org/apache/camel/";
    private static final String OWN = Stomp2Component.class.getPackageName() + ".";

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        try {
            for (Resource file :
                    new PathMatchingResourcePatternResolver(classLoader).getResources("classpath*:" + ROOT + "*/*")) {
                register(file, hints);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hints.resources().registerPattern("META-INF/io/github/camelstomp2/stomp2.json");
        for (Class<?> options :
                new Class<?>[] {Stomp2Configuration.class, Stomp2ComponentConfiguration.class, Stomp2Brokers.class}) {
            hints.reflection()
                    .registerType(
                            options, MemberCategory.INVOKE_PUBLIC_METHODS, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
        }
    }

    /** A file of the component: its class is one of the component's. */
    private static void register(Resource file, RuntimeHints hints) throws IOException {
        Properties content = new Properties();
        try (InputStream in = file.getInputStream()) {
            content.load(in);
        }
        String type = content.getProperty("class", "");
        if (type.startsWith(OWN)) {
            String path = file.getURL().getPath();
            hints.resources().registerPattern(path.substring(path.lastIndexOf(ROOT)));
            hints.reflection()
                    .registerType(
                            TypeReference.of(type),
                            MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS,
                            MemberCategory.INVOKE_PUBLIC_METHODS);
        }
    }
}
