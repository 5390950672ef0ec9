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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScriptedBrokerTest {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final String CONNECT = "CONNECT\naccept-version:1.0,1.1,1.2\nhost:h\n\n\0";

    private final ScriptedBroker broker = ScriptedBroker.start();

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void aConversationIsPlayedAndChecked() throws IOException {
        try (Socket client = connect()) {
            ScriptedConnection connection = broker.accept();
            write(client, CONNECT);
            assertThat(connection.handshake("1.2").header("host")).isEqualTo("h");
            assertThat(read(client, 37)).isEqualTo("CONNECTED\nversion:1.2\nheart-beat:0,0\n");
            assertThat(read(client, 2)).isEqualTo("\n\0");

            write(client, "\nSUBSCRIBE\nid:1\ndestination:/queue/a\\cb\nreceipt:r1\n\n\0");
            WireFrame subscribe = connection.expectSubscribe();
            connection.receiptFor(subscribe);
            assertThat(read(client, 24)).isEqualTo("RECEIPT\nreceipt-id:r1\n\n\0");
            assertThat(connection.heartBeats()).isOne();

            connection.sendMessage("1", "a:1", Map.of("k", "v"), "hé");
            String message = "MESSAGE\ndestination:/queue/a\\cb\nmessage-id:a\\c1\nsubscription:1\nack:a\\c1\nk:v\n"
                    + "content-length:3\n\nhé\0";
            assertThat(read(client, message.getBytes(StandardCharsets.UTF_8).length))
                    .isEqualTo(message);

            write(client, "ACK\nid:a\\c1\n\n\0DISCONNECT\n\n\0");
            assertThat(connection.expectFrame("ACK").header("id")).isEqualTo("a:1");
            connection.expectFrame("DISCONNECT");
            client.close();
            connection.expectEof();
        }
    }

    @Test
    void bytesAreComparedByteByByteAndFramesGoOnBehindThem() throws IOException {
        try (Socket client = connect()) {
            ScriptedConnection connection = broker.accept();
            write(client, CONNECT + "\nDISCONNECT\n\n\0");
            connection.expectBytes(CONNECT);
            connection.expectHeartBeat(ScriptedBroker.PATIENCE);
            connection.expectFrame("DISCONNECT");
            connection.expectNothing(SHORT);
            assertThat(connection.received()).asString().isEqualTo(CONNECT + "\nDISCONNECT\n\n\0");
        }
    }

    @Test
    void aFailureShowsWhatWasReceived() throws IOException {
        try (Socket client = connect()) {
            ScriptedConnection connection = broker.accept();
            write(client, CONNECT);
            assertThatThrownBy(() -> connection.expectBytes("CONNECT\nhost"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("accept-version:1.0,1.1,1.2\\n");
            assertThatThrownBy(() -> connection.expectFrame("SEND"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("expected SEND, but the client wrote CONNECT")
                    .hasMessageContaining("^@");
            assertThatThrownBy(() -> connection.expectFrame("SEND", SHORT))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("within 0.1s");
            assertThatThrownBy(() -> connection.expectHeartBeat(SHORT)).isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> connection.expectEof(SHORT)).isInstanceOf(AssertionError.class);
            write(client, "x");
            assertThatThrownBy(() -> connection.expectNothing(SHORT)).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void theVersionSentInConnectedIsTheOneThatIsDemanded() throws IOException {
        try (Socket client = connect()) {
            ScriptedConnection connection = broker.accept();
            connection.send("CONNECTED\nversion:1.1\n\n\0");
            write(client, "SEND\ndestination:a\\rb\n\n\0");
            assertThatThrownBy(() -> connection.expectFrame("SEND"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("does not define");
        }
    }

    @Test
    void aHeaderThatACommandMustHaveIsDemanded() throws IOException {
        try (Socket client = connect()) {
            ScriptedConnection connection = broker.accept();
            write(client, "SUBSCRIBE\ndestination:/queue/a\n\n\0");
            assertThatThrownBy(() -> connection.expectFrame("SUBSCRIBE")).hasMessageContaining("without [id]");
        }
    }

    @Test
    void piecesOfAnyKindArriveWhole() throws IOException {
        try (Socket client = connect()) {
            ScriptedConnection connection = broker.accept();
            byte[] bytes = "0123456789".getBytes(StandardCharsets.US_ASCII);
            connection.sendSplitAt(bytes, 3);
            connection.sendByteByByte(bytes);
            assertThat(read(client, 20)).isEqualTo("01234567890123456789");
        }
    }

    @Test
    void theEndOfAConnectionIsOrderlyOrNot() throws IOException {
        try (Socket first = connect();
                Socket second = connect()) {
            ScriptedConnection orderly = broker.accept();
            ScriptedConnection abrupt = broker.accept();
            orderly.close();
            assertThat(first.getInputStream().read()).isEqualTo(-1);
            abrupt.reset();
            assertThatThrownBy(() -> second.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aResetByTheClientIsTold() throws IOException {
        Socket client = connect();
        ScriptedConnection connection = broker.accept();
        client.setSoLinger(true, 0);
        client.close();
        connection.expectEof();
        assertThat(connection.isClosedByClient()).isTrue();
        assertThat(connection.wasReset()).isTrue();
    }

    @Test
    void refusedConnectionsComeAgainOnTheSamePort() throws IOException {
        int port = broker.port();
        broker.expectNoConnection(SHORT);
        broker.refuse();
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        broker.reopen();
        assertThat(broker.port()).isEqualTo(port);
        try (Socket client = connect()) {
            broker.accept();
            write(client, CONNECT);
        }
        assertThatThrownBy(() -> broker.accept(SHORT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no connection within 0.1s");
    }

    @Test
    void itAnswersByItselfWhenAsked() throws IOException {
        AutoResponder responder = broker.respondAutomatically("1.2", (frame, connection) -> {
            if (frame.command().equals("SUBSCRIBE")) {
                connection.send(ServerFrame.of("MESSAGE").header("subscription", frame.header("id")));
                return true;
            }
            return false;
        });
        try (Socket client = connect()) {
            write(client, CONNECT + "SEND\ndestination:a\nreceipt:1\n\n\0SEND\ndestination:a\n\n\0");
            assertThat(read(client, 62))
                    .isEqualTo("CONNECTED\nversion:1.2\nheart-beat:0,0\n\n\0RECEIPT\nreceipt-id:1\n\n\0");
            write(client, "SUBSCRIBE\nid:7\ndestination:a\n\n\0");
            assertThat(read(client, 25)).isEqualTo("MESSAGE\nsubscription:7\n\n\0");
            assertThat(responder.frames("SEND")).isEqualTo(2);
            assertThat(responder.accepted()).isOne();
            assertThat(responder.connections()).hasSize(1);
            responder.verify();
            write(client, "BOGUS\n\n\0");
            Poll.until(Duration.ofSeconds(5), "the connection's end", () -> responder
                    .connections()
                    .isEmpty());
        }
        assertThatThrownBy(responder::verify).isInstanceOf(AssertionError.class).hasMessageContaining("BOGUS");
    }

    @Test
    void overTlsItMayDemandAClientCertificate() throws IOException {
        TestCertificates certificates = TestCertificates.get();
        try (ScriptedBroker tls = ScriptedBroker.startTls(certificates.server(), true)) {
            try (Socket client = tlsClient(tls, certificates.client())) {
                ScriptedConnection connection = tls.accept();
                write(client, CONNECT);
                connection.handshake("1.2");
                assertThat(read(client, 9)).isEqualTo("CONNECTED");
            }
            try (Socket client = tlsClient(tls, null)) {
                tls.accept();
                assertThatThrownBy(() -> {
                            write(client, CONNECT);
                            client.getInputStream().read();
                        })
                        .isInstanceOfAny(SSLException.class, SocketException.class);
            }
        }
    }

    private static Socket tlsClient(ScriptedBroker tls, TestCertificates.Identity identity) throws IOException {
        return TestCertificates.get().sslContext(identity).getSocketFactory().createSocket(tls.host(), tls.port());
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(broker.host(), broker.port());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    private static String read(Socket client, int count) throws IOException {
        return new String(client.getInputStream().readNBytes(count), StandardCharsets.UTF_8);
    }
}
