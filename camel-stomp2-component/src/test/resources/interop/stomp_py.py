# stomp.py, STOMP 1.2
import sys
import threading

import stomp

host, port, login, passcode, command, queue = sys.argv[1:7]
destination = "/queue/" + queue


class Listener(stomp.ConnectionListener):
    def __init__(self, count):
        self.left = count
        self.done = threading.Event()
        self.receipts = threading.Semaphore(0)

    def on_receipt(self, frame):
        self.receipts.release()

    def on_error(self, frame):
        sys.stderr.write(f"ERROR {frame.headers} {frame.body}\n")

    def on_message(self, frame):
        if self.left == 0:
            return
        self.left -= 1
        headers = frame.headers
        texts = [headers.get(name, "").encode() for name in ("note", "dead-letter-reason")]
        print(headers["kind"], *(octets.hex() or "-" for octets in [frame.body, *texts]), flush=True)
        if command == "receive":
            connection.ack(headers["ack"])
        if self.left == 0:
            self.done.set()


listener = Listener(int(sys.argv[7]) if command == "receive" else 1)
connection = stomp.Connection12([(host, int(port))], vhost="/", auto_decode=False)
connection.set_listener("", listener)
connection.connect(login, passcode, wait=True)


def send(kind, body, content_type, **headers):
    headers.update({"kind": kind, "persistent": "true", "destination-type": "ANYCAST", "receipt": kind})
    connection.send(destination, body, content_type=content_type, headers=headers)
    if not listener.receipts.acquire(timeout=20):
        sys.exit(f"no receipt for {kind}")


if command == "send":
    send("text", "Grüße, 世界 🚀\nsecond line", "text/plain;charset=utf-8", note="a:b\\d\nc ü")
    send("bytes", bytes(range(256)), "application/octet-stream")
    send("poison", "poison", "text/plain")
else:
    connection.subscribe(destination, id="1", ack="client-individual", headers={"subscription-type": "ANYCAST"})
    if not listener.done.wait(20):
        sys.exit("no message")
connection.disconnect(receipt="bye")
if not listener.receipts.acquire(timeout=20):
    sys.exit("no receipt for DISCONNECT")
