"""The two processes of the server: one listens to signals and waits, the other answers.

The other opens the dataset and answers in threads. Both end together: on SIGTERM or
Ctrl+C after the requests that have begun.

What is bounded here: the connections at once, the time in which the head of a request has to
come, and, in ``web.protocol.admission``, the bodies on their way at once and the size of each.
How slowly a client may send a body or take its answer is not: it then holds its connection and
a thread, or its place among the bodies. Where the public reaches the server, a reverse proxy
stands before it that takes requests in whole and sends answers out.
"""

import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server import MPServer

from kretslopp.engine.evaluators import parent
from kretslopp.errors import EngineFailure, Fault, KretsloppError, WrongUse
from kretslopp.serving import listening

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    Make = Callable[[], WSGIApplication]
    Told = multiprocessing.SimpleQueue[list[str]]

# A connection holds a thread from a request's head to its answer, also where its body comes
# a byte a second: as many threads as connections, so that slow clients keep nobody waiting.
# A thread is started when there is none at hand, and ends when it has nothing to do.
_CONNECTIONS = 1024
_HEAD_SECONDS = 10  # in which the head of a request has to come
_END_SECONDS = 30  # after which requests that have begun are given up
_LOOK_SECONDS = 0.02  # between two looks whether the server listens


class Server(MPServer):
    """Granian's server, which hears one signal to stop and no other after it.

    Its own handler takes a lock, and waits for ever where another signal interrupts it there.
    """

    def signal_handler_interrupt(self, *_: object) -> None:
        """Stop, once the requests that have begun are answered."""
        if not self.interrupt_signal:
            super().signal_handler_interrupt()  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class _Front:
    """Where the process that answers listens, and what is printed when it does."""

    host: str
    port: int
    welcome: str


def run(make: "Make", host: str, port: int, welcome: str) -> None:
    """Serve the application that ``make`` makes in the process that answers, until told to stop.

    ``welcome`` is printed when it answers. Raises WrongUse when ``host`` or ``port`` can't
    be had, and what is wrong where ``make`` raises a KretsloppError.
    """
    address = listening.resolved(host)
    listening.check_free(address, port)
    front = _Front(address[4][0], port, welcome)
    told: Told = multiprocessing.SimpleQueue()
    server = Server(
        "kretslopp",
        address=address[4][0],
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=_CONNECTIONS,
        backpressure=_CONNECTIONS,
        backlog=_CONNECTIONS,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=_HEAD_SECONDS * 1000),
        workers_kill_timeout=_END_SECONDS,
        websockets=False,
        log_enabled=False,
    )
    try:
        server.serve(
            target_loader=partial(_load, make, told, os.getpid(), front),
            wrap_loader=False,
        )
    except SystemExit as error:  # the process that answers has ended by itself
        if not told.empty():
            raise WrongUse(*map(Fault, told.get())) from None
        raise EngineFailure(Fault("The process that answers has ended.")) from error


def _load(make: "Make", told: "Told", other: int, front: _Front) -> "WSGIApplication":
    """Return the application, in the process that answers; tell the other what is wrong."""
    if not parent.end_with(other, signal.SIGTERM):
        sys.exit(1)
    # Ctrl+C is for the other to hear, which tells this one: told twice at once, Granian may
    # not stop before it is killed.
    os.setpgid(0, 0)
    try:
        application = make()
    except KretsloppError as error:
        told.put([str(fault) for fault in error.faults])
        sys.exit(error.exit_code)
    threading.Thread(target=_welcome, args=(front,), daemon=True).start()
    return application


def _welcome(front: _Front) -> None:
    """Print the welcome as soon as the server listens."""
    while not _is_reached(front):
        time.sleep(_LOOK_SECONDS)
    print(front.welcome, flush=True)


def _is_reached(front: _Front) -> bool:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(front.host, front.host)
    try:
        socket.create_connection((reachable, front.port), timeout=1).close()
    except OSError:
        return False
    return True
