"""Messages between the server, the zygote and the evaluators: a head in JSON, a body of bytes.

On each connection one end asks and waits for the answer, so that no message follows
another unasked, and what can be read at once is read at once.
"""

import json
import socket
import struct
import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

Value = TypeVar("Value")

# The length of the head and of the body, in bytes.
_LENGTHS = struct.Struct("!IQ")
_SHORT = 2_000  # bytes of a head
_FIRST = 1 << 14  # bytes to read at once: most messages come whole
_CHUNK = 1 << 17  # of what is left of a large one


class Message(NamedTuple):
    """One message. The head is JSON, as bytes; ``members`` are those of the sender's making."""

    head: bytes
    body: bytes = b""

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


def remembering_short(function: Callable[[bytes], Value]) -> Callable[[bytes], Value]:
    """Return a function of a head that remembers what it gave for those that come again.

    The same few come with nearly every query. A long one, of many graphs, is somebody's own.
    """
    remembered = lru_cache(maxsize=64)(function)
    return lambda encoded: (remembered if len(encoded) <= _SHORT else function)(encoded)


@remembering_short
def _members(encoded: bytes) -> Mapping[str, Any]:
    members: Mapping[str, Any] = json.loads(encoded)
    return members


def send(connection: socket.socket, message: Message) -> None:
    """Send a message whole.

    Raises ConnectionError when nobody is there to read it, and TimeoutError when nobody
    reads it for too long.
    """
    try:
        connection.sendall(message.encoded())
    except BlockingIOError as error:
        raise TimeoutError from error


def receive(
    connection: socket.socket, deadline: float | None = None, first: bytes = b""
) -> Message:
    """Receive a message whole; ``first`` is what has been read of it.

    ``deadline`` is on the clock of ``time.monotonic``. Raises TimeoutError when it
    has passed, and EOFError when the other end is gone.
    """
    begun = _until(connection, first, _LENGTHS.size, deadline)
    head_length, body_length = _LENGTHS.unpack_from(begun)
    end: int = _LENGTHS.size + head_length
    whole = _until(connection, begun, end + body_length, deadline)
    return Message(whole[_LENGTHS.size : end], whole[end:])


def give_up_waiting_after(connection: socket.socket, receiving: float, sending: float) -> None:
    """Let ``first_part`` and ``send`` wait for so many seconds at most.

    The kernel keeps the time (socket(7), SO_RCVTIMEO): with a timeout of Python's, each
    message would take two more system calls.
    """
    for option, seconds in ((socket.SO_RCVTIMEO, receiving), (socket.SO_SNDTIMEO, sending)):
        limit = struct.pack("ll", int(seconds), int(seconds % 1 * 1_000_000))
        connection.setsockopt(socket.SOL_SOCKET, option, limit)


def first_part(connection: socket.socket) -> bytes | None:
    """Return what comes first of a message, or None when nothing does for too long.

    Raises EOFError when the other end is gone.
    """
    try:
        return _some(connection, _FIRST)
    except BlockingIOError:
        return None


def _until(connection: socket.socket, begun: bytes, length: int, deadline: float | None) -> bytes:
    """Return what has been read, with at least so much more that it has this length."""
    if len(begun) >= length:
        return begun
    parts = [begun]
    missing = length - len(begun)
    while missing > 0:
        if deadline is not None:
            connection.settimeout(_left(deadline))
        parts.append(_some(connection, _CHUNK if begun else _FIRST))
        missing -= len(parts[-1])
    if deadline is not None:
        connection.settimeout(None)
    return b"".join(parts)


def _some(connection: socket.socket, most: int) -> bytes:
    try:
        part = connection.recv(most)
    except ConnectionError as error:
        raise EOFError from error
    if not part:
        raise EOFError
    return part


def _left(deadline: float) -> float:
    """Return the seconds until a deadline; raises TimeoutError after it."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
