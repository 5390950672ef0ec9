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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.AutoResponder;
import io.github.camelstomp2.testbed.FreePorts;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.SocksProxy;
import io.github.camelstomp2.testbed.TestCertificates;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Brokers behind a proxy for HTTP (LittleProxy) or SOCKS5, which alone knows their names. */
@Timeout(60)
class ProxyTest extends RouteTestSupport {
    private static final String NAME = "broker.inside.test";
    private static final String LOGIN = "proxyUsername=camel&proxyPassword=pr0xy-secret";

    private String through(int port, String type, String more) {
        return "stomp2:queue/x?brokerURL=tcp://" + NAME + ":61613&reconnectDelay=50&reconnectMaxDelay=100"
                + "&reconnectMaxAttempts=1&confirmTimeout=20s&proxyHost=127.0.0.1&proxyType=" + type + "&proxyPort="
                + port + more;
    }

    private void send(String uri) {
        context.start();
        context.createProducerTemplate().sendBody(uri, "hello");
    }

    /** The words of the exception that a sender gets. */
    private String refusal(String uri) {
        Throwable failure = catchThrowable(() -> send(uri));
        assertThat(failure).isNotNull();
        String words = failure.getCause().getMessage();
        assertThat(words).doesNotContain("pr0xy-secret");
        return words;
    }

    private Map<String, Integer> names() {
        return Map.of(NAME, broker.port());
    }

    @Test
    void anHttpProxyThatKnowsTheNameOfTheBrokerOpensTheWay() {
        AutoResponder responder = broker.respondAutomatically();
        try (HttpProxy proxy = new HttpProxy(names(), null)) {
            send(through(proxy.port(), "HTTP", ""));
            assertThat(proxy.asked()).contains("CONNECT " + NAME + ":61613");
        }
        assertThat(responder.frames("SEND")).isEqualTo(1);
    }

    @Test
    void aSocksProxyThatKnowsTheNameOfTheBrokerOpensTheWay() {
        AutoResponder responder = broker.respondAutomatically();
        try (SocksProxy proxy = SocksProxy.to(names())) {
            send(through(proxy.port(), "SOCKS5", ""));
            assertThat(proxy.asked()).containsExactly(NAME + ":61613");
        }
        assertThat(responder.frames("SEND")).isEqualTo(1);
    }

