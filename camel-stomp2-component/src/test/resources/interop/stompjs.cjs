// npm's @stomp/stompjs over TCP (@stomp/tcp-wrapper), STOMP 1.2
const { Client, Versions } = require('@stomp/stompjs');
const { TCPWrapper } = require('@stomp/tcp-wrapper');

const [host, port, login, passcode, command, queue, count] = process.argv.slice(2);
const destination = '/queue/' + queue;
const giveUp = (why) => {
  console.error(why);
  process.exit(1);
};
setTimeout(() => giveUp('nothing came'), 20_000).unref();

const client = new Client({
  webSocketFactory: () => new TCPWrapper(host, Number(port)),
  connectHeaders: { login, passcode, host: '/' },
  stompVersions: new Versions([Versions.V1_2]),
  reconnectDelay: 0,
  onStompError: (frame) => giveUp(`ERROR ${JSON.stringify(frame.headers)} ${frame.body}`),
});

const send = (kind, body, type, headers = {}) =>
  new Promise((done) => {
    client.watchForReceipt(kind, done);
    client.publish({
      destination,
      ...body,
      headers: { kind, 'content-type': type, persistent: 'true', 'destination-type': 'ANYCAST', receipt: kind, ...headers },
    });
  });

const hex = (octets) => (octets && octets.length ? Buffer.from(octets).toString('hex') : '-');

const receive = (left) =>
  new Promise((done) => {
    const take = (message) => {
      if (left === 0) return;
      const { headers } = message;
      console.log([headers.kind, hex(message.binaryBody), hex(headers.note), hex(headers['dead-letter-reason'])].join(' '));
      if (command === 'receive') message.ack();
      if (--left === 0) done();
    };
    client.subscribe(destination, take, { id: '1', ack: 'client-individual', 'subscription-type': 'ANYCAST' });
  });

client.onConnect = async () => {
  if (command === 'send') {
    await send('text', { body: 'Grüße, 世界 🚀\nsecond line' }, 'text/plain;charset=utf-8', { note: 'a:b\\d\nc ü' });
    await send('bytes', { binaryBody: Uint8Array.from({ length: 256 }, (_, i) => i) }, 'application/octet-stream');
    await send('poison', { body: 'poison' }, 'text/plain');
  } else {
    await receive(command === 'receive' ? Number(count) : 1);
  }
  // DISCONNECT with a receipt, for which it waits
  await client.deactivate();
  process.exit(0);
};
client.activate();
