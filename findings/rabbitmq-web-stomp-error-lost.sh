#!/usr/bin/env bash
#
# Copyright the camel-stomp2 contributors
# SPDX-License-Identifier: Apache-2.0
#
# RabbitMQ 3.10.8, STOMP over WebSocket: the ERROR that refuses a frame and ends the connection does not arrive.
#
# Expected: the same as over TCP: a SEND to an exchange that is not there gets an ERROR with the reason, then the
#           connection ends.
# Happens:  over WebSocket no ERROR comes. The connection is closed with code 1000, which means an orderly end, and the
#           words "STOMP died". (An ERROR that does not end the connection, such as the one for a SEND without a valid
#           destination, arrives over both.)
# Seen:
#   RabbitMQ/3.10.8
#   TCP, SEND to /exchange/missing: ERROR (not_found)
#   WebSocket, SEND to /exchange/missing: CLOSE 1000 (STOMP died)
#   WebSocket, SEND to /nowhere: ERROR (Unknown destination)
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

read -r stomp web amqp nodes names < <(python3 -c '
import random, socket
held = [socket.create_server(("127.0.0.1", port)) for port in random.sample(range(20000, 30000), 5)]
print(*(s.getsockname()[1] for s in held))')
cat > "$work/rabbitmq.conf" <<CONF
listeners.tcp.1 = 127.0.0.1:$amqp
stomp.listeners.tcp.1 = 127.0.0.1:$stomp
web_stomp.tcp.listener = 127.0.0.1:$web
disk_free_limit.absolute = 1MB
CONF
echo '[rabbitmq_stomp,rabbitmq_web_stomp].' > "$work/plugins"
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

python3 - "$stomp" "$web" <<'PYTHON'
import base64
import os
import socket
import struct
import sys

CONNECT = ("CONNECT", "accept-version:1.2", "host:/", "login:guest", "passcode:guest")


def text(lines):
    return "\n".join(lines).encode() + b"\n\n\0"


class Reader:
    """Reads octets of a socket, of which as many come as are asked for."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        self.octets = b""

    def until(self, mark):
        while mark not in self.octets:
            self.more()
        taken, self.octets = self.octets.split(mark, 1)
        return taken

    def exactly(self, count):
        while len(self.octets) < count:
            self.more()
        taken, self.octets = self.octets[:count], self.octets[count:]
        return taken

    def more(self):
        read = self.socket.recv(4096)
        if not read:
            raise EOFError
        self.octets += read


class Tcp(Reader):
    def send(self, *lines):
        self.socket.sendall(text(lines))

    def answer(self):
        return self.until(b"\0").decode().strip()


class WebSocket(Reader):
    def __init__(self, port):
        super().__init__(port)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(("GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: v12.stomp\r\n"
                             f"Sec-WebSocket-Key: {key}\r\n\r\n").encode())
        self.until(b"\r\n\r\n")

    def send(self, *lines):
        payload, mask = text(lines), os.urandom(4)
        masked = bytes(octet ^ mask[i % 4] for i, octet in enumerate(payload))
        self.socket.sendall(struct.pack(">BB", 0x81, 0x80 | len(payload)) + mask + masked)  # shorter than 126

    def answer(self):
        """The text of the next frame; of a close frame the code and the words."""
        first, length = self.exactly(2)
        if length == 126:
            length = struct.unpack(">H", self.exactly(2))[0]
        payload = self.exactly(length)
        if first & 0x0F == 8:
            return f"CLOSE {struct.unpack('>H', payload[:2])[0]}\nmessage:{payload[2:].decode()}"
        return payload.decode().strip("\0\n")


def header(frame, name):
    return next((line.split(":", 1)[1] for line in frame.split("\n") if line.startswith(name + ":")), None)


def refusal(client, destination):
    client.send(*CONNECT)
    server = header(client.answer(), "server")
    client.send("SEND", "destination:" + destination, "receipt:sent")
    frame = client.answer()
    return server, f"{frame.split(chr(10))[0]} ({header(frame, 'message')})"


stomp, web = int(sys.argv[1]), int(sys.argv[2])
server, over_tcp = refusal(Tcp(stomp), "/exchange/missing")
print(server)
print("TCP, SEND to /exchange/missing:", over_tcp)
over_web_socket = refusal(WebSocket(web), "/exchange/missing")[1]
print("WebSocket, SEND to /exchange/missing:", over_web_socket)
harmless = refusal(WebSocket(web), "/nowhere")[1]
print("WebSocket, SEND to /nowhere:", harmless)

if not (over_tcp == "ERROR (not_found)" and over_web_socket == "CLOSE 1000 (STOMP died)"
        and harmless.startswith("ERROR")):
    sys.exit("CHANGED: this is not what is described at the top of this script")
PYTHON
