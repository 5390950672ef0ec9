#!/usr/bin/env bash
#
# Copyright the camel-stomp2 contributors
# SPDX-License-Identifier: Apache-2.0
#
# ActiveMQ Classic 5.17.6: a SUBSCRIBE to several queues that asks for a receipt makes one more queue.
#
# Expected: a receipt says that the broker has dealt with a frame. A subscription to a wildcard or a list of queues reads the
#           queues that there are, and makes none.
# Happens:  without the header receipt that is so. With it the broker makes a queue whose name is the wildcard or the list.
#           It stays when the consumer is gone. The number of consumers of the one that is named like a list is then -1.
# Seen (queues after the consumer has left, with their number of consumers):
#   /queue/orders.*          without receipt  orders.a 0, orders.b 0
#   /queue/orders.*          with receipt     orders.* 0, orders.a 0, orders.b 0
#   /queue/orders.a,orders.b without receipt  orders.a 0, orders.b 0
#   /queue/orders.a,orders.b with receipt     orders.a 0, orders.a,queue://orders.b -1, orders.b 0
# 6.1.7 makes no such queue.
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
      <version>5.17.6</version>
    </dependency>
    <dependency>
      <groupId>org.apache.activemq</groupId>
      <artifactId>activemq-stomp</artifactId>
      <version>5.17.6</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>1.7.36</version>
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
import java.util.List;
import java.util.TreeMap;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.broker.region.RegionBroker;
import org.apache.activemq.command.ActiveMQQueue;

class Finding {
    static BrokerService broker;
    static int port;

    public static void main(String[] args) throws Exception {
        broker = new BrokerService();
        broker.setPersistent(false);
        broker.setUseJmx(false);
        port = broker.addConnector("stomp://127.0.0.1:0").getServer().getSocketAddress().getPort();
        broker.start();
        broker.waitUntilStarted();
        try {
            boolean asDescribed = leaves("orders.*", "").equals("orders.a 0, orders.b 0")
                    & leaves("orders.*", "receipt:s\n").equals("orders.* 0, orders.a 0, orders.b 0")
                    & leaves("orders.a,orders.b", "").equals("orders.a 0, orders.b 0")
                    & leaves("orders.a,orders.b", "receipt:s\n")
                            .equals("orders.a 0, orders.a,queue://orders.b -1, orders.b 0");
            if (!asDescribed) {
                System.out.println("CHANGED: this is not what is described at the top of this script");
                System.exit(1);
            }
        } finally {
            broker.stop();
        }
    }

    /** Makes two queues, subscribes to them and unsubscribes, and returns what queues there are then. */
    static String leaves(String queues, String header) throws Exception {
        for (Destination each : List.copyOf(regions().getDestinationMap().values())) {
            broker.removeDestination(each.getActiveMQDestination());
        }
        try (Client client = new Client()) {
            client.confirmed("SEND\ndestination:/queue/orders.a\nreceipt:a\n\nx", "a");
            client.confirmed("SEND\ndestination:/queue/orders.b\nreceipt:b\n\nx", "b");
            client.send("SUBSCRIBE\nid:1\nack:client\ndestination:/queue/" + queues + "\n" + header + "\n");
            client.confirmed("UNSUBSCRIBE\nid:1\nreceipt:end\n\n", "end");
        }
        TreeMap<String, Long> left = new TreeMap<>();
        for (Destination each : regions().getDestinationMap().values()) {
            if (each.getActiveMQDestination() instanceof ActiveMQQueue) {
                left.put(each.getName(), each.getDestinationStatistics().getConsumers().getCount());
            }
        }
        String text = left.toString().replace('=', ' ').replace("{", "").replace("}", "");
        System.out.printf("/queue/%-17s %-16s %s%n", queues, header.isEmpty() ? "without receipt" : "with receipt", text);
        return text;
    }

    static RegionBroker regions() {
        return (RegionBroker) broker.getRegionBroker();
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

        /** Sends what asks for this receipt, and waits for it, whatever comes before. */
        void confirmed(String frame, String receipt) throws IOException {
            send(frame);
            String answer = "";
            while (!answer.contains("receipt-id:" + receipt)) {
                answer = frame(10_000);
                if (answer == null || answer.startsWith("ERROR")) {
                    throw new IOException("no RECEIPT but " + answer);
                }
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
