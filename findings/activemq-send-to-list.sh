#!/usr/bin/env bash
#
# Copyright the camel-stomp2 contributors
# SPDX-License-Identifier: Apache-2.0
#
# ActiveMQ Classic 6.1.7: a SEND to a list of two queues makes three messages.
#
# Expected: /queue/A,B is a destination of two queues, A and B (or one queue, of that name). In JMS "A,B" is two.
# Happens:  each queue gets a copy, and a third one goes to a queue called /queue/A, slashes included, which nobody
#           asked for and nobody reads. With one RECEIPT for all.
# Seen:
#   queue:///queue/A 1
#   queue://A 1
#   queue://B 1
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
      <groupId>org.apache.activemq</groupId>
      <artifactId>activemq-broker</artifactId>
      <version>6.1.7</version>
    </dependency>
    <dependency>
      <groupId>org.apache.activemq</groupId>
      <artifactId>activemq-stomp</artifactId>
      <version>6.1.7</version>
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
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.activemq.broker.BrokerService;

class Finding {
    static int port;

    public static void main(String[] args) throws Exception {
        BrokerService broker = new BrokerService();
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.setAdvisorySupport(false);
        port = broker.addConnector("stomp://127.0.0.1:0").getServer().getSocketAddress().getPort();
        broker.start();
        broker.waitUntilStarted();
        try (Client client = new Client()) {
            client.confirmed("SEND\ndestination:/queue/A,B\nreceipt:sent\n\nx");
            Map<String, Long> queues = new TreeMap<>();
            broker.getRegionBroker().getDestinationMap().forEach((destination, state) -> queues.put(
                    destination.getQualifiedName(), state.getDestinationStatistics().getMessages().getCount()));
            queues.forEach((queue, count) -> System.out.println(queue + " " + count));
            if (!queues.equals(Map.of("queue://A", 1L, "queue://B", 1L, "queue:///queue/A", 1L))) {
                System.out.println("CHANGED: this is not what is described at the top of this script");
                System.exit(1);
            }
        } finally {
            broker.stop();
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
