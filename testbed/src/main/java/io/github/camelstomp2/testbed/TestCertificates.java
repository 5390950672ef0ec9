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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/**
 * Temporary TLS material: an authority, a server certificate for this machine, one for another host, and a client
 * certificate, each as PKCS12 and as PEM. Made at the first use in this JVM, and deleted when the JVM ends.
 */
public final class TestCertificates {

    /** A certificate with its key; the key store also holds the authority's certificate, the end of the chain. */
    public record Identity(String alias, Path keyStore, Path certificatePem, Path keyPem) {}

    private static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "authority";

    private final Path directory;
    private final Path trustStore;
    private final Path authorityPem;

    private final PrivateKey authorityKey;
    private final X509Certificate authority;

    /** Made when they are asked for: most tests need the server's alone. */
    private final Map<String, Identity> identities = new ConcurrentHashMap<>();

    private TestCertificates(Path directory) {
        this.directory = directory;
        this.trustStore = directory.resolve("trust.p12");
        this.authorityPem = directory.resolve("authority.pem");
        try {
            CertificateRequest request = valid("CN=test bed authority").authority();
            authorityKey = request.keys.getPrivate();
            authority = request.selfSigned();
            KeyStore trust = Pkcs12.empty();
            trust.setCertificateEntry(AUTHORITY, authority);
            Pkcs12.save(trust, trustStore, PASSWORD);
            Files.writeString(authorityPem, pem("CERTIFICATE", authority.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        return signed("server", () -> valid("CN=localhost").server("localhost", "127.0.0.1"));
    }

    /** A valid server certificate for another host, {@code other.example.test}. */
    public Identity otherServer() {
        return signed("other", () -> valid("CN=other.example.test").server("other.example.test"));
    }

    /** For {@code localhost}, of the same authority, whose last day is over. */
    public Identity expired() {
        return signed("expired", () -> between(-20, -10));
    }

    /** For {@code localhost}, of the same authority, whose first day is still to come. */
    public Identity notYetValid() {
        return signed("early", () -> between(10, 20));
    }

    /** For {@code localhost}, of no authority but itself. */
    public Identity selfSigned() {
        return identity("stranger", () -> between(0, 30), request -> List.of(request.selfSigned()));
    }

    /** The client certificate. */
    public Identity client() {
        return signed("client", () -> valid("CN=camel-client").client());
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

    private static CertificateRequest valid(String name) throws GeneralSecurityException {
        return request(name, 0, 30);
    }

    private static CertificateRequest between(int firstDay, int lastDay) throws GeneralSecurityException {
        return request("CN=localhost", firstDay, lastDay).server("localhost", "127.0.0.1");
    }

    /** @param firstDay counted from today; an hour earlier, so that a clock which is set back does no harm */
    private static CertificateRequest request(String name, int firstDay, int lastDay) throws GeneralSecurityException {
        Instant now = Instant.now();
        return new CertificateRequest(
                name,
                now.plus(firstDay, ChronoUnit.DAYS).minus(1, ChronoUnit.HOURS),
                now.plus(lastDay, ChronoUnit.DAYS));
    }

    private interface Asked {
        CertificateRequest request() throws GeneralSecurityException;
    }

    private interface Signer {
        /** The certificate, and that of its authority behind it. */
        List<X509Certificate> chain(CertificateRequest request) throws GeneralSecurityException;
    }

    private Identity signed(String alias, Asked asked) {
        return identity(alias, asked, request -> List.of(request.signedBy(authority, authorityKey), authority));
    }

    private Identity identity(String alias, Asked asked, Signer signer) {
        return identities.computeIfAbsent(alias, made -> {
            try {
                CertificateRequest request = asked.request();
                return write(made, request.keys.getPrivate(), signer.chain(request));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Identity write(String alias, PrivateKey key, List<X509Certificate> chain)
            throws GeneralSecurityException, IOException {
        KeyStore store = Pkcs12.empty();
        store.setKeyEntry(alias, key, PASSWORD.toCharArray(), chain.toArray(Certificate[]::new));
        Identity identity = new Identity(
                alias,
                directory.resolve(alias + ".p12"),
                directory.resolve(alias + ".pem"),
                directory.resolve(alias + "-key.pem"));
        Pkcs12.save(store, identity.keyStore(), PASSWORD);
        Files.writeString(
                identity.certificatePem(), pem("CERTIFICATE", chain.get(0).getEncoded()));
        Files.writeString(identity.keyPem(), pem("PRIVATE KEY", key.getEncoded()));
        return identity;
    }

    private static String pem(String what, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
    }

    private static final class Holder {
        private static final TestCertificates INSTANCE = new TestCertificates(TempDirectories.create("tls"));
    }
}
