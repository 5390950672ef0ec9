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
package io.github.camelstomp2.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/**
 * Temporary TLS material: an authority, a server certificate for this machine, one for another host, and a client
 * certificate, each as PKCS12 and as PEM. Made with the JDK's {@code keytool} at the first use in this JVM, and deleted
 * when the JVM ends.
 */
public final class TestCertificates {

    /** A certificate with its key; the key store also holds the authority's certificate, the end of the chain. */
    public record Identity(String alias, Path keyStore, Path certificatePem, Path keyPem) {}

    private static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "authority";
    private static final String DAYS = "30";

    private final Path directory;
    private final Path trustStore;
    private final Path authorityPem;

    /** Made when they are asked for, since each costs a JVM: most tests need the server's alone. */
    private final Map<String, Identity> identities = new ConcurrentHashMap<>();

    private TestCertificates(Path directory) {
        this.directory = directory;
        this.trustStore = directory.resolve("trust.p12");
        this.authorityPem = directory.resolve("authority.pem");
        makeAuthority();
    }

    /** The TLS material of this JVM. */
    public static TestCertificates get() {
        return Holder.INSTANCE;
    }

    /** The password of every store and key. */
    public String password() {
        return PASSWORD;
    }

    /** A store that holds the authority's certificate and nothing else. */
    public Path trustStore() {
        return trustStore;
    }

    /** The authority's certificate. */
    public Path authorityPem() {
        return authorityPem;
    }

    /** The server certificate for {@code localhost} and 127.0.0.1. */
    public Identity server() {
        return signed("server", "CN=localhost", "eku=serverAuth", "san=dns:localhost,ip:127.0.0.1");
    }

    /** A valid server certificate for another host, {@code other.example.test}. */
    public Identity otherServer() {
        return signed("other", "CN=other.example.test", "eku=serverAuth", "san=dns:other.example.test");
    }

    /** For {@code localhost}, of the same authority, whose last day is over. */
    public Identity expired() {
        return bad("expired", true, "-startdate", "-20d", "-validity", "10");
    }

    /** For {@code localhost}, of the same authority, whose first day is still to come. */
    public Identity notYetValid() {
        return bad("early", true, "-startdate", "+10d", "-validity", "10");
    }

    /** For {@code localhost}, of no authority but itself. */
    public Identity selfSigned() {
        return bad("stranger", false, "-validity", DAYS);
    }

    /** The client certificate. */
    public Identity client() {
        return signed("client", "CN=camel-client", "eku=clientAuth");
    }

    /** An SSL context that shows this identity (or none, if null) and trusts the authority. */
    public SSLContext sslContext(Identity identity) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    identity == null ? null : Pkcs12.keyManagers(identity.keyStore(), PASSWORD),
                    Pkcs12.trustManagers(trustStore, PASSWORD),
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeAuthority() {
        keytool(directory.resolve(AUTHORITY + ".p12"), AUTHORITY, "CN=test bed authority", "bc:c=ca:true");
        try {
            Certificate certificate =
                    Pkcs12.load(directory.resolve(AUTHORITY + ".p12"), PASSWORD).getCertificate(AUTHORITY);
            KeyStore trust = Pkcs12.empty();
            trust.setCertificateEntry(AUTHORITY, certificate);
            Pkcs12.save(trust, trustStore, PASSWORD);
            Files.writeString(authorityPem, pem("CERTIFICATE", certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Identity bad(String alias, boolean signed, String... validity) {
        return identity(
                alias, "CN=localhost", List.of(validity), signed, "eku=serverAuth", "san=dns:localhost,ip:127.0.0.1");
    }

    private Identity signed(String alias, String name, String... extensions) {
        return identity(alias, name, List.of("-validity", DAYS), true, extensions);
    }

    private Identity identity(String alias, String name, List<String> validity, boolean signed, String... extensions) {
        return identities.computeIfAbsent(alias, made -> {
            try {
                return make(made, name, validity, signed, extensions);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Identity make(String alias, String name, List<String> validity, boolean signed, String... extensions)
            throws GeneralSecurityException, IOException {
        // the signer's key must be in the same store: use a copy of the authority's store and take the result out
        Path work = Files.copy(directory.resolve(AUTHORITY + ".p12"), directory.resolve(alias + "-work.p12"));
        keytool(work, alias, name, validity, signed, extensions);
        KeyStore source = Pkcs12.load(work, PASSWORD);
        char[] password = PASSWORD.toCharArray();
        Certificate[] chain = source.getCertificateChain(alias);
        KeyStore target = Pkcs12.empty();
        target.setKeyEntry(alias, source.getKey(alias, password), password, chain);
        Identity identity = new Identity(
                alias,
                directory.resolve(alias + ".p12"),
                directory.resolve(alias + ".pem"),
                directory.resolve(alias + "-key.pem"));
        Pkcs12.save(target, identity.keyStore(), PASSWORD);
        Files.writeString(identity.certificatePem(), pem("CERTIFICATE", chain[0].getEncoded()));
        byte[] pkcs8 = source.getKey(alias, password).getEncoded();
        Files.writeString(identity.keyPem(), pem("PRIVATE KEY", pkcs8));
        return identity;
    }

    private static String pem(String what, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
    }

    private static void keytool(Path store, String alias, String name, String... extensions) {
        keytool(store, alias, name, List.of("-validity", DAYS), !alias.equals(AUTHORITY), extensions);
    }

    private static void keytool(
            Path store, String alias, String name, List<String> validity, boolean signed, String... extensions) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-alias", alias, "-dname", name));
        command.addAll(validity);
        if (signed) {
            command.addAll(List.of("-signer", AUTHORITY));
        }
        for (String extension : extensions) {
            command.addAll(List.of("-ext", extension));
        }
        run(command);
    }

    private static void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run keytool", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static final class Holder {
        private static final TestCertificates INSTANCE = new TestCertificates(TempDirectories.create("tls"));
    }
}
