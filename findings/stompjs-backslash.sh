#!/usr/bin/env bash
#
# Copyright the camel-stomp2 contributors
# SPDX-License-Identifier: Apache-2.0
#
# @stomp/stompjs 7.5.0: a header value with a backslash before c, n or r is read as another one.
#
# Expected: "\\c" on the wire is a backslash and a c (STOMP 1.2: escapes are replaced in one pass); what the library itself
#           has written it reads back.
# Happens:  each escape is replaced by a pass of its own, the backslash last: "\\c" becomes a backslash and a colon, "\\n" a
#           backslash and a line feed.
# Seen:
#   @stomp/stompjs 7.5.0
#   "C:\\new" is written "C\\c\\\\new" and read "C:\\\new"
#   "a\\c" is written "a\\\\c" and read "a\\:"
#   "a\\d" is written "a\\\\d" and read "a\\d"
#
# Ends with 0 as long as it is so. Needs Node.js 18 or newer with npm. No server: the client gets a socket of this script,
# which answers CONNECT and sends back as a MESSAGE what the client has sent.

set -euo pipefail

command -v npm >/dev/null || { echo 'npm is not installed: apt-get install npm' >&2; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-save --prefix "$work" @stomp/stompjs@7.5.0 > "$work/npm.log" 2>&1 || { cat "$work/npm.log"; exit 2; }

cat > "$work/finding.cjs" <<'JS'
const { Client, Versions } = require('@stomp/stompjs');
const { version } = JSON.parse(require('fs').readFileSync(`${__dirname}/node_modules/@stomp/stompjs/package.json`));

setTimeout(() => {
  console.log('no answer');
  process.exit(2);
}, 20_000).unref();

/** What WebSocket is to the client. */
class Echo {
  readyState = 1;

  set onopen(opened) {
    setImmediate(opened);
  }

  send(frame) {
    const text = frame.toString();
    if (text.startsWith('CONNECT')) {
      this.answer('CONNECTED\nversion:1.2\n\n\0');
    } else if (text.startsWith('SEND')) {
      this.wire = /\nvalue:(.*)\n/.exec(text)[1];
      this.answer(`MESSAGE\nsubscription:1\nmessage-id:1\nack:1\ndestination:q\nvalue:${this.wire}\n\n\0`);
    }
  }

  answer(frame) {
    setImmediate(() => this.onmessage({ data: frame }));
  }

  close() {}
}

const echo = new Echo();
const client = new Client({
  webSocketFactory: () => echo,
  stompVersions: new Versions([Versions.V1_2]),
  heartbeatIncoming: 0,
  heartbeatOutgoing: 0,
  reconnectDelay: 0,
});
client.onConnect = async () => {
  console.log(`@stomp/stompjs ${version}`);
  let received;
  client.subscribe('q', (message) => received(message.headers.value), { id: '1' });
  const read = [];
  for (const value of ['C:\\new', 'a\\c', 'a\\d']) {
    const back = new Promise((done) => (received = done));
    client.publish({ destination: 'q', body: '', headers: { value } });
    read.push(await back);
    console.log(`${JSON.stringify(value)} is written ${JSON.stringify(echo.wire)} and read ${JSON.stringify(read.at(-1))}`);
  }
  const as = JSON.stringify(read) === JSON.stringify(['C:\\\new', 'a\\:', 'a\\d']);
  if (!as) console.log('CHANGED: this is not what is described at the top of this script');
  process.exit(as ? 0 : 1);
};
client.activate();
JS
node "$work/finding.cjs"
