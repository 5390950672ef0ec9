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
package io.github.camelstomp2.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.camelstomp2.testbed.AutoResponder;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.TestCertificates;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The recipes of docs/security.md: from PEM files to a connection on which both sides have shown a certificate. */
@Timeout(300)
class RecipesTest {
    private static final Path RECIPES = Path.of("src/test/resources/security");

    private final TestCertificates certificates = TestCertificates.get();

    @TempDir
    private Path directory;

    /** A machine without openssl, which the recipes need, tests the rest. CI has one. */
    @BeforeEach
    void opensslIsThere() {
        boolean found = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "openssl")));
        assumeTrue(found || System.getProperty("stomp2.it.require") != null, "no openssl on the PATH");
    }

    private void run(Path script) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("sh", script.toAbsolutePath().toString())
                .directory(directory.toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = shell.environment();
        String jdk = Path.of(System.getProperty("java.home"), "bin").toString();
        environment.put("PATH", jdk + File.pathSeparator + environment.get("PATH"));
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output).contains("trustedCertEntry").contains("PrivateKeyEntry");
    }

    @Test
    void pemFilesBecomeStoresWithWhichAnApplicationConnects() throws Exception {
        Files.copy(certificates.authorityPem(), directory.resolve("authority.pem"));
        Files.copy(certificates.client().certificatePem(), directory.resolve("client.pem"));
        Files.copy(certificates.client().keyPem(), directory.resolve("client-key.pem"));
        run(RECIPES.resolve("pem-to-pkcs12.sh"));
        try (ScriptedBroker broker = ScriptedBroker.startTls(certificates.server(), true)) {
            AutoResponder responder = broker.respondAutomatically();
            String properties = Files.readString(RECIPES.resolve("tls.properties"))
                    .replace("file:", "file:" + directory + "/")
                    .replace("61614", String.valueOf(broker.port()));
            Path file = Files.writeString(directory.resolve("application.properties"), properties);
            Main main = new Main();
            main.setPropertyPlaceholderLocations("file:" + file);
            main.start();
            try {
                main.getCamelTemplate().sendBody("stomp2:queue/x", "over mutual TLS");
                assertThat(responder.frames("SEND")).isEqualTo(1);
            } finally {
                main.stop();
            }
        }
    }
}
