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

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.slf4j.Logger;

/** Who may know whom below the Camel classes: the rooms of the client, and the packages under it. */
@AnalyzeClasses(
        packages = {
            "io.github.camelstomp2.client",
            "io.github.camelstomp2.codec",
            "io.github.camelstomp2.session",
            "io.github.camelstomp2.broker",
            "io.github.camelstomp2.protocol"
        },
        importOptions = ImportOption.DoNotIncludeTests.class)
class ClientRoomsTest {
    private static final String ROOT = "io.github.camelstomp2.";

    /** With more classes than this nobody finds their way in a package. */
    private static final int MOST = 20;

    @ArchTest
    static final ArchRule aRoomOfTheClientKnowsOnlyWhatStandsBelowIt = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("client")
            .definedBy(ROOT + "client")
            .layer("request")
            .definedBy(ROOT + "client.request")
            .layer("subscription")
            .definedBy(ROOT + "client.subscription")
            .layer("queue")
            .definedBy(ROOT + "client.queue")
            .layer("send")
            .definedBy(ROOT + "client.send")
            .layer("link")
            .definedBy(ROOT + "client.link")
            .layer("security")
            .definedBy(ROOT + "client.security")
            .layer("log")
            .definedBy(ROOT + "client.log")
            .layer("transport")
            .definedBy(ROOT + "client.transport")
            .layer("websocket")
            .definedBy(ROOT + "client.websocket")
            .layer("options")
            .definedBy(ROOT + "client.options")
            .whereLayer("client")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("request")
            .mayOnlyBeAccessedByLayers("client")
            .whereLayer("subscription")
            .mayOnlyBeAccessedByLayers("client", "request")
            .whereLayer("queue")
            .mayOnlyBeAccessedByLayers("client")
            .whereLayer("send")
            .mayOnlyBeAccessedByLayers("client", "request", "subscription", "queue")
            .whereLayer("link")
            .mayOnlyBeAccessedByLayers("client", "request", "subscription", "queue", "send")
            .whereLayer("security")
            .mayOnlyBeAccessedByLayers("link")
            .whereLayer("websocket")
            .mayOnlyBeAccessedByLayers("link")
            .whereLayer("log")
            .mayOnlyBeAccessedByLayers("client", "request", "subscription", "send", "link")
            .whereLayer("transport")
            .mayOnlyBeAccessedByLayers("client", "queue", "send", "link", "security", "log");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.github.camelstomp2.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule loggersHaveTheNameOfTheirClass = classes()
            .should(new ArchCondition<JavaClass>("get no logger of another class") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean hasLogger = type.getFields().stream()
                            .map(JavaField::getRawType)
                            .anyMatch(field -> field.isEquivalentTo(Logger.class));
                    if (hasLogger) {
                        type.getReferencedClassObjects().stream()
                                .filter(reference ->
                                        reference.getOwner().getName().equals("<clinit>")
                                                && !reference.getValue().equals(type))
                                .forEach(reference -> events.add(SimpleConditionEvent.violated(
                                        type,
                                        type.getName() + " refers to "
                                                + reference.getValue().getName())));
                    }
                }
            });

    @ArchTest
    static void packagesAreSmall(JavaClasses all) {
        Map<String, Integer> sizes = new TreeMap<>();
        all.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .forEach(type -> sizes.merge(type.getPackageName(), 1, Integer::sum));
        Assertions.assertThat(sizes)
                .allSatisfy((name, size) -> Assertions.assertThat(size).as(name).isLessThanOrEqualTo(MOST));
    }
}
