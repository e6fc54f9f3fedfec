"""``SERVICE``: patterns that other endpoints answer, where somebody has allowed them.

SPARQL 1.1 Federated Query. Oxigraph could ask the other endpoint itself, but would follow
it wherever it leads and read whatever it sends. So each pattern is asked for here, within
limits, and the solutions stand in its place as ``VALUES``: the same join.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

import pyoxigraph as ox

from kretslopp.engine.formats import AnswerKind, default_format
from kretslopp.engine.query_dataset import Resolver
from kretslopp.engine.tokens import CLOSING, OPENING, Token, form, place, tokens
from kretslopp.errors import Fault, LimitReached, QueryError, ServiceFailure, Words
from kretslopp.settings import Federation

_CHUNK = 1 << 16
_JSON = default_format(AnswerKind.SOLUTIONS).media_type


@dataclass(frozen=True)
class Clause:
    """``SERVICE [SILENT] address { pattern }`` in a query, from ``start`` to before ``end``.

    ``address`` is None where it is a variable or can't be resolved, ``pattern`` (without
    its braces) where there is none.
    """

    start: int
    end: int
    is_silent: bool
    address: str | None
    pattern: str | None


def clauses(query: str) -> Iterator[Clause]:
    """Yield every SERVICE clause of a query, those within others too, in order."""
    resolver = Resolver("")
    read = list(tokens(query))
    before = ["", ""]
    for number, token in enumerate(read):
        resolver.read(token, before)
        before = [token.text.upper() if token.kind == "word" else token.text, before[0]]
        if token.kind == "word" and token.text.upper() == "SERVICE":
            yield _clause(query, read[number:], resolver)


def _clause(query: str, read: list[Token], resolver: Resolver) -> Clause:
    """Return the clause that begins with the first token."""
    is_silent = len(read) > 1 and read[1].text.upper() == "SILENT"
    address, *group = read[2 if is_silent else 1 :] or read[:1]
    end = _end_of(group)
    return Clause(
        start=read[0].start,
        end=read[0].start if end is None else end + 1,
        is_silent=is_silent,
        address=resolver.iri(address) if address.kind in ("iri", "name") else None,
        pattern=None if end is None else query[group[0].start + 1 : end],
    )


def _end_of(group: list[Token]) -> int | None:
    """Return the offset of the brace that closes the first one, None where there is none."""
    if not group or group[0].text != "{":
        return None
    depth = 0
    for token in group:
        depth += (token.text in OPENING) - (token.text in CLOSING)
        if not depth:
            return token.start
    return None


def inlined(query: str, base: str | None, federation: Federation) -> str:
    """Return a query with the solutions of its SERVICE clauses in their place.

    Every address in it has passed ``guard.check``. Raises ServiceFailure for an endpoint
    that gives no answer, LimitReached for one that sends too much, and QueryError for
    solutions that can't be joined.
    """
    parts = []
    done = 0
    for clause in clauses(query):
        if clause.start < done or clause.address is None or clause.pattern is None:
            continue  # within another one; or no SPARQL, as the engine will say
        parts += [query[done : clause.start], _solutions(query, clause, base, federation)]
        done = clause.end
    return "".join([*parts, query[done:]])


def _solutions(query: str, clause: Clause, base: str | None, federation: Federation) -> str:
    """Return a group of VALUES: the solutions of a clause."""
    first = form(query)
    assert first is not None
    assert clause.address is not None
    declared = f"BASE <{base}> {query[: first.start]}" if base else query[: first.start]
    try:
        body = _ask(clause.address, f"{declared}SELECT * {{{clause.pattern}}}", federation)
        return _as_values(body)
    except (OSError, HTTPException, SyntaxError, ValueError) as error:
        if clause.is_silent:  # one solution that binds nothing (Federated Query, 2.1)
            return "{ VALUES () { () } }"
        reason = error if isinstance(error, HTTPError) else getattr(error, "reason", error)
        raise ServiceFailure(
            Fault(
                f"SERVICE <{clause.address}> gave no answer: {reason}.",
                place(query, clause.start),
                "Try it again later, or write SERVICE SILENT to go on without it.",
                Words(
                    f"SERVICE <{clause.address}> gav inget svar ({reason}).",
                    "Försök igen senare, eller skriv SERVICE SILENT för att klara dig utan det.",
                ),
            )
        ) from error


def _as_values(body: bytes) -> str:
    """Return solutions in SPARQL JSON as a group of VALUES."""
    results = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    if not isinstance(results, ox.QuerySolutions):
        raise ValueError("its answer is no table of solutions")
    names = " ".join(map(str, results.variables))
    rows = " ".join(f"({' '.join(map(_text, solution))})" for solution in results)
    return f"{{ VALUES ({names}) {{ {rows} }} }}"


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if term is None:
        return "UNDEF"
    if isinstance(term, ox.NamedNode | ox.Literal):
        return str(term)
    raise QueryError(
        Fault(
            "SERVICE gave a blank node, which nothing here can be joined with.",
            advice="Select what has an IRI or is a literal.",
            swedish=Words(
                "SERVICE gav en blank nod, som inget här kan sättas ihop med.",
                "Välj det som har en IRI eller är en literal.",
            ),
        )
    )


def _ask(address: str, query: str, federation: Federation) -> bytes:
    """Return what an endpoint answers to a query, as SPARQL JSON."""
    ends = time.monotonic() + federation.service_seconds
    request = Request(
        address,
        urlencode({"query": query}).encode(),
        {"Accept": _JSON, "Content-Type": "application/x-www-form-urlencoded"},
    )
    parts = []
    left = federation.service_bytes
    with _opener().open(request, timeout=federation.service_seconds) as response:
        while part := response.read1(min(_CHUNK, left + 1)):
            left -= len(part)
            parts.append(part)
            if left < 0:
                raise LimitReached("service_bytes", str(federation.service_bytes))
            if time.monotonic() > ends:
                raise TimeoutError(f"it took longer than {federation.service_seconds} s")
    return b"".join(parts)


class _NoRedirect(HTTPRedirectHandler):
    """Follows nobody elsewhere: only the address itself was allowed."""

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,  # noqa: ARG002 - urllib's signature
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        raise HTTPError(req.full_url, code, f"it leads elsewhere, to {newurl}", headers, fp)


def _opener() -> OpenerDirector:
    return build_opener(_NoRedirect)
