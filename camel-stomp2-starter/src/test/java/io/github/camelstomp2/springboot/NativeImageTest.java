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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.Stomp2Configuration;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** What a native image is told to keep, and the code that is generated ahead of time. */
class NativeImageTest {
    private final RuntimeHints hints = new RuntimeHints();

    {
        ClassLoader loader = getClass().getClassLoader();
        SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                .load(RuntimeHintsRegistrar.class)
                .stream()
                .filter(StompRuntimeHints.class::isInstance)
                .forEach(registrar -> registrar.registerHints(hints, loader));
    }

    /** Files of Camel's kind in the component's jar, wherever they are. */
    static List<URL> serviceFiles() throws IOException {
        String jar = Stomp2Component.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
        return Stream.of(new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:META-INF/services/org/apache/camel/*/*"))
                .map(resource -> {
                    try {
                        return resource.getURL();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .filter(url -> url.toString().contains(jar) && !url.toString().endsWith("/"))
                .toList();
    }

    @Test
    void theComponentHasSuchFiles() throws IOException {
        assertThat(serviceFiles()).hasSizeGreaterThanOrEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("serviceFiles")
    void theFileAndTheClassThatItNamesAreKept(URL file) throws IOException {
        Properties content = new Properties();
        try (var in = file.openStream()) {
            content.load(in);
        }
        String path = file.toString().replaceAll(".*(META-INF/)", "$1");
        assertThat(RuntimeHintsPredicates.resource().forResource(path)).accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection()
                        .onType(TypeReference.of(content.getProperty("class")))
                        .withMemberCategory(MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS))
                .accepts(hints);
    }

    @Test
    void theDescriptionOfTheOptionsIsKept() {
        assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/io/github/camelstomp2/stomp2.json"))
                .accepts(hints);
    }

    @Test
    void optionsCanBeReadAndSetByReflection() throws Exception {
        for (Class<?> type : List.of(Stomp2ComponentConfiguration.class, Stomp2Configuration.class)) {
            assertThat(RuntimeHintsPredicates.reflection()
                            .onMethod(type.getMethod("getPrefetch"))
                            .invoke())
                    .accepts(hints);
        }
    }

    @EnableConfigurationProperties
    static class Application {}

    @Test
    void codeCanBeGeneratedForAnApplicationWithSeveralBrokers() {
        AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
        TestPropertyValues.of("camel.component.stomp2.brokers.billing.broker-url=tcp://billing:61613")
                .applyTo(application);
        application.register(Application.class, CamelAutoConfiguration.class, Stomp2ComponentAutoConfiguration.class);
        TestGenerationContext generation = new TestGenerationContext();

        new ApplicationContextAotGenerator().processAheadOfTime(application, generation);
        generation.writeGeneratedContent();

        assertThat(generation.getGeneratedFiles().getGeneratedFiles(Kind.SOURCE).keySet())
                .anyMatch(name -> name.endsWith("Stomp2ComponentAutoConfiguration__BeanDefinitions.java"));
        assertThat(RuntimeHintsPredicates.reflection().onType(Stomp2ComponentConfiguration.class))
                .accepts(generation.getRuntimeHints());
    }
}
