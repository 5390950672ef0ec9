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
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Who may know whom: the plan of the house. */
@AnalyzeClasses(packages = "io.github.camelstomp2", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.github.camelstomp2";
    private static final String PROTOCOL = ROOT + ".protocol..";
    private static final String CODEC = ROOT + ".codec..";
    private static final String SESSION = ROOT + ".session..";
    private static final String BROKER = ROOT + ".broker..";
    private static final String CLIENT = ROOT + ".client..";

    @ArchTest
    static final ArchRule knowledgeGoesInOneDirection = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("protocol")
            .definedBy(PROTOCOL)
            .layer("codec")
            .definedBy(CODEC)
            .layer("session")
            .definedBy(SESSION)
            .layer("broker")
            .definedBy(BROKER)
            .layer("client")
            .definedBy(CLIENT)
            .layer("camel")
            .definedBy(ROOT)
            .whereLayer("camel")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("camel")
            .whereLayer("codec")
            .mayOnlyBeAccessedByLayers("client", "camel")
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("client", "camel")
            .whereLayer("broker")
            .mayOnlyBeAccessedByLayers("client", "camel");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theProtocolKnowsOnlyTheJdk = noClasses()
            .that()
            .resideInAnyPackage(PROTOCOL, SESSION, BROKER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "org.slf4j..");

    @ArchTest
    static final ArchRule camelIsKnownInTheRootOnly = noClasses()
            .that()
            .resideInAnyPackage(PROTOCOL, CODEC, SESSION, BROKER, CLIENT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "org.springframework..");

    @ArchTest
    static final ArchRule nettyIsNotKnownInTheRoot = noClasses()
            .that()
            .resideInAPackage(ROOT)
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
}
