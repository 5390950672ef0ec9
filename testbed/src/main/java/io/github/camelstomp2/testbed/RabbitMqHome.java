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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * The directory of a private RabbitMQ: its configuration, and the environment variables that keep all its files there.
 */
final class RabbitMqHome {

    private final Path home;
    private final int port;
    private final int sslPort;
    private final int webSocketPort;
    private final int amqpPort = FreePorts.next();
    private final int distributionPort = FreePorts.next();
    private final RabbitMqPeers peers;

    RabbitMqHome(Path home, int port, int sslPort, int webSocketPort, RabbitMqPeers peers) {
        this.home = home;
        this.port = port;
        this.sslPort = sslPort;
        this.webSocketPort = webSocketPort;
        this.peers = peers;
    }

    String nodeName() {
        return "testbed" + port + "@localhost";
    }

    Path pidFile() {
        return home.resolve("rabbit.pid");
    }

    void write() throws IOException {
        TestCertificates certificates = TestCertificates.get();
        Files.writeString(
                home.resolve("rabbitmq.conf"),
                String.join(
                        "\n",
                        "listeners.tcp.1 = 127.0.0.1:" + amqpPort,
                        "stomp.listeners.tcp.1 = 127.0.0.1:" + port,
                        "stomp.listeners.ssl.1 = 127.0.0.1:" + sslPort,
                        "web_stomp.tcp.listener = 127.0.0.1:" + webSocketPort,
                        "ssl_options.cacertfile = " + certificates.authorityPem(),
                        "ssl_options.certfile = " + certificates.server().certificatePem(),
                        "ssl_options.keyfile = " + certificates.server().keyPem(),
                        "ssl_options.verify = verify_peer",
                        "ssl_options.fail_if_no_peer_cert = false",
                        "default_user = camel",
                        "default_pass = camel",
                        // a disk that is nearly full elsewhere must not block the producers of a test
                        "disk_free_limit.absolute = 1MB",
                        "max_message_size = " + TestBroker.MAX_BODY_BYTES,
                        "log.file = false",
                        "log.console = true",
                        "log.console.level = warning",
                        String.join("\n", peers.configuration(nodeName())),
                        ""));
        writeCookie();
        Files.writeString(home.resolve("enabled_plugins"), "[rabbitmq_stomp,rabbitmq_web_stomp].\n");
    }

    /** Erlang takes no cookie that others may read. */
    private void writeCookie() throws IOException {
        Path file = home.resolve(".erlang.cookie");
        if (!peers.cookie().isEmpty() && !Files.exists(file)) {
            Files.writeString(file, peers.cookie());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        }
    }

    Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("HOME", home.toString()),
                Map.entry("ERL_EPMD_PORT", Integer.toString(peers.portMapper().port())),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("ERL_CRASH_DUMP_SECONDS", "0"),
                Map.entry("RABBITMQ_NODENAME", nodeName()),
                Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODE_PORT", Integer.toString(amqpPort)),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(distributionPort)),
                Map.entry("RABBITMQ_BASE", home.toString()),
                Map.entry("RABBITMQ_MNESIA_BASE", home.resolve("mnesia").toString()),
                Map.entry("RABBITMQ_LOG_BASE", home.resolve("log").toString()),
                Map.entry("RABBITMQ_LOGS", "-"),
                Map.entry("RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq.conf").toString()),
                Map.entry("RABBITMQ_CONF_ENV_FILE", home.resolve("none.conf").toString()),
                Map.entry(
                        "RABBITMQ_ADVANCED_CONFIG_FILE",
                        home.resolve("none.config").toString()),
                Map.entry(
                        "RABBITMQ_ENABLED_PLUGINS_FILE",
                        home.resolve("enabled_plugins").toString()),
                Map.entry(
                        "RABBITMQ_GENERATED_CONFIG_DIR", home.resolve("config").toString()),
                Map.entry("RABBITMQ_PID_FILE", pidFile().toString()),
                // idle schedulers must not spin: the tests want the processors
                Map.entry(
                        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                        "+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}"));
    }
}
