#!/usr/bin/env bash
#
# Copyright the camel-stomp2 contributors
# SPDX-License-Identifier: Apache-2.0
#
# Vert.x STOMP 5.0.7: an ERROR says in "receipt" which frame it is about, not in "receipt-id".
#
# Expected: an ERROR about a frame with a receipt header carries receipt-id with its value (STOMP 1.2, ERROR).
# Happens:  the headers of the refused frame are copied as they are: receipt, destination and id; there is no receipt-id. A
#           client that waits for the answer to its receipt cannot tell which of its frames was refused.
# Seen:
#   vertx-stomp/5.0.7
#   SUBSCRIBE to a destination that the server refuses: ERROR (Invalid subscription), receipt-id none, receipt subscribed
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
  <dependencyManagement>
    <dependencies>
      <dependency>
        <groupId>io.vertx</groupId>
        <artifactId>vertx-stack-depchain</artifactId>
        <version>5.0.7</version>
        <type>pom</type>
        <scope>import</scope>
      </dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>io.vertx</groupId>
      <artifactId>vertx-stomp</artifactId>
    </dependency>
  </dependencies>
</project>
POM
mvn=$(command -v mvn || echo "$(dirname "${BASH_SOURCE[0]}")/../mvnw")
"$mvn" -q -B -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
    -DoutputDirectory="$work/lib" > "$work/maven.log" 2>&1 || { cat "$work/maven.log"; exit 2; }

cat > "$work/Finding.java" <<'JAVA'
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.ext.stomp.Destination;
import io.vertx.ext.stomp.StompServer;
import io.vertx.ext.stomp.StompServerHandler;
import io.vertx.ext.stomp.StompServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

class Finding {
    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        StompServer server = StompServer.create(vertx, new StompServerOptions().setHost("127.0.0.1").setPort(0))
                .handler(StompServerHandler.create(vertx)
                        .destinationFactory((any, name) -> name.equals("/closed") ? null : Destination.topic(any, name)));
        server.listen().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            socket.setSoTimeout(10_000);
            write(socket, "CONNECT\naccept-version:1.2\nhost:h\n\n\0");
            System.out.println(header(frame(socket), "server"));
            write(socket, "SUBSCRIBE\nid:1\ndestination:/closed\nreceipt:subscribed\n\n\0");
            String error = frame(socket);
            System.out.println("SUBSCRIBE to a destination that the server refuses: "
                    + error.lines().findFirst().orElse("") + " (" + header(error, "message") + "), receipt-id "
                    + header(error, "receipt-id") + ", receipt " + header(error, "receipt"));
            if (!error.startsWith("ERROR") || !header(error, "receipt-id").equals("none")
                    || !header(error, "receipt").equals("subscribed")) {
                System.out.println("CHANGED: this is not what is described at the top of this script");
                System.exit(1);
            }
        }
        System.exit(0);
    }

    private static String header(String frame, String name) {
        return frame.lines().filter(line -> line.startsWith(name + ":")).map(line -> line.substring(name.length() + 1))
                .findFirst().orElse("none");
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    private static String frame(Socket socket) throws IOException {
        StringBuilder frame = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int octet = in.read(); octet > 0 || frame.toString().isBlank(); octet = in.read()) {
            if (octet < 0) {
                throw new IOException("the server has closed the connection");
            }
            if (octet > 0) {
                frame.append((char) octet);
            }
        }
        return frame.toString().stripLeading();
    }
}
JAVA
java -cp "$work/lib/*" "$work/Finding.java" 2>"$work/server.log" || { status=$?; cat "$work/server.log" >&2; exit "$status"; }
