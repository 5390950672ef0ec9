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

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.github.camelstomp2.ArchitectureLayers.API;
import static io.github.camelstomp2.ArchitectureLayers.BROKER;
import static io.github.camelstomp2.ArchitectureLayers.CLIENT;
import static io.github.camelstomp2.ArchitectureLayers.CODEC;
import static io.github.camelstomp2.ArchitectureLayers.CONNECTION;
import static io.github.camelstomp2.ArchitectureLayers.ENTRIES;
import static io.github.camelstomp2.ArchitectureLayers.PROTOCOL;
import static io.github.camelstomp2.ArchitectureLayers.ROOT;
import static io.github.camelstomp2.ArchitectureLayers.SESSION;
import static io.github.camelstomp2.ArchitectureLayers.inRoot;
import static org.assertj.core.api.Assertions.assertThat;

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
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** Who may know whom: the plan of the house. */
@AnalyzeClasses(packages = "io.github.camelstomp2", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule knowledgeGoesInOneDirection = ArchitectureLayers.layers();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    /** A class with its nested ones is one: of two that know each other, neither can be read or tested without the other. */
    @ArchTest
    static final ArchRule classesHaveNoCycles =
            slices().assignedFrom(new TopLevelClasses()).should().beFreeOfCycles();

    private static final class TopLevelClasses implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getName();
            int nested = name.indexOf('$');
            return name.startsWith(ROOT + ".") && !name.startsWith(ROOT + ".testbed.")
                    ? SliceIdentifier.of(nested < 0 ? name : name.substring(0, nested))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "top-level classes";
        }
    }

    /** More than this nobody reads at once; Stomp2Configuration has a getter and a setter for each option. */
    private static final long MOST_LINES = 250;

    @ArchTest
    static void classesAreShort(JavaClasses classes) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                try (Stream<String> lines = Files.lines(source)) {
                    sizes.put(source.getFileName().toString(), lines.count());
                }
            }
        }
        sizes.values().removeIf(lines -> lines <= MOST_LINES);
        assertThat(sizes).containsOnlyKeys("Stomp2Configuration.java");
    }

    /** Whatever else is public is so for the other packages of the component. */
    @ArchTest
    static final ArchRule theRootHoldsOnlyWhatUsersMeet = classes()
            .that()
            .resideInAPackage(ROOT)
            .should(ArchCondition.from(
                    inRoot("what users meet", API).or(inRoot("component, endpoint, consumers and producer", ENTRIES))));

    @ArchTest
    static final ArchRule theProtocolKnowsOnlyTheJdk = noClasses()
            .that()
            .resideInAnyPackage(PROTOCOL, SESSION, BROKER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "org.slf4j..");

    @ArchTest
    static final ArchRule camelIsNotKnownBelowTheRoot = noClasses()
            .that()
            .resideInAnyPackage(PROTOCOL, CODEC, SESSION, BROKER, CLIENT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "org.springframework..");

    @ArchTest
    static final ArchRule nettyIsKnownInCodecAndClientOnly = noClasses()
            .that()
            .resideOutsideOfPackages(CODEC, CLIENT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule nothingStaticChanges = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage(ROOT + "..")
            .and()
            .areDeclaredInClassesThat()
            .haveSimpleNameNotEndingWith("UriFactory") // made by Camel's generator
            .and()
            .areDeclaredInClassesThat()
            .haveSimpleNameNotEndingWith("Configurer")
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule nobodySleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    private static final Set<String> WAITING = Set.of("sync", "syncUninterruptibly", "await", "awaitUninterruptibly");

    @ArchTest
    static final ArchRule eventLoopsNeverWait = noClasses()
            .that()
            .resideInAnyPackage(CODEC, SESSION, CLIENT)
            .should()
            .callMethod(CompletableFuture.class, "join")
            .orShould()
            .callMethod(Future.class, "get")
            .orShould()
            .callMethod(CompletableFuture.class, "get")
            .orShould()
            .callMethodWhere(describe(
                    "one of Netty's futures is waited for",
                    call -> call.getTargetOwner().getPackageName().startsWith("io.netty")
                            && WAITING.contains(call.getTarget().getName())));

    @ArchTest
    static final ArchRule onlyConnectionsAndPollsAreWaitedFor = noClasses()
            .that()
            .resideOutsideOfPackages(CONNECTION, ROOT + ".testbed..")
            .and()
            .doNotHaveSimpleName("Poll")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Semaphore.class)
            .orShould()
            .callMethod(CompletableFuture.class, "join")
            .orShould()
            .callMethod(CompletableFuture.class, "get")
            .orShould()
            .callMethod(CompletableFuture.class, "get", long.class, TimeUnit.class)
            .orShould()
            .callMethod(Future.class, "get")
            .orShould()
            .callMethod(Future.class, "get", long.class, TimeUnit.class)
            .orShould()
            .callMethod(CountDownLatch.class, "await")
            .orShould()
            .callMethod(CountDownLatch.class, "await", long.class, TimeUnit.class);

    @ArchTest
    static final ArchRule aLoggerIsNamedAfterItsClass = fields().that()
            .haveRawType(Logger.class)
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage(CLIENT)
            .should(new ArchCondition<>("be named after their class") {
                @Override
                public void check(JavaField field, ConditionEvents events) {
                    String owner = field.getOwner().getName();
                    String logger = nameOf(field);
                    events.add(new SimpleConditionEvent(
                            field, logger.equals(owner), "the logger of " + owner + " is named " + logger));
                }
            });

    @ArchTest
    static void theRoomsBehindTheRootSayThatTheyAreInternal(JavaClasses classes) throws IOException {
        Path root = Path.of("src/main/java", ROOT.split("\\."));
        for (String room : List.of(
                "binding",
                "connection",
                "console",
                "consumer",
                "endpoint",
                "observation",
                "options",
                "producer",
                "route",
                "settlement")) {
            assertThat(root.resolve(room).resolve("package-info.java"))
                    .content()
                    .contains("Internal: ");
        }
    }

    private static String nameOf(JavaField logger) {
        try {
            Field reflected = logger.reflect();
            reflected.setAccessible(true);
            return ((Logger) reflected.get(null)).getName();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
