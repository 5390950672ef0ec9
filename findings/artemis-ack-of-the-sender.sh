#!/usr/bin/env bash
#
# Copyright the camel-stomp2 contributors
# SPDX-License-Identifier: Apache-2.0
#
# Artemis 2.50.0: a header "ack" of a SEND comes before the broker's own in the MESSAGE.
#
# Expected: in STOMP 1.2 the server sets the header ack of a MESSAGE, with which the client acknowledges, and "if a
#           client or server receives repeated frame header entries, only the first header entry should be used". So
#           what the broker says for itself comes first, as its subscription, message-id and redelivered do.
# Happens:  a header ack that came with the SEND (as when a message is passed on with all of its headers) is
#           first, and the broker's own behind it. Who keeps to the specification acknowledges what the broker does not
#           know. Only the last one works.
# Seen:
#   in this order: ack:of-the-sender, ack:<of the broker>
#   ACK with the first: ERROR, with the last: RECEIPT
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
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

class Finding {
    static int port;

    public static void main(String[] args) throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .addAcceptorConfiguration("stomp", "tcp://127.0.0.1:" + port + "?protocols=STOMP"));
        broker.start();
        try {
            try (Client client = new Client()) {
                client.confirmed(
                        "SEND\ndestination:orders\ndestination-type:ANYCAST\nack:of-the-sender\nreceipt:sent\n\nx");
            }
            List<String> acks = acknowledge(0);
            boolean senderFirst = acks.size() == 3 && acks.get(0).equals("of-the-sender");
            String first = acks.get(acks.size() - 1);
            acks = acknowledge(1);
            boolean senderFirstAgain = acks.size() == 3 && acks.get(0).equals("of-the-sender");
            String last = acks.get(acks.size() - 1);
            System.out.println("in this order: "
                    + (senderFirst ? "ack:of-the-sender, ack:<of the broker>" : "other than described"));
            System.out.println("ACK with the first: " + first + ", with the last: " + last);
            if (!senderFirst || !senderFirstAgain || !first.equals("ERROR") || !last.equals("RECEIPT")) {
                System.out.println("CHANGED: this is not what is described at the top of this script");
                System.exit(1);
            }
        } finally {
            broker.stop();
        }
    }

    /** Acknowledges with one of the ack headers; gives the headers, and what the broker answered. */
    static List<String> acknowledge(int which) throws IOException {
        try (Client client = new Client()) {
            client.send(
                    "SUBSCRIBE\nid:1\nack:client-individual\nsubscription-type:ANYCAST\ndestination:orders\n\n");
            List<String> acks = client.frame(10_000).lines()
                    .filter(line -> line.startsWith("ack:"))
                    .map(line -> line.substring("ack:".length()))
                    .toList();
            client.send("ACK\nid:" + acks.get(Math.min(which, acks.size() - 1)) + "\nreceipt:done\n\n");
            String answer = client.frame(10_000);
            List<String> all = new ArrayList<>(acks);
            all.add(String.valueOf(answer).lines().findFirst().orElse(""));
            return all;
        }
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
