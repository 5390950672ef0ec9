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
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The packages of the component as layers: each knows only some of those below it. */
final class ArchitectureLayers {
    static final String ROOT = "io.github.camelstomp2";
    static final String PROTOCOL = ROOT + ".protocol..";
    static final String CODEC = ROOT + ".codec..";
    static final String SESSION = ROOT + ".session..";
    static final String BROKER = ROOT + ".broker..";
    static final String CLIENT = ROOT + ".client..";
    static final String CONNECTION = ROOT + ".connection..";

    /** The types of the root that the other packages may know: values, and what routes see of a message. */
    static final Set<String> API = Set.of(
            "DeadLetterMode",
            "MessageType",
            "MissingCorrelationIdException",
            "PayloadFormat",
            "ProxyType",
            "WebSocketFrames",
            "Stomp2Acknowledgment",
            "Stomp2Configuration",
            "Stomp2Constants",
            "Stomp2Credentials",
            "Stomp2HeaderFilterStrategy",
            "Stomp2Message");

    /** What Camel and routes use besides, and what Camel's generators make of it. */
    static final Set<String> ENTRIES = Set.of(
            "Stomp2Component",
            "Stomp2ComponentConfigurer",
            "Stomp2ConfigurationConfigurer",
            "Stomp2Consumer",
            "Stomp2Endpoint",
            "Stomp2EndpointConfigurer",
            "Stomp2EndpointUriFactory",
            "Stomp2PollingConsumer",
            "Stomp2Producer",
            "Stomp2SendDynamicAware",
            "package-info");

    static DescribedPredicate<JavaClass> inRoot(String described, Set<String> names) {
        return describe(described, type -> {
            String name = type.getName();
            int nested = name.indexOf('$');
            String outer = nested < 0 ? name : name.substring(0, nested);
            return outer.startsWith(ROOT + ".") && names.contains(outer.substring(ROOT.length() + 1));
        });
    }

    private ArchitectureLayers() {}

    /** The layers, and which of them may know which. */
    static ArchRule layers() {
        return layeredArchitecture()
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
                .layer("event")
                .definedBy(ROOT + ".event..")
                .layer("observation")
                .definedBy(ROOT + ".observation..")
                .layer("api")
                .definedBy(inRoot("the types that all may know", API))
                .layer("options")
                .definedBy(ROOT + ".options..")
                .layer("connection")
                .definedBy(CONNECTION)
                .layer("route")
                .definedBy(ROOT + ".route..")
                .layer("binding")
                .definedBy(ROOT + ".binding..")
                .layer("producer")
                .definedBy(ROOT + ".producer..")
                .layer("settlement")
                .definedBy(ROOT + ".settlement..")
                .layer("consumer")
                .definedBy(ROOT + ".consumer..")
                .layer("endpoint")
                .definedBy(ROOT + ".endpoint..")
                .layer("console")
                .definedBy(ROOT + ".console..")
                .layer("entries")
                .definedBy(inRoot("component, endpoint, consumers and producer", ENTRIES))
                .whereLayer("entries")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("console")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("endpoint")
                .mayOnlyBeAccessedByLayers("entries")
                .whereLayer("consumer")
                .mayOnlyBeAccessedByLayers("endpoint", "console", "entries")
                .whereLayer("settlement")
                .mayOnlyBeAccessedByLayers("consumer", "endpoint", "entries")
                .whereLayer("producer")
                .mayOnlyBeAccessedByLayers("settlement", "consumer", "entries")
                .whereLayer("binding")
                .mayOnlyBeAccessedByLayers("settlement", "consumer", "endpoint", "entries")
                .whereLayer("route")
                .mayOnlyBeAccessedByLayers("producer", "settlement", "consumer", "endpoint", "entries")
                .whereLayer("connection")
                .mayOnlyBeAccessedByLayers("producer", "settlement", "consumer", "endpoint", "entries")
                .whereLayer("observation")
                .mayOnlyAccessLayers("client", "protocol", "session", "broker", "event", "api")
                .whereLayer("event")
                .mayNotAccessAnyLayer()
                .whereLayer("options")
                .mayOnlyBeAccessedByLayers("binding", "settlement", "consumer", "endpoint", "entries")
                .whereLayer("api")
                .mayOnlyAccessLayers("broker", "protocol")
                .whereLayer("route")
                .mayOnlyAccessLayers("api")
                .whereLayer("client")
                .mayOnlyAccessLayers("protocol", "codec", "session", "broker")
                .whereLayer("codec")
                .mayOnlyAccessLayers("protocol")
                .whereLayer("session")
                .mayOnlyAccessLayers("protocol")
                .whereLayer("broker")
                .mayOnlyAccessLayers("protocol")
                .whereLayer("protocol")
                .mayNotAccessAnyLayer();
    }
}
