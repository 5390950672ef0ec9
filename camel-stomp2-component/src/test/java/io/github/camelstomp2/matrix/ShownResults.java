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
package io.github.camelstomp2.matrix;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.TestBroker;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Writes down what passed tests {@linkplain Shows show}, in a file for each test class, for {@link BrokerPageCheck}. */
final class ShownResults implements AfterTestExecutionCallback, ParameterResolver {
    static final Path DIRECTORY = Path.of("target", "brokers");

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(ShownResults.class);
    private static final Set<Path> BEGUN = ConcurrentHashMap.newKeySet();

    /** What speaks no version in particular was given the choice, and takes the latest. */
    private static final String LATEST = "1.2";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Shown.class;
    }

    @Override
    public Shown resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shown(context);
    }

    private static Shown shown(ExtensionContext context) {
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(context.getUniqueId(), id -> new Shown(), Shown.class);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) throws IOException {
        boolean onPage = !context.getRequiredTestClass().isAnnotationPresent(OverWebSocket.class);
        if (context.getExecutionException().isPresent() || !onPage) {
            return;
        }
        Shown shown = shown(context);
        String version = context.getRequiredTestInstance() instanceof OfOneVersion test ? test.stompVersion() : LATEST;
        for (Feature feature :
                context.getRequiredTestMethod().getAnnotation(Shows.class).value()) {
            write(context, new ShownResult(feature, version, shown.outcome(), shown.remark()));
        }
    }

    /** Under the broker's name and version, in a file of the test class alone, which is begun anew in each run. */
    private static synchronized void write(ExtensionContext context, ShownResult result) throws IOException {
        List<Class<?>> classes = testClasses(context);
        TestBroker broker = broker(classes);
        Path file = DIRECTORY
                .resolve(broker.kind().id() + "-" + broker.version())
                .resolve(classes.stream().map(Class::getSimpleName).collect(Collectors.joining(".")) + ".tsv");
        Files.createDirectories(file.getParent());
        if (BEGUN.add(file)) {
            Files.deleteIfExists(file);
        }
        Files.writeString(file, result.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The test's class and those in which it is nested, which need not be the ones that declare it. */
    private static List<Class<?>> testClasses(ExtensionContext context) {
        return Stream.iterate(Optional.of(context), Optional::isPresent, at -> at.get()
                        .getParent())
                .flatMap(Optional::stream)
                .flatMap(at -> at.getTestClass().stream())
                .distinct()
                .collect(Collectors.toList());
    }

    /** That of the extension which one of the classes has in a static field. */
    private static TestBroker broker(List<Class<?>> classes) {
        return classes.stream()
                .flatMap(type -> ReflectionSupport.findFields(
                        type,
                        field -> field.getType() == BrokerExtension.class && Modifier.isStatic(field.getModifiers()),
                        HierarchyTraversalMode.BOTTOM_UP)
                        .stream())
                .map(ShownResults::value)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(classes + " show something, of no broker"))
                .broker();
    }

    private static BrokerExtension value(Field field) {
        return (BrokerExtension)
                ReflectionSupport.tryToReadFieldValue(field, null).getOrThrow(IllegalStateException::new);
    }
}
