#!/usr/bin/env bash
#
# Copyright the camel-stomp2 contributors
# SPDX-License-Identifier: Apache-2.0
#
# ActiveMQ Classic 6.1.7: a STOMP consumer cannot tell a map, object or stream message of JMS from an empty text message.
#
# Expected: a message whose content STOMP cannot carry says so: by a header that names its kind, or a body as text. Whoever
#           gets it knows that an empty body is not its content, and does not acknowledge it.
# Happens:  map, object and stream messages come as MESSAGE frames without a body, with the same headers as a text message
#           of JMS without a text. After the ACK their content is gone. (Bytes messages have content-length.)
# Seen (JMS clients send one of each kind, with a content except where "empty" or "no body" is said):
#   kind             octets  headers besides destination, message-id, subscription and ack
#   text                  6  expires persistent priority timestamp
#   text, empty           0  expires persistent priority timestamp
#   bytes                 6  content-length expires persistent priority timestamp
#   bytes, empty          0  content-length expires persistent priority timestamp
#   map                   0  expires persistent priority timestamp
#   object                0  expires persistent priority timestamp
#   stream                0  expires persistent priority timestamp
#   no body               0  expires persistent priority timestamp
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

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.BrokerService;

class Finding {
    static final Set<String> OF_ONE_DELIVERY = Set.of("destination", "message-id", "subscription", "ack");

    public static void main(String[] args) throws Exception {
        BrokerService broker = new BrokerService();
        broker.setPersistent(false);
        broker.setUseJmx(false);
        int port = broker.addConnector("stomp://127.0.0.1:0").getServer().getSocketAddress().getPort();
        broker.start();
        broker.waitUntilStarted();
        boolean asDescribed;
        try {
            asDescribed = isAsDescribed(port);
        } finally {
            broker.stop();
        }
        if (!asDescribed) {
            System.out.println("CHANGED: this is not what is described at the top of this script");
            System.exit(1);
        }
    }

    static boolean isAsDescribed(int port) throws Exception {
        Map<String, String> came = new LinkedHashMap<>();
        try (Connection connection = new ActiveMQConnectionFactory("vm://localhost?create=false").createConnection();
                Client client = new Client(port)) {
            Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            System.out.println("kind             octets  headers besides destination, message-id, subscription and ack");
            for (Map.Entry<String, Message> message : messages(session).entrySet()) {
                String queue = "orders." + came.size();
                session.createProducer(session.createQueue(queue)).send(message.getValue());
                client.send("SUBSCRIBE\nid:" + came.size() + "\nack:client-individual\ndestination:/queue/" + queue + "\n\n");
                String seen = seen(client.frame());
                System.out.printf("%-16s %s%n", message.getKey(), seen);
                came.put(message.getKey(), seen);
            }
        }
        String empty = came.get("text, empty");
        return empty.equals(came.get("map"))
                && empty.equals(came.get("object"))
                && empty.equals(came.get("stream"))
                && empty.equals(came.get("no body"))
                && !empty.equals(came.get("bytes, empty"));
    }

    static Map<String, Message> messages(Session session) throws Exception {
        BytesMessage bytes = session.createBytesMessage();
        bytes.writeBytes("pencil".getBytes(UTF_8));
        MapMessage map = session.createMapMessage();
        map.setString("item", "pencil");
        StreamMessage stream = session.createStreamMessage();
        stream.writeString("pencil");
        Map<String, Message> messages = new LinkedHashMap<>();
        messages.put("text", session.createTextMessage("pencil"));
        messages.put("text, empty", session.createTextMessage(""));
        messages.put("bytes", bytes);
        messages.put("bytes, empty", session.createBytesMessage());
        messages.put("map", map);
        messages.put("object", session.createObjectMessage("pencil"));
        messages.put("stream", stream);
        messages.put("no body", session.createMessage());
        return messages;
    }

    /** The length of the body, and the names of the headers that do not differ with each delivery. */
    static String seen(String frame) throws IOException {
        if (!frame.startsWith("MESSAGE\n")) {
            throw new IOException("no MESSAGE but " + frame);
        }
        int body = frame.indexOf("\n\n") + 2;
        Set<String> names = new TreeSet<>();
        for (String line : frame.substring("MESSAGE\n".length(), body - 2).split("\n")) {
            names.add(line.substring(0, line.indexOf(':')));
        }
        names.removeAll(OF_ONE_DELIVERY);
        return "%6d  %s".formatted(frame.length() - body, String.join(" ", names));
    }

    /** STOMP over a plain socket. */
    static final class Client implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;

        Client(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(10_000);
            in = new BufferedInputStream(socket.getInputStream());
            send("CONNECT\naccept-version:1.2\nhost:localhost\n\n");
            String connected = frame();
            if (!connected.startsWith("CONNECTED")) {
                throw new IOException("no CONNECTED but " + connected);
            }
        }

        void send(String frame) throws IOException {
            socket.getOutputStream().write((frame + "\0").getBytes(UTF_8));
        }

        /** The next frame, without the line feeds before it. No body here has an octet that is 0. */
        String frame() throws IOException {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            for (int octet = in.read(); octet > 0; octet = in.read()) {
                if (octet != '\n' || octets.size() > 0) {
                    octets.write(octet);
                }
            }
            return octets.toString(UTF_8);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
JAVA
java -cp "$work/lib/*" "$work/Finding.java"
