"""The nursery: a process, forked before the server has threads, that forks a zygote when asked.

Server, zygotes and evaluators then share the memory of all that the program had read by
that time, which is most of what each of them has. A zygote that is started as a program of
its own (``zygote.spawn``) reads it once more.
"""

import gc
import os
import signal
import socket
import threading
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from kretslopp.engine.evaluators import parent, zygote
from kretslopp.engine.evaluators.messages import Message, head, receive, send

_START, _WAIT = "start", "wait"


class Nursery:
    """Starts zygotes from a process that is forked when this is made; there may be no threads yet.

    It may be used in a process that is forked later, and ends with the one that made it.
    """

    def __init__(self) -> None:
        self._connection, theirs = socket.socketpair()
        self._lock = threading.Lock()
        # What is here now stays: no process need look at it again, and so they share it longer.
        gc.collect()
        gc.freeze()
        maker = os.getpid()
        if os.fork() == 0:
            self._connection.close()
            code = 1
            try:
                _run(theirs, maker)
                code = 0
            finally:
                os._exit(code)
        theirs.close()

    def start(
        self, control: socket.socket, paths: Sequence[Path], memory_bytes: int
    ) -> zygote.Wait:
        """Start a zygote; see ``zygote.Start``. Raises OSError when the nursery is gone."""
        asked = head(do=_START, paths=[*map(str, paths)], memory_bytes=memory_bytes)
        with self._lock:
            socket.send_fds(self._connection, [Message(asked).encoded()], [control.fileno()])
            try:
                pid = receive(self._connection).members["pid"]
            except EOFError as error:
                raise ConnectionError from error
        return partial(self._wait, pid)

    def _wait(self, pid: int) -> None:
        """Wait for a zygote to end; where the nursery is gone, nobody can."""
        with self._lock, suppress(OSError, EOFError):
            send(self._connection, Message(head(do=_WAIT, pid=pid)))
            receive(self._connection)


def _run(connection: socket.socket, maker: int) -> None:
    """Do what is asked over a connection until whoever made the nursery is gone."""
    zygote.ignore_stops()
    if not parent.end_with(maker, signal.SIGKILL):
        return
    while True:
        begun, descriptors, _, _ = socket.recv_fds(connection, 1, 1)
        if not begun:
            return
        asked = receive(connection, first=begun).members
        if asked["do"] == _WAIT:
            with suppress(ChildProcessError):  # it has been waited for already
                os.waitpid(asked["pid"], 0)
            send(connection, Message(head()))
            continue
        control = socket.socket(fileno=descriptors[0])
        pid = os.fork()
        if pid == 0:
            connection.close()
            zygote.run(control, [*map(Path, asked["paths"])], asked["memory_bytes"])
            return
        control.close()
        send(connection, Message(head(pid=pid)))
