#!/usr/bin/env bash
#
# Copyright the camel-stomp2 contributors
# SPDX-License-Identifier: Apache-2.0
#
# Artemis 2.50.0: a client that has agreed upon no heart-beats is ended after 60 s of silence, with its message in hand.
#
# Expected: "heart-beat:0,0" turns heart-beats off, and STOMP 1.0 has none: a consumer may work on a message for minutes
#           without a word.
# Happens:  the broker ends the connection after 60 s without an octet from the client, in 1.0 and in 1.2, and delivers the
#           message again. In 1.2 its CONNECTED asks for heart-beats all the same: "heart-beat:0,30000". A line feed now and
#           then keeps the connection, also in 1.0.
# Seen:
#   1.2, heart-beat:0,0: CONNECTED asks 0,30000; silent: ended after 61 s
#   1.2, heart-beat:0,0: a line feed every 20 s: open after 75 s
#   1.0: CONNECTED asks nothing; silent: ended after 61 s
#   1.0: a line feed every 20 s: open after 75 s
#   messages that were delivered again: 2
#
# Ends with 0 as long as it is so. It takes 80 s.

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
            List<Consumer> consumers = new ArrayList<>();
            for (String version : new String[] {"1.2", "1.0"}) {
                for (boolean beats : new boolean[] {false, true}) {
                    consumers.add(new Consumer(version, beats, "jobs-" + version + "-" + beats, true));
                }
            }
            consumers.forEach(Consumer::start);
            for (Consumer consumer : consumers) {
                consumer.join();
            }
            boolean as = true;
            int again = 0;
            for (Consumer consumer : consumers) {
                System.out.println(consumer.what() + (consumer.beats ? "a line feed every 20 s: " : consumer.asked + "; silent: ")
                        + (consumer.endedAfter < 0 ? "open after 75 s" : "ended after " + consumer.endedAfter + " s"));
                as &= consumer.beats ? consumer.endedAfter < 0 : consumer.endedAfter >= 55 && consumer.endedAfter <= 70;
                if (consumer.endedAfter >= 0 && new Consumer(consumer.version, false, consumer.queue, false).hasMessage) {
                    again++;
                }
            }
            System.out.println("messages that were delivered again: " + again);
            if (!as || again != 2 || !consumers.get(0).asked.endsWith("0,30000")) {
                System.out.println("CHANGED: this is not what is described at the top of this script");
                System.exit(1);
            }
        } finally {
            broker.stop();
        }
        System.exit(0);
    }

    /** Has a message in hand for 75 s. */
    static class Consumer extends Thread {
        final String version;
        final boolean beats;
        final String queue;
        final String asked;
        final boolean hasMessage;
        final Socket socket;
        long endedAfter = -1;

        Consumer(String version, boolean beats, String queue, boolean fill) throws IOException {
            this.version = version;
            this.beats = beats;
            this.queue = queue;
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            write("CONNECT\naccept-version:" + version + "\nhost:h\n" + (version.equals("1.0") ? "" : "heart-beat:0,0\n")
                    + "\n\0");
            asked = frame().lines().filter(line -> line.startsWith("heart-beat:"))
                    .findFirst().map(line -> "CONNECTED asks " + line.substring("heart-beat:".length()))
                    .orElse("CONNECTED asks nothing");
            write("SUBSCRIBE\nid:1\nack:client\nsubscription-type:ANYCAST\ndestination:" + queue + "\n\n\0");
            if (fill) {
                write("SEND\ndestination:" + queue + "\ndestination-type:ANYCAST\n\nx\0");
            }
            hasMessage = frame().startsWith("MESSAGE");
        }

        String what() {
            return version + (version.equals("1.0") ? ": " : ", heart-beat:0,0: ");
        }

        @Override
        public void run() {
            long start = System.nanoTime();
            try {
                socket.setSoTimeout(1_000);
                for (long second = 0; second < 75; second = (System.nanoTime() - start) / 1_000_000_000L) {
                    try {
                        if (socket.getInputStream().read() < 0) {
                            endedAfter = (System.nanoTime() - start) / 1_000_000_000L;
                            return;
                        }
                    } catch (SocketTimeoutException e) {
                        if (beats && second % 20 == 19) {
                            write("\n");
                        }
                    }
                }
            } catch (IOException e) {
                endedAfter = (System.nanoTime() - start) / 1_000_000_000L;
            }
        }

        private void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(UTF_8));
            socket.getOutputStream().flush();
        }

        private String frame() throws IOException {
            StringBuilder frame = new StringBuilder();
            InputStream in = socket.getInputStream();
            socket.setSoTimeout(10_000);
            for (int octet = in.read(); octet > 0 || frame.toString().isBlank(); octet = in.read()) {
                if (octet < 0) {
                    throw new IOException("the broker has closed the connection");
                }
                if (octet > 0) {
                    frame.append((char) octet);
                }
            }
            return frame.toString().stripLeading();
        }
    }
}
JAVA
java -cp "$work/lib/*" "$work/Finding.java"
