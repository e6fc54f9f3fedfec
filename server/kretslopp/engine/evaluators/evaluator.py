"""An evaluator: a forked process that answers one query after the other.

It never has more memory than its limit, and ends when the server is gone.
"""

import resource
import signal
import socket
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kretslopp.engine import federation, guard
from kretslopp.engine.embedded import EmbeddedEngine
from kretslopp.engine.evaluators import parent, wall
from kretslopp.engine.evaluators.messages import (
    Message,
    head,
    receive,
    remembering_short,
    send,
)
from kretslopp.engine.formats import AnswerKind, Format, format_named
from kretslopp.engine.interface import QueryDataset
from kretslopp.engine.results import AnswerTooLong
from kretslopp.errors import Fault, KretsloppError, LimitReached, QueryError, ServiceFailure
from kretslopp.settings import Federation, QueryLimits

OUT_OF_MEMORY = 3  # the exit code of one that Python gave no memory; Rust's own end is SIGABRT
# Words for what became of a query, in the head of the evaluator's answer.
ANSWERED, REFUSED, UNREACHED, FAILED, LIMIT = (
    "answered", "refused", "unreached", "failed", "limit"
)  # fmt: skip
_OUTCOMES = {QueryError: REFUSED, ServiceFailure: UNREACHED}


def serve(
    connection: socket.socket, engine: EmbeddedEngine, memory_bytes: int, zygote: int
) -> None:
    """Answer the queries that come over a connection, until nobody is at its other end.

    ``zygote`` is the number of the process that this one was forked from. Raises
    MemoryError when a query takes more than ``memory_bytes``.
    """
    if not parent.end_with(zygote, signal.SIGKILL):
        return
    _limit_memory(memory_bytes)
    is_walled = False
    while True:
        try:
            asked = receive(connection)
        except EOFError:
            return
        if not is_walled and _asked(asked.head).federation is None:
            is_walled = wall.forbid_connections()
        send(connection, _answer(engine, asked))


def _answer(engine: EmbeddedEngine, asked: Message) -> Message:
    """Return the answer to a message whose body is a query.

    The head of the question names the format for each kind of answer, the dataset that
    it is asked of, the base of its relative IRIs, the most bytes that the answer may have,
    the limits to the query's text, and the endpoints that it may reach. What is read in the
    text is read here, where it can be ended: not every text is read in no time.
    """
    members = _asked(asked.head)
    query = asked.body.decode()
    allowed = members.federation
    try:
        guard.check(query, allowed.addresses if allowed else frozenset())
        guard.check_size(query, members.limits)
        if allowed is not None:
            query = federation.inlined(query, members.arguments["base"], allowed)
        answer = engine.answer(query, **members.arguments)
    except AnswerTooLong:
        return _reached("answer_bytes", str(members.arguments["most_bytes"]))
    except LimitReached as error:
        return _reached(error.limit, error.value)
    except KretsloppError as error:
        outcome = _OUTCOMES.get(type(error), FAILED)
        return Message(head(outcome=outcome, faults=[_told(fault) for fault in error.faults]))
    return Message(_of_answer(answer.kind, answer.format), answer.body)


def _reached(limit: str, value: str) -> Message:
    return Message(head(outcome=LIMIT, limit=limit, value=value))


class _Asked(NamedTuple):
    """What the head of a question gives: arguments of ``EmbeddedEngine.answer``, and the rest."""

    arguments: Mapping[str, Any]
    limits: QueryLimits
    federation: Federation | None


@remembering_short
def _asked(encoded: bytes) -> _Asked:
    members = dict(Message(encoded).members)
    named = members["formats"].items()
    members["formats"] = {AnswerKind(kind): format_named(name) for kind, name in named}
    chosen = members["asked_of"]
    members["asked_of"] = QueryDataset(*map(tuple, chosen)) if chosen else None
    limits = QueryLimits(**members.pop("limits"))
    allowed = members.pop("federation")
    members["most_bytes"] = limits.answer_bytes
    return _Asked(members, limits, Federation(**allowed) if allowed else None)


@cache
def _of_answer(kind: AnswerKind, used: Format) -> bytes:
    return head(outcome=ANSWERED, kind=kind.value, format=used.name)


def _told(fault: Fault) -> dict[str, Any]:
    return {
        "message": fault.message,
        "line": fault.place.line,
        "character": fault.place.character,
        "advice": fault.advice,
        "swedish": fault.swedish,
    }


def _limit_memory(memory_bytes: int) -> None:
    """Let this process have so many bytes beyond those that it was forked with (Linux)."""
    status = Path("/proc/self/statm")
    if status.is_file():
        had = int(status.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (had + memory_bytes, had + memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
