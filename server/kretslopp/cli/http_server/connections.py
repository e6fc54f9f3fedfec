"""The server's connections as the kernel has them: an end to clients that keep it waiting.

Granian has no settings for that, and what reads a request can't be broken off from
outside. On Linux the kernel is asked for both; elsewhere nothing happens here.
"""

import os
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_DESCRIPTORS = Path("/proc/self/fd")
# Of struct tcp_info (linux/tcp.h): eight bytes, nine numbers, and the milliseconds since
# something was sent, or since the connection was made.
_TCP_INFO = struct.Struct("=8x36xI")


def give_up_on_idle_readers(port: int, seconds: int) -> None:
    """Let connections of a port end whose clients take nothing of an answer for so long.

    They have from their listening socket what is set there (tcp(7), TCP_USER_TIMEOUT).
    """
    for found in _sockets(port):
        if _listens(found):
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, seconds * 1000)


def stop_reading(port: int, seconds: float) -> None:
    """Read no further from the connections of a port that nothing was sent to for so long.

    Whoever reads from one finds its end, and may still answer.
    """
    for found in _sockets(port):
        if not _listens(found) and _unanswered_seconds(found) >= seconds:
            with suppress(OSError):  # the client has gone by itself
                found.shutdown(socket.SHUT_RD)


def _sockets(port: int) -> Iterator[socket.socket]:
    """Yield this process' TCP sockets of a port, its listening one among them."""
    if not hasattr(socket, "TCP_USER_TIMEOUT") or not _DESCRIPTORS.is_dir():
        return
    for path in _DESCRIPTORS.iterdir():
        with suppress(OSError), _socket(int(path.name)) as found:
            name = found.getsockname()
            if isinstance(name, tuple) and name[1] == port:
                yield found


def _socket(descriptor: int) -> socket.socket:
    """Return a socket by its descriptor; raises OSError where it is none, or closed meanwhile."""
    copy = os.dup(descriptor)
    try:
        return socket.socket(fileno=copy)
    except OSError:
        os.close(copy)
        raise


def _listens(found: socket.socket) -> bool:
    return bool(found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))


def _unanswered_seconds(found: socket.socket) -> float:
    told = found.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _TCP_INFO.size)
    (milliseconds,) = _TCP_INFO.unpack(told)
    return float(milliseconds / 1000)
