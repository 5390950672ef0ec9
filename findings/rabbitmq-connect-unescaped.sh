#!/usr/bin/env bash
#
# Copyright the camel-stomp2 contributors
# SPDX-License-Identifier: Apache-2.0
#
# RabbitMQ 3.10.8: the headers of CONNECT are unescaped, which no version of STOMP does.
#
# Expected: a passcode with a backslash is written as it is: CONNECT and CONNECTED never have escapes, "to remain
#           backward compatible with STOMP 1.0", and STOMP 1.0 has none at all.
# Happens:  the passcode gu\nest (a backslash, then an n) is refused as
#           the specification has it, since the broker takes the backslash and the n for a line feed. It is accepted
#           with the backslash doubled. In every version.
# Seen:
#   RabbitMQ/3.10.8
#   1.0: passcode as it is: ERROR (Bad CONNECT), backslash doubled: CONNECTED
#   1.1: passcode as it is: ERROR (Bad CONNECT), backslash doubled: CONNECTED
#   1.2: passcode as it is: ERROR (Bad CONNECT), backslash doubled: CONNECTED
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
default_pass = gu\\nest
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


def connect(version, passcode):
    """What the broker answers to a CONNECT with that passcode, as it stands here."""
    with socket.create_connection(("127.0.0.1", int(sys.argv[1])), 20) as client:
        lines = ["CONNECT", f"accept-version:{version}", "host:/", "login:guest", f"passcode:{passcode}"]
        client.sendall("\n".join(lines).encode() + b"\n\n\0")
        answer = b""
        while b"\0" not in answer:
            more = client.recv(4096)
            if not more:
                return "END"
            answer += more
    return answer.split(b"\0")[0].decode()


def short(answer):
    lines = answer.split("\n")
    return lines[0] + "".join(f" ({line[8:]})" for line in lines if line.startswith("message:"))


as_described = True
for version in ("1.0", "1.1", "1.2"):
    plain, doubled = connect(version, r"gu\nest"), connect(version, r"gu\\nest")
    if version == "1.0":
        print(*(line[7:] for line in doubled.split("\n") if line.startswith("server:")))
    print(f"{version}: passcode as it is: {short(plain)}, backslash doubled: {short(doubled)}")
    as_described &= short(plain) == "ERROR (Bad CONNECT)" and short(doubled) == "CONNECTED"
if not as_described:
    sys.exit("CHANGED: this is not what is described at the top of this script")
PYTHON
