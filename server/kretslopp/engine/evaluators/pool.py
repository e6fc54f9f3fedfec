"""The pool: idle evaluators at hand, a limit to how many are at work, and an end to each query."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kretslopp.engine.evaluators import zygote
from kretslopp.engine.evaluators.messages import Message, first_part, head, receive, send
from kretslopp.errors import EngineFailure, Fault, LimitReached, UnreadableInput
from kretslopp.settings import QueryLimits

# A query that takes longer than this, in seconds, goes on at a lower priority, so that
# the short ones that come meanwhile are answered as if it were not there.
_SHORT = 0.1
_LOWER_PRIORITY = 10
_SPARE, _SPARE_MOST = 2, 4  # idle evaluators that are kept at hand
# -c and not -m: the module is imported with this package already.
_ZYGOTE = f"from {zygote.__name__} import main; main()"
_OPENING_SECONDS = 600.0  # loading a large RDF file takes minutes


@dataclass(frozen=True)
class Evaluator:
    """An evaluator as the server knows it: its process, and the connection to it."""

    pid: int
    connection: socket.socket


class Pool:
    """Hands queries to evaluators of one dataset, or of RDF files.

    Safe to use from several threads.
    """

    def __init__(self, paths: Sequence[Path], limits: QueryLimits) -> None:
        self._limits = limits
        self._at_work = threading.BoundedSemaphore(limits.queries_at_once)
        self._evaluating = 0
        self._lock = threading.Lock()  # of that number, and of the idle ones
        self._idle: list[Evaluator] = []
        self._control_lock = threading.Lock()
        self._control, theirs = socket.socketpair()
        self._zygote = _start(theirs, paths, limits.memory_bytes)
        theirs.close()
        self._check_opened(paths)
        self._fill()

    def _check_opened(self, paths: Sequence[Path]) -> None:
        try:
            faults = receive(self._control, time.monotonic() + _OPENING_SECONDS).members["faults"]
        except (EOFError, TimeoutError) as error:
            self.close()
            names = ", ".join(map(str, paths))
            raise EngineFailure(Fault(f"The process that reads {names} ended.")) from error
        if faults:
            self.close()
            raise UnreadableInput(*map(Fault, faults))

    @property
    def idle(self) -> int:
        """Return how many evaluators are at hand."""
        return len(self._idle)

    @property
    def at_work(self) -> int:
        """Return how many queries are being evaluated."""
        return self._evaluating

    def ask(self, question: Message, seconds: float) -> Message:
        """Return an evaluator's answer to a question.

        Raises LimitReached when it takes longer than ``seconds`` or more memory than it
        may, or when too many queries are at work already; and EngineFailure when the
        evaluator breaks down.
        """
        with self._place(), self._evaluator() as found:
            evaluator, state = found
            deadline = time.monotonic() + seconds
            try:
                send(evaluator.connection, question)
                begun = first_part(evaluator.connection, min(_SHORT, seconds))
                if begun is None:
                    self._slow_down(evaluator, state)
                answer = receive(evaluator.connection, deadline, begun or b"")
            except TimeoutError:
                raise LimitReached("query_seconds", f"{seconds:g}") from None
            except (EOFError, ConnectionError):
                raise self._breakdown(evaluator, state) from None
            state.is_reusable = not state.is_slow
            return answer

    @contextmanager
    def _place(self) -> Iterator[None]:
        """Wait a little for a place among the queries that are at work."""
        if not self._at_work.acquire(timeout=self._limits.wait_seconds):
            raise LimitReached("queries_at_once", str(self._limits.queries_at_once))
        with self._lock:
            self._evaluating += 1
        try:
            yield
        finally:
            with self._lock:
                self._evaluating -= 1
            self._at_work.release()

    @contextmanager
    def _evaluator(self) -> Iterator[tuple[Evaluator, "_State"]]:
        """Lend an idle evaluator, or a new one; whatever happens, it goes back or ends."""
        with self._lock:
            evaluator = self._idle.pop() if self._idle else None
        if evaluator is None:
            evaluator = self._fork()
        state = _State()
        try:
            yield evaluator, state
        finally:
            if not state.has_ended and not (state.is_reusable and self._keep(evaluator)):
                self._end(evaluator)
            self._fill()

    def _keep(self, evaluator: Evaluator) -> bool:
        """Put an evaluator among the idle ones, unless there are enough."""
        with self._lock:
            if len(self._idle) < _SPARE_MOST:
                self._idle.append(evaluator)
                return True
        return False

    def _slow_down(self, evaluator: Evaluator, state: "_State") -> None:
        state.is_slow = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, evaluator.pid, _LOWER_PRIORITY)
        self._fill()

    def _fill(self) -> None:
        """Fork until there are as many idle evaluators as shall be at hand."""
        while True:
            with self._lock:
                if len(self._idle) >= _SPARE:
                    return
            evaluator = self._fork()
            with self._lock:
                self._idle.append(evaluator)

    def _fork(self) -> Evaluator:
        with self._control_lock:
            send(self._control, Message(head(do=zygote.FORK)))
            begun, (descriptor, *_), _, _ = socket.recv_fds(self._control, 1, 1)
            pid = receive(self._control, first=begun).members["pid"]
        return Evaluator(pid, socket.socket(fileno=descriptor))

    def _end(self, evaluator: Evaluator) -> int:
        """End an evaluator; returns how it ended: a signal, negative, or an exit code."""
        evaluator.connection.close()
        with self._control_lock:
            send(self._control, Message(head(do=zygote.REAP, pid=evaluator.pid)))
            return int(receive(self._control).members["status"])

    def _breakdown(self, evaluator: Evaluator, state: "_State") -> Exception:
        """Return what to tell of an evaluator that ended by itself."""
        state.has_ended = True
        status = self._end(evaluator)
        if status == -signal.SIGABRT:  # what Rust does when it gets no memory
            return LimitReached("memory_bytes", str(self._limits.memory_bytes))
        return EngineFailure(
            Fault(
                "The query brought its evaluator down.",
                advice="It may be nested too deeply: try a simpler one.",
            )
        )

    def close(self) -> None:
        """End the zygote and its evaluators."""
        self._control.close()
        for evaluator in self._idle:
            evaluator.connection.close()
        self._idle.clear()
        self._zygote.wait()


@dataclass
class _State:
    """What became of a lent evaluator."""

    is_slow: bool = False
    is_reusable: bool = False
    has_ended: bool = False


def _start(
    theirs: socket.socket, paths: Sequence[Path], memory_bytes: int
) -> subprocess.Popen[bytes]:
    arguments = [str(theirs.fileno()), str(memory_bytes), *map(str, paths)]
    return subprocess.Popen(
        [sys.executable, "-c", _ZYGOTE, *arguments],
        pass_fds=(theirs.fileno(),),
        stdin=subprocess.DEVNULL,
    )
