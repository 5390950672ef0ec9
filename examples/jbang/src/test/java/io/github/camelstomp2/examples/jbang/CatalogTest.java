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
package io.github.camelstomp2.examples.jbang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.junit.jupiter.api.Test;

/** What tools know of the component that look into Camel's catalog: its own components are there, and others can be added. */
class CatalogTest {
    @Test
    void theCatalogChecksUrisWhenItGetsTheOptionsFromTheJar() throws IOException {
        CamelCatalog catalog = new DefaultCamelCatalog();
        assertThat(catalog.findComponentNames()).doesNotContain("stomp2");

        try (InputStream options = getClass().getResourceAsStream("/META-INF/io/github/camelstomp2/stomp2.json")) {
            catalog.addComponent(
                    "stomp2",
                    "io.github.camelstomp2.Stomp2Component",
                    new String(options.readAllBytes(), StandardCharsets.UTF_8));
        }

        assertThat(catalog.validateEndpointProperties("stomp2:queue/orders?prefetch=10")
                        .isSuccess())
                .isTrue();
        assertThat(catalog.validateEndpointProperties("stomp2:queue/orders?prefech=10")
                        .getUnknown())
                .containsExactly("prefech");
    }
}
