"""Messages between the server, the zygote and the evaluators: a head in JSON, a body of bytes.

On each connection one end asks and waits for the answer, so that no message follows
another unasked, and what can be read at once is read at once.
"""

import json
import socket
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

# The length of the head and of the body, in bytes.
_LENGTHS = struct.Struct("!IQ")
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Message:
    """One message. The head is JSON, as bytes; ``members`` are those of the sender's making."""

    head: bytes
    body: bytes = field(default=b"", repr=False)

    @property
    def members(self) -> Mapping[str, Any]:
        """Return what the head says. It is shared: nobody may change it."""
        return _members(self.head)

    def encoded(self) -> bytes:
        """Return the message as it is sent."""
        return _LENGTHS.pack(len(self.head), len(self.body)) + self.head + self.body


def head(**members: object) -> bytes:
    """Return the head of a message that says this."""
    return json.dumps(members).encode()


@lru_cache(maxsize=64)  # the same few heads come with every query
def _members(encoded: bytes) -> Mapping[str, Any]:
    members: Mapping[str, Any] = json.loads(encoded)
    return members


def send(connection: socket.socket, message: Message) -> None:
    """Send a message whole. Raises OSError when nobody is there to read it."""
    connection.sendall(message.encoded())


def receive(
    connection: socket.socket, deadline: float | None = None, first: bytes = b""
) -> Message:
    """Receive a message whole; ``first`` is what has been read of it.

    ``deadline`` is on the clock of ``time.monotonic``. Raises TimeoutError when it
    has passed, and EOFError when the other end is gone.
    """
    begun = _until(connection, first, _LENGTHS.size, deadline)
    head_length, body_length = _LENGTHS.unpack_from(begun)
    end = _LENGTHS.size + head_length
    begun = _until(connection, begun, end, deadline)
    return Message(
        begun[_LENGTHS.size : end], _until(connection, begun[end:], body_length, deadline)
    )


def first_part(connection: socket.socket, seconds: float) -> bytes | None:
    """Return what comes first of a message, or None when nothing does in so many seconds.

    Raises EOFError when the other end is gone.
    """
    connection.settimeout(seconds)
    try:
        return _some(connection)
    except TimeoutError:
        return None


def _until(connection: socket.socket, begun: bytes, length: int, deadline: float | None) -> bytes:
    """Return what has been read, with at least so much more that it has this length."""
    if len(begun) >= length:
        return begun
    parts = [begun]
    missing = length - len(begun)
    while missing > 0:
        connection.settimeout(_left(deadline))
        parts.append(_some(connection))
        missing -= len(parts[-1])
    return b"".join(parts)


def _some(connection: socket.socket) -> bytes:
    try:
        part = connection.recv(_CHUNK)
    except ConnectionError as error:
        raise EOFError from error
    if not part:
        raise EOFError
    return part


def _left(deadline: float | None) -> float | None:
    """Return the seconds until a deadline, None without one; raises TimeoutError after it."""
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
