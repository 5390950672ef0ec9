#!/usr/bin/env bash
#
# Copyright the camel-stomp2 contributors
# SPDX-License-Identifier: Apache-2.0
#
# ActiveMQ Classic 6.1.7: a SUBSCRIBE to several queues that asks for a receipt overlooks what lies there.
#
# Expected: a receipt says that the broker has dealt with a frame. It changes nothing about what a subscription gets.
# Happens:  to a wildcard or a list of queues that hold messages, SUBSCRIBE delivers all of them without the header
#           receipt. With it mostly none, sometimes a part: the others stay where they are until something else is sent to
#           their queue. For a single queue the header makes no difference.
# Seen (twelve subscriptions each; how much is overlooked differs from run to run):
#   /queue/orders.a          without receipt 12 of 12, with receipt 12 of 12
#   /queue/orders.*          without receipt 36 of 36, with receipt  9 of 36
#   /queue/orders.a,orders.b without receipt 24 of 24, with receipt  4 of 24
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
import org.apache.activemq.broker.BrokerService;

class Finding {
    static final int ROUNDS = 12;
    static int port;
    static int prefixes;

    public static void main(String[] args) throws Exception {
        BrokerService broker = new BrokerService();
        broker.setPersistent(false);
        broker.setUseJmx(false);
        port = broker.addConnector("stomp://127.0.0.1:0").getServer().getSocketAddress().getPort();
        broker.start();
        broker.waitUntilStarted();
        try {
            boolean asDescribed = overlooks("%1$s.a", 1) == 0
                    & overlooks("%1$s.*", 3) > 0
                    & overlooks("%1$s.a,%1$s.b", 2) > 0;
            if (!asDescribed) {
                System.out.println("CHANGED: this is not what is described at the top of this script");
                System.exit(1);
            }
        } finally {
            broker.stop();
        }
    }

    /** How many messages do not come when a receipt is asked for; negative when some do not come without one either. */
    static int overlooks(String queues, int there) throws IOException {
        int without = 0;
        int with = 0;
        for (int i = 0; i < ROUNDS; i++) {
            without += messages(queues, "", there);
            with += messages(queues, "receipt:subscribed\n", there);
        }
        int all = ROUNDS * there;
        System.out.printf(
                "/queue/%-17s without receipt %2d of %2d, with receipt %2d of %2d%n",
                queues.replace("%1$s", "orders"), without, all, with, all);
        return without == all ? all - with : -1;
    }

    /** Puts a message into each of three new queues, subscribes, and counts what comes. */
    static int messages(String queues, String header, int there) throws IOException {
        String prefix = "orders-" + ++prefixes;
        int count = 0;
        try (Client client = new Client()) {
            for (String queue : "a b c".split(" ")) {
                client.confirmed("SEND\ndestination:/queue/" + prefix + "." + queue + "\nreceipt:sent\n\nx");
            }
            String destination = "/queue/" + queues.formatted(prefix);
            client.send("SUBSCRIBE\nid:1\nack:auto\ndestination:" + destination + "\n" + header + "\n");
            // nothing says that no more will come: a second of silence has to do
            for (String frame = ""; count < there && frame != null; frame = client.frame(1_000)) {
                count += frame.startsWith("MESSAGE") ? 1 : 0;
            }
        }
        return count;
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
