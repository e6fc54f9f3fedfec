"""Messages between the server, the zygote and the evaluators: a head in JSON, a body of bytes."""

import json
import socket
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# The length of the head and of the body, in bytes.
_LENGTHS = struct.Struct("!IQ")
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Message:
    """One message. The head is a JSON object; its members are those of the sender's making."""

    head: Mapping[str, Any]
    body: bytes = field(default=b"", repr=False)


def send(connection: socket.socket, message: Message) -> None:
    """Send a message whole. Raises OSError when nobody is there to read it."""
    head = json.dumps(message.head).encode()
    connection.sendall(_LENGTHS.pack(len(head), len(message.body)) + head)
    if message.body:
        connection.sendall(message.body)


def receive(connection: socket.socket, deadline: float | None = None) -> Message:
    """Receive a message whole.

    ``deadline`` is on the clock of ``time.monotonic``. Raises TimeoutError when it
    has passed, and EOFError when the other end is gone.
    """
    head_length, body_length = _LENGTHS.unpack(_exactly(connection, _LENGTHS.size, deadline))
    head = json.loads(_exactly(connection, head_length, deadline))
    return Message(head, _exactly(connection, body_length, deadline))


def wait(connection: socket.socket, seconds: float) -> bool:
    """Return whether a message, or the end, comes within so many seconds."""
    connection.settimeout(seconds)
    try:
        connection.recv(1, socket.MSG_PEEK)
    except TimeoutError:
        return False
    except OSError:
        return True  # receive tells what it is
    return True


def _exactly(connection: socket.socket, length: int, deadline: float | None) -> bytes:
    received = bytearray()
    while len(received) < length:
        connection.settimeout(_left(deadline))
        try:
            part = connection.recv(min(length - len(received), _CHUNK))
        except ConnectionError as error:
            raise EOFError from error
        if not part:
            raise EOFError
        received += part
    return bytes(received)


def _left(deadline: float | None) -> float | None:
    """Return the seconds until a deadline, None without one; raises TimeoutError after it."""
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
