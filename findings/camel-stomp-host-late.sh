#!/usr/bin/env bash
#
# Copyright the camel-stomp2 contributors
# SPDX-License-Identifier: Apache-2.0
#
# camel-stomp 4.17.0: the option host is read after the client was told to connect, so CONNECT may go without it.
#
# Expected: with host=/ each CONNECT carries host:/ (the virtual host of RabbitMQ).
# Happens:  StompEndpoint starts the connection first and sets the host on the client afterwards, on another thread. When that
#           thread is late, CONNECT carries the host of the URL. RabbitMQ then refuses it ("Bad CONNECT") and the route does
#           not start: on a busy machine 18 of 150 starts.
# Here the race is decided by a configuration that answers getHost() only when the server has read CONNECT, or after 5 s.
# Seen:
#   camel-stomp 4.17.0
#   the option is host=/, CONNECT carries host:127.0.0.1
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
      <groupId>org.apache.camel</groupId>
      <artifactId>camel-core</artifactId>
      <version>4.17.0</version>
    </dependency>
    <dependency>
      <groupId>org.apache.camel</groupId>
      <artifactId>camel-stomp</artifactId>
      <version>4.17.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn=$(command -v mvn || echo "$(dirname "${BASH_SOURCE[0]}")/../mvnw")
"$mvn" -q -B -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
    -DoutputDirectory="$work/lib" > "$work/maven.log" 2>&1 || { cat "$work/maven.log"; exit 2; }

cat > "$work/Finding.java" <<'JAVA'
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.component.stomp.StompComponent;
import org.apache.camel.component.stomp.StompConfiguration;
import org.apache.camel.component.stomp.StompEndpoint;
import org.apache.camel.impl.DefaultCamelContext;

class Finding {
    static final CompletableFuture<String> connect = new CompletableFuture<>();

    /** Answers late, as a thread does that has to wait for a processor. */
    static class LateHost extends StompConfiguration {
        @Override
        public String getHost() {
            try {
                connect.get(5, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                // the host is asked for before CONNECT is written, as it should be
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return "/";
        }
    }

    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread serving = new Thread(() -> serve(server));
        serving.setDaemon(true);
        serving.start();
        DefaultCamelContext context = new DefaultCamelContext();
        StompConfiguration options = new LateHost();
        options.setBrokerURL("tcp://127.0.0.1:" + server.getLocalPort());
        StompEndpoint endpoint = new StompEndpoint(
                "stomp:queue:a", context.getComponent("stomp", StompComponent.class), options, "/queue/a");
        endpoint.setCamelContext(context);
        endpoint.start();
        String host = connect.get(20, TimeUnit.SECONDS).lines().filter(line -> line.startsWith("host:"))
                .findFirst().orElse("no host");
        System.out.println("camel-stomp " + context.getVersion());
        System.out.println("the option is host=/, CONNECT carries " + host);
        if (!host.equals("host:127.0.0.1")) {
            System.out.println("CHANGED: this is not what is described at the top of this script");
            System.exit(1);
        }
        System.exit(0);
    }

    private static void serve(ServerSocket server) {
        try (Socket socket = server.accept()) {
            StringBuilder frame = new StringBuilder();
            InputStream in = socket.getInputStream();
            for (int octet = in.read(); octet > 0; octet = in.read()) {
                frame.append((char) octet);
            }
            connect.complete(frame.toString());
            socket.getOutputStream().write("CONNECTED\nversion:1.1\n\n\0".getBytes(UTF_8));
            socket.getOutputStream().flush();
            in.read();
        } catch (Exception e) {
            connect.completeExceptionally(e);
        }
    }
}
JAVA
java -cp "$work/lib/*" "$work/Finding.java" 2>"$work/camel.log" || { status=$?; cat "$work/camel.log" >&2; exit "$status"; }