    @Test
    void bothAskForUserNameAndPassword() {
        AutoResponder responder = broker.respondAutomatically();
        try (HttpProxy http = new HttpProxy(names(), "camel:pr0xy-secret");
                SocksProxy socks = SocksProxy.to(names(), "camel", "pr0xy-secret")) {
            send(through(http.port(), "HTTP", "&" + LOGIN));
            send(through(socks.port(), "SOCKS5", "&" + LOGIN));
        }
        assertThat(responder.frames("SEND")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP", "SOCKS5"})
    void tlsGoesThroughTheProxyAndIsForTheBroker(String type) {
        TestCertificates certificates = TestCertificates.get();
        try (ScriptedBroker tls = ScriptedBroker.startTls(certificates.server(), false)) {
            AutoResponder responder = tls.respondAutomatically();
            context.getRegistry().bind("ours", Stores.trusting(certificates.trustStore()));
            Map<String, Integer> names = Map.of("localhost", tls.port(), NAME, tls.port());
            try (HttpProxy http = new HttpProxy(names, null);
                    SocksProxy socks = SocksProxy.to(names)) {
                int port = type.equals("HTTP") ? http.port() : socks.port();
                String uri = through(port, type, "&sslContextParameters=#ours");
                send(uri.replace("tcp://" + NAME, "ssl://localhost"));
                assertThat(responder.frames("SEND")).isEqualTo(1);
                assertThat(refusal(uri.replace("tcp://", "ssl://"))).contains("certificate is not for " + NAME);
            }
        }
    }

    @Test
    void anHttpProxyThatWantsALoginIsNamedWithItsWords() {
        try (HttpProxy proxy = new HttpProxy(names(), "camel:other")) {
            assertThat(refusal(through(proxy.port(), "HTTP", "")))
                    .contains("the proxy http://127.0.0.1:" + proxy.port()
                            + " refused: 407 Proxy Authentication Required")
                    .contains("set proxyUsername and proxyPassword");
            assertThat(refusal(through(proxy.port(), "HTTP", "&" + LOGIN))).contains("407");
        }
    }

    @Test
    void anHttpProxyThatForbidsTheBrokerIsNamedWithItsWords() {
        try (HttpProxy proxy = new HttpProxy(names(), null)) {
            proxy.refuseWith(HttpResponseStatus.FORBIDDEN);
            assertThat(refusal(through(proxy.port(), "HTTP", "")))
                    .contains("tcp://" + NAME + ":61613")
                    .contains("403 Forbidden; its rules have to allow this host and port");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FAILURE, FAILURE(1); look at the host and port",
        "NOT_ALLOWED, FORBIDDEN(2); its rules have to allow",
        "NETWORK_UNREACHABLE, NETWORK_UNREACHABLE(3); look at the host",
        "HOST_UNREACHABLE, HOST_UNREACHABLE(4); look at the host",
        "CONNECTION_REFUSED, CONNECTION_REFUSED(5); look at the host"
    })
    void eachReplyOfASocksProxyIsSaid(SocksProxy.Reply reply, String words) {
        try (SocksProxy proxy = SocksProxy.to(names())) {
            proxy.reply(reply);
            assertThat(refusal(through(proxy.port(), "SOCKS5", "")))
                    .contains("the proxy socks5://127.0.0.1:" + proxy.port() + " refused: ")
                    .contains(words);
        }
    }

    @Test
    void aSocksProxyThatWantsALoginSaysSo() {
        try (SocksProxy proxy = SocksProxy.to(names(), "camel", "other")) {
            assertThat(refusal(through(proxy.port(), "SOCKS5", "")))
                    .contains("unexpected authMethod: UNACCEPTED(255)")
                    .contains("set proxyUsername and proxyPassword");
            assertThat(refusal(through(proxy.port(), "SOCKS5", "&" + LOGIN)))
                    .contains("refused: authStatus: ")
                    .contains("set proxyUsername and proxyPassword");
        }
    }

    @Test
    void aProxyThatIsNotThereOrHasNoAddressIsNamed() {
        int nobody = FreePorts.next();
        assertThat(refusal(through(nobody, "HTTP", "")))
                .contains("the proxy http://127.0.0.1:" + nobody + " was not reached: Connection refused");
        assertThat(refusal(through(nobody, "SOCKS5", "").replace("proxyHost=127.0.0.1", "proxyHost=no.such.invalid")))
                .contains("the proxy socks5://no.such.invalid:" + nobody + " was not reached: unknown host");
    }

    @Test
    void aProxyThatSaysNothingIsLeftAfterTheConnectTimeout() {
        try (SocksProxy proxy = SocksProxy.to(names())) {
            proxy.fallSilent();
            assertThat(refusal(through(proxy.port(), "SOCKS5", "&connectTimeout=300")))
                    .contains("within 300 ms (connectTimeout); the proxy has not opened the way to it");
        }
    }

    @Test
    void aServerThatIsNoProxyIsRecognised() {
        broker.respondAutomatically();
        assertThat(refusal(through(broker.port(), "SOCKS5", ""))).contains("the proxy socks5://127.0.0.1:");
        assertThat(refusal(through(broker.port(), "HTTP", "")))
                .contains("the proxy http://127.0.0.1:" + broker.port())
                .contains("proxyType");
    }

    @Test
    void theConnectionIsMadeAgainThroughTheProxy() {
        AutoResponder responder = broker.respondAutomatically();
        try (SocksProxy proxy = SocksProxy.to(names())) {
            String uri = through(proxy.port(), "SOCKS5", "");
            send(uri);
            responder.connections().forEach(AutoResponder.Connection::close);
            send(uri);
            assertThat(proxy.asked()).hasSizeGreaterThan(1);
        }
        assertThat(responder.frames("SEND")).isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "proxyPort=3128, proxyPort is set without proxyHost",
        "proxyPassword=x, proxyPassword is set without proxyHost",
        "proxyHost=p, proxyPort=0 is not allowed",
        "proxyHost=p&proxyPort=70000, proxyPort=70000 is not allowed",
        "proxyHost=http://p&proxyPort=3128, write the name only",
        "proxyHost=p&proxyPort=3128&proxyUsername=u, proxyUsername and proxyPassword belong together",
        "proxyHost=p&proxyPort=3128&proxyUsername=a:b&proxyPassword=x, holds a colon",
        "proxyHost=p&proxyPort=1080&proxyType=SOCKS5&proxyUsername=u&proxyPassword=RAW(pässword), 1 to 255 characters"
    })
    void whatCannotWorkIsRefusedAtTheStart(String options, String words) {
        assertThatThrownBy(() -> context.getEndpoint("stomp2:queue/x?" + options))
                .hasStackTraceContaining(words)
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("pässword"));
    }
}
