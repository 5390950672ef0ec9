# A service on django-stomp: SCRIPT HOST PORT LOGIN PASSCODE send|consume QUEUE
#
# "send" publishes {"id": 7}. "consume" runs until it is ended, prints each body in a line, and fails for bodies with "fail".
import json
import sys

import django
from django.conf import settings

host, port, login, passcode, command, queue = sys.argv[1:7]
destination = "/queue/" + queue
settings.configure(
    STOMP_SERVER_HOST=host,
    STOMP_SERVER_PORT=port,
    STOMP_SERVER_USER=login,
    STOMP_SERVER_PASSWORD=passcode,
    STOMP_SERVER_VHOST="/",
    STOMP_WAIT_TO_CONNECT=1,
    INSTALLED_APPS=["django_stomp"],
)
django.setup()


def consume(payload):
    print(json.dumps(payload.body), flush=True)
    if "fail" in payload.body:
        raise ValueError("this service cannot do that")
    payload.ack()


if command == "send":
    from django_stomp.builder import build_publisher

    with build_publisher("interop").auto_open_close_connection() as publisher:
        publisher.send({"id": 7}, destination, headers={"origin": "django-stomp"})
else:
    from django_stomp.execution import start_processing

    sys.modules["service"] = sys.modules["__main__"]
    start_processing(destination, "service.consume")
