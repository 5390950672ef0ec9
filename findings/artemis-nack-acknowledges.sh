#!/usr/bin/env bash
#
# Copyright the camel-stomp2 contributors
# SPDX-License-Identifier: Apache-2.0
#
# Artemis 2.50.0: NACK over STOMP acknowledges. The message is gone.
#
# Expected: "NACK is the opposite of ACK": the message is delivered again, or goes to the dead letter address that is
#           configured, as a rejected one does with AMQP.
# Happens:  the broker answers with a RECEIPT and forgets the message: it is neither delivered again nor a dead letter.
#           A message whose consumer goes away without a word does come again.
# Seen:
#   connection closed without a word: delivered again, 0 dead letters
#   NACK: RECEIPT, not delivered again, 0 dead letters
#
# Ends with 0 as long as it is so.

set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.artemis</groupId>
      <artifactId>artemis-server</artifactId>
      <version>2.50.0</version>
    </dependency>
    <dependency>
      <groupId>org.apache.artemis</groupId>
      <artifactId>artemis-stomp-protocol</artifactId>
      <version>2.50.0</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>2.0.17</version>
    </dependency>
  </dependencies>
</project>
POM
mvn=$(command -v mvn || echo "$(dirname "${BASH_SOURCE[0]}")/../mvnw")
"$mvn" -q -B -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
    -DoutputDirectory="$work/lib" > "$work/maven.log" 2>&1 || { cat "$work/maven.log"; exit 2; }

cat > "$work/Finding.java" <<'JAVA'
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

class Finding {
    static final String SUBSCRIBE = "SUBSCRIBE\nid:1\nack:client-individual\nsubscription-type:ANYCAST\ndestination:";
    static int port;

    public static void main(String[] args) throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .addAcceptorConfiguration("stomp", "tcp://127.0.0.1:" + port + "?protocols=STOMP")
                .addAddressSetting("orders", new AddressSettings()
                        .setDeadLetterAddress(SimpleString.of("dead"))
                        .setAutoCreateDeadLetterResources(true)));
        broker.start();
        try {
            try (Client client = new Client()) {
                client.confirmed("SEND\ndestination:orders\ndestination-type:ANYCAST\nreceipt:sent\n\nx");
                client.send(SUBSCRIBE + "orders\n\n");
                client.frame(10_000);
            }
            boolean again;
            try (Client client = new Client()) {
                client.send(SUBSCRIBE + "orders\n\n");
                String message = client.frame(10_000);
                again = message != null && message.startsWith("MESSAGE");
                System.out.println("connection closed without a word: " + (again ? "" : "not ") + "delivered again, "
                        + deadLetters(broker) + " dead letters");
                String ack = message.lines().filter(line -> line.startsWith("ack:")).findFirst().orElseThrow();
                client.confirmed("NACK\nid:" + ack.substring("ack:".length()) + "\nreceipt:rejected\n\n");
            }
            boolean afterNack;
            try (Client client = new Client()) {
                client.send(SUBSCRIBE + "orders\n\n");
                afterNack = client.frame(3_000) != null;
            }
            long dead = deadLetters(broker);
            System.out.println(
                    "NACK: RECEIPT, " + (afterNack ? "" : "not ") + "delivered again, " + dead + " dead letters");
            if (!again || afterNack || dead != 0) {
                System.out.println("CHANGED: this is not what is described at the top of this script");
                System.exit(1);
            }
        } finally {
            broker.stop();
        }
    }

    static long deadLetters(EmbeddedActiveMQ broker) throws Exception {
        return broker.getActiveMQServer().getPostOffice().getBindingsForAddress(SimpleString.of("dead"))
                .getBindings().stream()
                .map(binding -> broker.getActiveMQServer().locateQueue(binding.getUniqueName()))
                .mapToLong(queue -> queue.getMessageCount())
                .sum();
    }

    /** STOMP over a plain socket. */
    static final class Client implements AutoCloseable {
        private final Socket socket = new Socket("127.0.0.1", port);
        private final InputStream in = new BufferedInputStream(socket.getInputStream());

        Client() throws IOException {
            send("CONNECT\naccept-version:1.2\nhost:localhost\n\n");
            String connected = frame(10_000);
            if (connected == null || !connected.startsWith("CONNECTED")) {
                throw new IOException("no CONNECTED but " + connected);
            }
        }

        void send(String frame) throws IOException {
            socket.getOutputStream().write((frame + "\0").getBytes(UTF_8));
        }

        /** Sends what asks for a receipt, and waits for that. */
        void confirmed(String frame) throws IOException {
            send(frame);
            String answer = frame(10_000);
            if (answer == null || !answer.startsWith("RECEIPT")) {
                throw new IOException("no RECEIPT but " + answer);
            }
        }

        /** The next frame, or null when none comes in that time. */
        String frame(int millis) throws IOException {
            socket.setSoTimeout(millis);
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            try {
                for (int octet = in.read(); octet > 0; octet = in.read()) {
                    octets.write(octet);
                }
            } catch (SocketTimeoutException e) {
                return null;
            }
            return octets.toString(UTF_8).strip();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
JAVA
java -cp "$work/lib/*" "$work/Finding.java"
