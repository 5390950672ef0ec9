#!/usr/bin/env bash
#
# Copyright the camel-stomp2 contributors
# SPDX-License-Identifier: Apache-2.0
#
# RabbitMQ 3.10.8: what is sent to a queue that is not there is confirmed, and thrown away.
#
# Expected: a RECEIPT for a persistent SEND says that the broker has the message ("publisher confirm"). Where it has no
#           queue to put it in, an ERROR, as a SEND to a missing exchange gets it and a SUBSCRIBE to that queue.
# Happens:  a SEND to /amq/queue/missing (the form that creates no queue) gets its RECEIPT and nothing else. The message
#           is nowhere, and no header of STOMP can ask for another answer ("mandatory" in AMQP).
# Seen:
#   RabbitMQ/3.10.8
#   SEND to /amq/queue/missing: RECEIPT, NOTHING
#   SEND to /exchange/missing: ERROR (not_found)
#   SUBSCRIBE to /amq/queue/missing: ERROR (not_found)
#
# Ends with 0 as long as it is so.

set -euo pipefail

server=/usr/lib/rabbitmq/bin/rabbitmq-server
if [[ ! -x $server ]]; then
    "$(dirname "${BASH_SOURCE[0]}")/../.ci/run" --install-only
fi

work=$(mktemp -d)
cleanup() {
    if [[ -s $work/pid ]]; then kill "$(<"$work/pid")" 2>/dev/null || true; fi
    if [[ -n ${starter:-} ]]; then wait "$starter" 2>/dev/null || true; fi
    if [[ -n ${mapper:-} ]]; then kill "$mapper" 2>/dev/null || true; fi
    rm -rf "$work"
}
trap cleanup EXIT

read -r stomp amqp nodes names < <(python3 -c '
import random, socket
held = [socket.create_server(("127.0.0.1", port)) for port in random.sample(range(20000, 30000), 4)]
print(*(s.getsockname()[1] for s in held))')
cat > "$work/rabbitmq.conf" <<CONF
listeners.tcp.1 = 127.0.0.1:$amqp
stomp.listeners.tcp.1 = 127.0.0.1:$stomp
disk_free_limit.absolute = 1MB
CONF
echo '[rabbitmq_stomp].' > "$work/plugins"
ERL_EPMD_PORT=$names ERL_EPMD_ADDRESS=127.0.0.1 epmd &
mapper=$!
env HOME="$work" ERL_EPMD_PORT="$names" ERL_EPMD_ADDRESS=127.0.0.1 RABBITMQ_NODENAME=finding@localhost \
    RABBITMQ_DIST_PORT="$nodes" RABBITMQ_BASE="$work" RABBITMQ_MNESIA_BASE="$work/data" RABBITMQ_LOG_BASE="$work/log" \
    RABBITMQ_CONFIG_FILE="$work/rabbitmq.conf" RABBITMQ_ENABLED_PLUGINS_FILE="$work/plugins" \
    RABBITMQ_GENERATED_CONFIG_DIR="$work/generated" RABBITMQ_CONF_ENV_FILE="$work/none" RABBITMQ_PID_FILE="$work/pid" \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}' \
    "$server" > "$work/server.log" 2>&1 < /dev/null &
starter=$!
for ((i = 0; i < 240; i++)); do
    if (: < "/dev/tcp/127.0.0.1/$stomp") 2>/dev/null; then break; fi
    sleep 0.5
done

python3 - "$stomp" <<'PYTHON'
import socket
import sys


class Client:
    """STOMP over a plain socket."""

    def __init__(self):
        self.socket = socket.create_connection(("127.0.0.1", int(sys.argv[1])), 10)
        self.octets = b""
        self.send("CONNECT", "accept-version:1.2", "host:/", "login:guest", "passcode:guest")
        self.connected = self.frame(10)

    def send(self, *lines):
        self.socket.sendall("\n".join(lines).encode() + b"\n\n\0")

    def frame(self, seconds):
        """The next frame; END when the broker has closed, NOTHING when none comes in that time."""
        self.socket.settimeout(seconds)
        while b"\0" not in self.octets:
            try:
                more = self.socket.recv(4096)
            except socket.timeout:
                return "NOTHING"
            if not more:
                return "END"
            self.octets += more
        frame, self.octets = self.octets.split(b"\0", 1)
        return frame.decode().strip()


def word(frame):
    return frame.split("\n")[0]


def header(frame, name):
    return next((line.split(":", 1)[1] for line in frame.split("\n") if line.startswith(name + ":")), None)


client = Client()
print(header(client.connected, "server"))
client.send("SEND", "destination:/amq/queue/missing", "persistent:true", "receipt:sent")
sent = [word(client.frame(10)), word(client.frame(2))]
print("SEND to /amq/queue/missing: " + ", ".join(sent))

client = Client()
client.send("SEND", "destination:/exchange/missing", "persistent:true", "receipt:sent")
exchange = client.frame(10)
print(f"SEND to /exchange/missing: {word(exchange)} ({header(exchange, 'message')})")

client = Client()
client.send("SUBSCRIBE", "id:1", "destination:/amq/queue/missing")
queue = client.frame(10)
print(f"SUBSCRIBE to /amq/queue/missing: {word(queue)} ({header(queue, 'message')})")

if sent != ["RECEIPT", "NOTHING"] or {header(exchange, "message"), header(queue, "message")} != {"not_found"}:
    sys.exit("CHANGED: this is not what is described at the top of this script")
PYTHON
