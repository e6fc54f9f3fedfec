"""The pool: idle evaluators at hand, a limit to how many are at work, and an end to each query."""

import os
import signal
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

from kretslopp.engine.evaluators import zygote
from kretslopp.engine.evaluators.evaluator import OUT_OF_MEMORY
from kretslopp.engine.evaluators.messages import (
    Message,
    first_part,
    give_up_waiting_after,
    head,
    receive,
    send,
)
from kretslopp.errors import EngineFailure, Fault, LimitReached, UnreadableInput
from kretslopp.settings import QueryLimits

# A query that takes longer than this, in seconds, goes on at a lower priority, and another
# evaluator takes the place of its own, so that the short ones that come meanwhile are
# answered as if it were not there.
_SHORT = 0.1
_LOWER_PRIORITY = 10
# As many as there are processors: more would take turns, each with memory of its own.
_EVALUATORS = max(2, os.cpu_count() or 2)
_SENDING_SECONDS = 5.0  # for one to read a question, at most
_OPENING_SECONDS = 600.0  # loading a large RDF file takes minutes


@dataclass(frozen=True)
class Evaluator:
    """An evaluator as the server knows it: its process, and the connection to it."""

    pid: int
    connection: socket.socket


class Pool:
    """Hands queries to evaluators of one dataset, or of RDF files.

    ``start`` starts their zygote. Safe to use from several threads.
    """

    def __init__(
        self, paths: Sequence[Path], limits: QueryLimits, start: zygote.Start = zygote.spawn
    ) -> None:
        self._paths = paths
        self._limits = limits
        self._start = start
        self._places: SimpleQueue[None] = SimpleQueue()  # whoever has taken one may ask
        for _ in range(limits.queries_at_once):
            self._places.put(None)
        self._long = threading.BoundedSemaphore(limits.long_queries_at_once)
        # None stands for one that could not be forked: whoever takes it tries again.
        self._idle: SimpleQueue[Evaluator | None] = SimpleQueue()
        self._control_lock = threading.Lock()
        self._is_closed = False
        self._open()
        for _ in range(_EVALUATORS):
            self._idle.put(self._fork())

    def _open(self) -> None:
        """Start a zygote, and wait until it has opened what there is to query."""
        self._control, theirs = socket.socketpair()
        with theirs:
            try:
                self._wait = self._start(theirs, self._paths, self._limits.memory_bytes)
            except OSError as error:
                raise EngineFailure(Fault("No process can be started.")) from error
        try:
            faults = receive(self._control, time.monotonic() + _OPENING_SECONDS).members["faults"]
        except (EOFError, TimeoutError) as error:
            self._part()
            names = ", ".join(map(str, self._paths))
            raise EngineFailure(Fault(f"The process that reads {names} ended.")) from error
        if faults:
            self._part()
            raise UnreadableInput(*map(Fault, faults))

    @property
    def idle(self) -> int:
        """Return how many evaluators are at hand."""
        return self._idle.qsize()

    @property
    def at_work(self) -> int:
        """Return how many queries are being evaluated, or wait for an evaluator."""
        return self._limits.queries_at_once - self._places.qsize()

    def ask(self, question: Message, seconds: float) -> Message:
        """Return an evaluator's answer to a question.

        Raises LimitReached when it takes longer than ``seconds`` or more memory than it
        may, or when too many queries are at work already, or too many that take long;
        and EngineFailure when the evaluator breaks down.
        """
        try:
            self._places.get(timeout=self._limits.wait_seconds)
        except Empty:
            raise self._too_many() from None
        try:
            lent = _Lent(self._take())
            try:
                return self._answer(lent, question, seconds)
            finally:
                self._take_back(lent)
        finally:
            self._places.put(None)

    def _answer(self, lent: "_Lent", question: Message, seconds: float) -> Message:
        deadline = time.monotonic() + seconds
        connection = lent.evaluator.connection
        try:
            send(connection, question)
            begun = first_part(connection) if seconds > _SHORT else b""
            if begun is None:
                self._slow_down(lent)
            answer = receive(connection, deadline, begun or b"")
        except TimeoutError:
            raise LimitReached("query_seconds", f"{seconds:g}") from None
        except (EOFError, ConnectionError):
            raise self._breakdown(lent) from None
        lent.has_answered = True
        return answer

    def _take_back(self, lent: "_Lent") -> None:
        """Have as many evaluators at hand as before one was lent, whatever became of it."""
        if lent.has_answered and not lent.is_replaced:
            self._idle.put(lent.evaluator)
            return
        if not lent.has_ended:
            self._end(lent.evaluator)
        if lent.is_replaced:
            self._long.release()
        else:
            self._put_new()

    def _take(self) -> Evaluator:
        """Return an evaluator that is at hand, or will be soon: each is, or is replaced."""
        try:
            evaluator = self._idle.get(timeout=self._limits.wait_seconds + _SHORT)
        except Empty:
            raise self._too_many() from None
        if evaluator is not None:
            return evaluator
        try:
            return self._fork()
        except BaseException:
            self._idle.put(None)
            raise

    def _too_many(self) -> LimitReached:
        return LimitReached("queries_at_once", str(self._limits.queries_at_once))

    def _slow_down(self, lent: "_Lent") -> None:
        """Let a query that takes long keep nobody waiting, unless as many as may do that do."""
        if not self._long.acquire(blocking=False):
            raise LimitReached("long_queries_at_once", str(self._limits.long_queries_at_once))
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, lent.evaluator.pid, _LOWER_PRIORITY)
        lent.is_replaced = True
        self._put_new()

    def _put_new(self) -> None:
        """Have one more evaluator at hand."""
        try:
            self._idle.put(self._fork())
        except EngineFailure:
            self._idle.put(None)

    def _fork(self) -> Evaluator:
        """Return a new evaluator, of another zygote where the last one is gone.

        Raises EngineFailure when there can be none, what there was to query is gone, or the
        pool is closed.
        """
        with self._control_lock:
            if self._is_closed:
                raise EngineFailure(Fault("The engine has been closed."))
            try:
                return self._forked()
            except (OSError, EOFError):
                self._part()
            try:
                self._open()
                return self._forked()
            except UnreadableInput as error:
                raise EngineFailure(*error.faults) from error
            except (OSError, EOFError) as error:
                raise EngineFailure(Fault("No process can be started.")) from error

    def _forked(self) -> Evaluator:
        send(self._control, Message(head(do=zygote.FORK)))
        begun, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
        if not descriptors:
            raise EOFError
        pid = receive(self._control, first=begun).members["pid"]
        connection = socket.socket(fileno=descriptors[0])
        give_up_waiting_after(connection, _SHORT, _SENDING_SECONDS)
        return Evaluator(pid, connection)

    def _end(self, evaluator: Evaluator) -> int | None:
        """End an evaluator; returns how it ended: a signal, negative, or an exit code.

        None where its zygote is gone, and it is with it.
        """
        evaluator.connection.close()
        with self._control_lock:
            try:
                send(self._control, Message(head(do=zygote.REAP, pid=evaluator.pid)))
                status: int | None = receive(self._control).members["status"]
            except (OSError, EOFError):
                return None
        return status

    def _breakdown(self, lent: "_Lent") -> Exception:
        """Return what to tell of an evaluator that ended by itself."""
        lent.has_ended = True
        status = self._end(lent.evaluator)
        if status in (-signal.SIGABRT, OUT_OF_MEMORY):
            return LimitReached("memory_bytes", str(self._limits.memory_bytes))
        return EngineFailure(
            Fault(
                "The query brought its evaluator down.",
                advice="It may be nested too deeply: try a simpler one.",
            )
        )

    def close(self) -> None:
        """End the zygote and its evaluators; whoever asks meanwhile gets no other."""
        with self._control_lock:
            self._is_closed = True
            self._part()
        while not self._idle.empty():
            evaluator = self._idle.get()
            if evaluator is not None:
                evaluator.connection.close()

    def _part(self) -> None:
        """Let the zygote end, with its evaluators, and wait until it has."""
        self._control.close()
        self._wait()


@dataclass
class _Lent:
    """What becomes of an evaluator that is lent for a query."""

    evaluator: Evaluator
    has_answered: bool = False
    is_replaced: bool = False
    has_ended: bool = False
