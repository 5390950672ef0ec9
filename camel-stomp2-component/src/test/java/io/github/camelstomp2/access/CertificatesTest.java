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
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.AutoResponder;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.TestCertificates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.SecureSocketProtocolsParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** What is wrong with certificates ends the attempt before CONNECT, in words; files are read again when they change. */
@Timeout(60)
class CertificatesTest extends RouteTestSupport {
    /** With the JDK's TLS, and with that of OpenSSL where it is there. */
    enum Engine {
        JDK,
        OPENSSL_IF_THERE;

        SSLContextParameters of(SSLContextParameters parameters) {
            if (this == JDK) {
                parameters.setSessionTimeout("86400"); // which OpenSSL is not asked for
            }
            return parameters;
        }
    }

    private final TestCertificates certificates = TestCertificates.get();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.camelstomp2");
    private final Level before = logger.getLevel();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            logged.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    };

    @TempDir
    private Path stores;

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
        logger.setLevel(before);
    }

    private void trust(SSLContextParameters parameters) {
        context.getRegistry().bind("tls", parameters);
    }

    private static String uri(int port, String more) {
        return "stomp2:queue/x?brokerURL=ssl://localhost:" + port + "&reconnectDelay=50&reconnectMaxDelay=100"
                + "&reconnectMaxAttempts=1&confirmTimeout=20s&username=u&password=p4ssword&sslContextParameters=#tls"
                + more;
    }

    private void send(String uri) {
        context.start();
        context.createProducerTemplate().sendBody(uri, "hello");
    }

    /** The words that a sender gets; an operator reads them too. */
    private String refusal(String uri) {
        Throwable failure = catchThrowable(() -> send(uri));
        assertThat(failure).isNotNull();
        String words = failure.getCause().getMessage();
        int reason = words.indexOf("last failure: ") + "last failure: ".length();
        String begin = words.substring(reason, Math.min(words.length(), reason + 80));
        assertThat(logged).anyMatch(line -> line.startsWith("ERROR") && line.contains(begin));
        return words;
    }

    private String refusalOf(TestCertificates.Identity identity, Engine engine) {
        trust(engine.of(Stores.trusting(certificates.trustStore())));
        try (ScriptedBroker tls = ScriptedBroker.startTls(identity, false)) {
            AutoResponder responder = tls.respondAutomatically();
            String words = refusal(uri(tls.port(), ""));
            assertThat(responder.frames("CONNECT")).isZero();
            assertThat(words).contains("ssl://localhost:" + tls.port()).contains("TLS: ");
            return words;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredCertificateIsRefused(Engine engine) {
        assertThat(refusalOf(certificates.expired(), engine)).contains("has expired; the broker needs a new one");
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateOfTheFutureIsRefused(Engine engine) {
        assertThat(refusalOf(certificates.notYetValid(), engine))
                .contains("is not valid yet; look at its first day and at the clock of this machine");
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateOfAnotherHostIsRefused(Engine engine) {
        assertThat(refusalOf(certificates.otherServer(), engine))
                .contains("certificate is not for localhost; write a host of the certificate into brokerURL");
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateOfAnUnknownAuthorityIsRefused(Engine engine) {
        assertThat(refusalOf(certificates.selfSigned(), engine))
                .contains("of an authority that is not trusted here; put the certificate of that authority into");
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatSpeaksNoTlsIsRecognised(Engine engine) {
        trust(engine.of(Stores.trusting(certificates.trustStore())));
        CompletableFuture<Void> plain = inBackground(() -> {
            ScriptedConnection connection = broker.accept();
            connection.send(ServerFrame.of("ERROR").header("message", "what is that?"));
        });
        assertThat(refusal(uri(broker.port(), "")))
                .contains("TLS: the broker does not speak TLS on this port; use its TLS port, or tcp://");
        plain.join();
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatClosesInTheHandshakeIsRecognised(Engine engine) {
        trust(engine.of(Stores.trusting(certificates.trustStore())));
        CompletableFuture<Void> plain = inBackground(() -> broker.accept().close());
        assertThat(refusal(uri(broker.port(), "")))
                .contains("closed the connection in the TLS handshake; is the port one for TLS");
        plain.join();
    }

    @Test
    void aServerThatIsSilentInTheHandshakeIsRecognised() {
        trust(Stores.trusting(certificates.trustStore()));
        assertThat(refusal(uri(broker.port(), "&connectTimeout=300")))
                .contains("TLS handshake", "is the port one for TLS?");
    }

    @Test
    void aServerThatSpeaksTlsOnAPlainPortIsRecognised() {
        trust(Stores.trusting(certificates.trustStore()));
        try (ScriptedBroker tls = ScriptedBroker.startTls(certificates.server(), false)) {
            tls.respondAutomatically();
            assertThat(refusal(uri(tls.port(), "").replace("ssl://", "tcp://")))
                    .containsAnyOf("the port needs ssl://", "if it speaks TLS on this port, use ssl://");
        }
    }

    @Test
    void aServerThatClosesAPlainConnectionWithoutAWordMayBeATlsPort() {
        trust(Stores.trusting(certificates.trustStore()));
        CompletableFuture<Void> closing = inBackground(() -> {
            ScriptedConnection connection = broker.accept();
            connection.expectFrame("CONNECT");
            connection.close();
        });
        assertThat(refusal(uri(broker.port(), "").replace("ssl://", "tcp://")))
                .contains(
                        "was closed by the broker before it said CONNECTED; if it speaks TLS on this port, use ssl://");
        closing.join();
    }

    @ParameterizedTest
    @EnumSource
    void aBrokerThatWantsAClientCertificateSaysSo(Engine engine) {
        trust(engine.of(Stores.trusting(certificates.trustStore())));
        try (ScriptedBroker tls = ScriptedBroker.startTls(certificates.server(), true)) {
            tls.respondAutomatically();
            assertThat(refusal(uri(tls.port(), "")))
                    .contains("certificate of this client")
                    .contains("keyManagers of sslContextParameters");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAuthorityThatIsTakenOutOfTheTrustStoreIsTrustedNoLonger(Engine engine) throws Exception {
        Path store = Files.copy(certificates.trustStore(), stores.resolve("trust.p12"));
        trust(engine.of(Stores.trusting(store)));
        try (ScriptedBroker tls = ScriptedBroker.startTls(certificates.server(), false)) {
            AutoResponder responder = tls.respondAutomatically();
            send(uri(tls.port(), ""));
            replace(store, certificates.selfSigned().keyStore());
            loseAll(responder);
            assertThat(refusal(uri(tls.port(), ""))).contains("of an authority that is not trusted here");
            replace(store, certificates.trustStore());
            send(uri(tls.port(), ""));
            assertThat(responder.frames("SEND")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewCertificateOfTheClientIsShownFromTheNextConnectOn(Engine engine) throws Exception {
        Path store = Files.copy(certificates.selfSigned().keyStore(), stores.resolve("keys.p12"));
        trust(engine.of(Stores.trusting(certificates.trustStore(), store)));
        try (ScriptedBroker tls = ScriptedBroker.startTls(certificates.server(), true)) {
            AutoResponder responder = tls.respondAutomatically();
            assertThat(refusal(uri(tls.port(), ""))).contains("certificate of this client");
            replace(store, certificates.client().keyStore());
            send(uri(tls.port(), ""));
            assertThat(responder.frames("SEND")).isEqualTo(1);
        }
    }

    @Test
    void aStoreThatCannotBeReadAnyMoreEndsAttemptsUntilItCanBe() throws Exception {
        Path store = Files.copy(certificates.trustStore(), stores.resolve("trust.p12"));
        trust(Stores.trusting(store));
        try (ScriptedBroker tls = ScriptedBroker.startTls(certificates.server(), false)) {
            AutoResponder responder = tls.respondAutomatically();
            send(uri(tls.port(), ""));
            Files.write(store, "half of a file".getBytes(StandardCharsets.UTF_8));
            loseAll(responder);
            Throwable failure = catchThrowable(() -> send(uri(tls.port(), "")));
            assertThat(failure.getCause().getMessage()).contains("sslContextParameters cannot be read: ");
            assertThat(failure).hasStackTraceContaining("sslContextParameters");
            replace(store, certificates.trustStore());
            send(uri(tls.port(), ""));
            assertThat(responder.frames("SEND")).isEqualTo(2);
        }
    }

    /** As people replace them: a reader sees the old file or the new one. */
    private void replace(Path store, Path by) throws Exception {
        Path next = Files.copy(by, stores.resolve("next.p12"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.move(next, store, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private void loseAll(AutoResponder responder) {
        int before = logged.size();
        responder.connections().forEach(AutoResponder.Connection::close);
        await().until(() -> logged.stream().skip(before).anyMatch(line -> line.contains("connection lost")));
    }

    @ParameterizedTest
    @EnumSource
    void theServerIsToldForWhomTheConnectionIs(Engine engine) throws Exception {
        trust(engine.of(Stores.trusting(certificates.trustStore())));
        SSLServerSocket listener = (SSLServerSocket) certificates
                .sslContext(certificates.server())
                .getServerSocketFactory()
                .createServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress());
        try (listener) {
            CompletableFuture<List<?>> names = new CompletableFuture<>();
            var unused = inBackground(() -> {
                try (SSLSocket socket = (SSLSocket) listener.accept()) {
                    socket.startHandshake();
                    names.complete(((ExtendedSSLSession) socket.getSession()).getRequestedServerNames());
                } catch (java.io.IOException e) {
                    names.completeExceptionally(e);
                }
            });
            Throwable closed = catchThrowable(() -> send(uri(listener.getLocalPort(), "")));
            assertThat(names.get(20, java.util.concurrent.TimeUnit.SECONDS))
                    .asString()
                    .contains("localhost");
        }
    }

    @Test
    void oldVersionsOfTlsCannotBeAskedFor() {
        SSLContextParameters parameters = Stores.trusting(certificates.trustStore());
        SecureSocketProtocolsParameters versions = new SecureSocketProtocolsParameters();
        versions.setSecureSocketProtocol(List.of("TLSv1.1"));
        parameters.setSecureSocketProtocols(versions);
        trust(parameters);
        try (ScriptedBroker tls = ScriptedBroker.startTls(certificates.server(), false)) {
            AutoResponder responder = tls.respondAutomatically();
            Throwable failure = catchThrowable(() -> send(uri(tls.port(), "")));
            assertThat(failure.getCause().getMessage())
                    .contains("sslContextParameters allow TLSv1.1 only; allow TLSv1.2 or TLSv1.3");
            assertThat(responder.frames("CONNECT")).isZero();
        }
    }
}
