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

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.testbed.TestExtent;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.junit.jupiter.params.support.ParameterInfo;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Decides which test runs in which version, as {@link InEachVersion} says: the one place that does. */
final class VersionSelection implements ArgumentsProvider, ExecutionCondition {
    /** Names the version in which everything that has a choice runs. */
    static final String VERSION_PROPERTY = "stomp2.test.version";

    private static final String USUAL = "1.2";
    private static final List<String> EACH = List.of("1.0", "1.1", USUAL);
    private static final List<Class<? extends Annotation>> IN_EACH =
            List.of(Shows.class, Holds.class, DiffersByVersion.class);

    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        String only = System.getProperty(VERSION_PROPERTY);
        if (only != null) {
            return Stream.of(Arguments.of(only));
        }
        if (context.getRequiredTestClass().isAnnotationPresent(OverWebSocket.class)) {
            return Stream.of(Arguments.of(USUAL));
        }
        boolean each = TestExtent.isAll()
                || (context.getTestMethod().isEmpty() && hasTestsInEach(context.getRequiredTestClass()));
        return (each ? EACH : List.of(USUAL)).stream().map(Arguments::of);
    }

    private static boolean hasTestsInEach(Class<?> testClass) {
        return !ReflectionSupport.findMethods(testClass, VersionSelection::runsInEach, HierarchyTraversalMode.TOP_DOWN)
                .isEmpty();
    }

    private static boolean runsInEach(Method test) {
        return IN_EACH.stream().anyMatch(annotation -> AnnotationSupport.isAnnotated(test, annotation));
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean inEach =
                context.getTestMethod().map(VersionSelection::runsInEach).orElse(true);
        if (inEach || TestExtent.isAll() || System.getProperty(VERSION_PROPERTY) != null || isUsual(context)) {
            return ConditionEvaluationResult.enabled("runs in this version");
        }
        return ConditionEvaluationResult.disabled("runs in STOMP " + USUAL + ", and in each version with -Pall");
    }

    /** Looks at the parameter of the class, and not at one that the test may have besides. */
    private static boolean isUsual(ExtensionContext context) {
        ParameterInfo parameter = ParameterInfo.get(context);
        return parameter == null
                || !(parameter.getDeclarations().getSourceElement() instanceof Class)
                || USUAL.equals(parameter.getArguments().getString(0));
    }
}
