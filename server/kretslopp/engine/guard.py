"""What a query may not do, found before it reaches an engine."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kretslopp.engine import federation
from kretslopp.engine.tokens import CLOSING, OPENING, Token, form, place, tokens, unescape
from kretslopp.errors import Fault, LimitReached, QueryError, Words
from kretslopp.settings import QueryLimits

# A name swallows the dot that ends a triple: `ex:o.SERVICE` may be read as two tokens.
_SERVICE_IN_NAME = re.compile(r"\.service\Z", re.IGNORECASE)
# A call as Oxigraph reads it: the keyword needs no space before it nor after it, and what looks
# like a name (`service:x`) is keyword and name where a group follows. What goes on for longer
# than one looks may be a call too.
_SERVICE = re.compile("service", re.IGNORECASE)
_GAP = r"(?:\s|#[^\n\r]*+)*+"
_CALLED = r"(?:<[^<>\s]*+(?:>|\Z)|(?:\\.|[^\s{}<>#\\])++)"
_CALL = re.compile(
    rf"service{_GAP}(?:silent{_GAP})?(?:{_CALLED}{_GAP}(?:\{{|\Z)|\Z)", re.IGNORECASE
)
_FAR = 500  # characters
# Words after which a name is that of a graph, whatever follows it.
_BEFORE_GRAPH = frozenset({"GRAPH", "FROM", "NAMED"})
# After these in an address, less is a text, a comment or a bracket than if it were a comparison.
_HIDING = re.compile(r"['#()\[\]]|(?:[^!+\-*/&]*[!+\-*/&]){20}")
# Part of an address with escapes, which is no token: names have other escapes.
_ESCAPE = re.compile(r"\\[uU]|\\\Z")
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")  # no comparison goes on like that
# The keywords that begin an operation of SPARQL 1.1 Update (section 3).
_UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
)
# What every query has that is refused; most have nothing of it, and need no tokens for that.
_SUSPECT = ("\\U", "SERVICE", *sorted(_UPDATES))
# What stands between the parts of a group, a path or an expression.
_BETWEEN = frozenset(".;/|&*+-~")
# Each of these before an operand nests one expression or path in another.
_PREFIXED = frozenset("!^-+")
_TERMS = frozenset({"iri", "string", "variable", "name", "word"})
_SHORT = 4_000  # characters, in which no list is so long that an engine breaks down over it


def check(query: str, services: frozenset[str] = frozenset()) -> None:
    """Refuse a query that would change data or reach the network.

    ``services`` are the addresses that ``SERVICE`` may name. Raises QueryError with the
    place of the keyword for an update and for any other ``SERVICE``.
    """
    capitals = query.upper()
    if not any(word in capitals for word in _SUSPECT):
        return
    text = unescape(query)
    first = form(text)
    if first and first.text.upper() in _UPDATES:
        raise QueryError(
            Fault(
                f"{first.text.upper()} is an update, and this data is read-only.",
                place(text, first.start),
                "Use SELECT, ASK, CONSTRUCT or DESCRIBE.",
                Words(
                    f"{first.text.upper()} är en uppdatering, och dessa data går bara att läsa.",
                    "Använd SELECT, ASK, CONSTRUCT eller DESCRIBE.",
                ),
            )
        )
    keywords = list(filter(_is_service, tokens(text)))
    # What is written with escapes is not compared: it may be read in more than one way.
    allowed = federation.clauses(text) if services and text == query else ()
    known = {clause.start for clause in allowed if clause.address in services}
    refused = next((token.start for token in keywords if token.start not in known), None)
    if refused is not None:
        raise QueryError(_of_service(text, refused, services))
    refused = next((start for start in _calls(query) if start not in known), None)
    if refused is not None:
        raise QueryError(_of_service(query, refused, services))


def _of_service(query: str, start: int, services: frozenset[str]) -> Fault:
    where = place(query, start)
    if not services:
        return Fault(
            "SERVICE is not allowed: a query may not reach other servers.",
            where,
            "Ask the other endpoint on its own and join the answers.",
            Words(
                "SERVICE är inte tillåtet: en fråga får inte nå andra servrar.",
                "Fråga den andra servern för sig, och sätt ihop svaren.",
            ),
        )
    names = ", ".join(sorted(services))
    return Fault(
        f"SERVICE is not allowed to reach any other server than: {names}",
        where,
        "Write one of these addresses, without escapes; ask another endpoint on its own.",
        Words(
            f"SERVICE får inte nå någon annan server än: {names}",
            "Skriv en av dessa adresser, utan omskrivna tecken; fråga en annan server för sig.",
        ),
    )


def _is_service(token: Token) -> bool:
    if token.kind == "name":
        return any(map(_SERVICE_IN_NAME.search, token.text.split(":")))
    return token.kind == "word" and token.text.upper() == "SERVICE"


def _calls(query: str) -> Iterator[int]:
    """Yield where an engine might read a call of SERVICE: not in a text, comment or address.

    Raises QueryError where there may be one, and it can't be told what is a text.
    """
    words = (match.start() for match in _SERVICE.finditer(query))
    starts = {start for start in words if _CALL.match(query, start, start + _FAR)}
    if not starts:
        return
    last = ""
    for token in _read(query):
        is_graph = token.kind == "name" and last.upper() in _BEFORE_GRAPH
        if token.kind in ("word", "name", "other") and not is_graph:
            within = range(token.start, token.start + len(token.text))
            yield from (start for start in within if start in starts)
        last = token.text


def _read(query: str) -> Iterator[Token]:
    """Yield the tokens of a query as Oxigraph reads them, as far as it can read on.

    It takes ``<`` for a comparison where there may be one, also before what would be an
    address: `?a<'>'` compares with a text. Raises QueryError where it might be either, and
    that makes a difference to what follows; and for an address with an escape.
    """
    opened: list[str] = []
    last: Token | None = None
    for token in tokens(query):
        if token.text in ("'", '"'):  # one that begins no text: nobody can read on
            return
        in_parentheses = bool(opened) and opened[-1] == "("
        compares = in_parentheses and last is not None and _may_compare(token, last)
        if compares or (token.kind in ("name", "other") and _ESCAPE.search(token.text)):
            raise QueryError(
                Fault(
                    f"“{token.shown}” may be read in more than one way.",
                    place(query, token.start),
                    "Write a space after < where it compares, and the characters themselves "
                    "where an address has escapes.",
                    Words(
                        f"”{token.shown}” går att läsa på mer än ett sätt.",
                        "Skriv ett mellanslag efter < där det jämför, och själva tecknen där en "
                        "adress har omskrivna.",
                    ),
                )
            )
        if token.text in OPENING:
            opened.append(token.text)
        elif token.text in CLOSING:
            opened = opened[:-1]
        yield token
        last = token


def _may_compare(token: Token, last: Token) -> bool:
    """Return whether what looks like an address may be a comparison that hides something."""
    if token.kind != "iri" or _ABSOLUTE.match(token.text) or not _HIDING.search(token.text):
        return False
    return _ends_term(last) or last.text == "."


def _ends_term(token: Token) -> bool:
    return token.kind in _TERMS | {"tag"} or token.text in (")", "]") or token.text.isdigit()


@dataclass
class _Group:
    """What is in an open bracket: its parts so far, and whether they are rows of VALUES."""

    mark: str
    is_rows: bool = False
    parts: int = 0


def check_size(query: str, limits: QueryLimits) -> None:
    """Refuse a query that an engine might break down over, or think about too long.

    Raises LimitReached for one that nests deeper than ``limits.nesting``, or has more
    than ``limits.patterns`` parts in a row; QueryError for a large one that can be read in
    more than one way. Counts tokens only.
    """
    if _is_small(query, limits):
        return
    groups = [_Group("")]
    prefixes = quoted = 0
    begins_rows = False
    last = Token("other", "", 0)
    for token in _read(query):
        prefixes = prefixes + 1 if token.text in _PREFIXED else 0
        quoted += token.text == last.text == "<" and token.start == last.start + 1
        begins_rows = begins_rows or (token.kind == "word" and token.text.upper() == "VALUES")
        if token.text in CLOSING:
            groups = groups[:-1] or [_Group("")]
        else:
            groups[-1].parts += _is_part(token, last, groups[-1])
        if token.text in OPENING:
            is_rows = begins_rows and token.text == "{"
            begins_rows = begins_rows and not is_rows
            groups.append(_Group(token.text, is_rows))
        if max(len(groups) - 1, prefixes, quoted) > limits.nesting:
            raise LimitReached("nesting", str(limits.nesting))
        if groups[-1].parts > limits.patterns:
            raise LimitReached("patterns", str(limits.patterns))
        last = token


def _is_part(token: Token, last: Token, group: _Group) -> bool:
    """Return whether a token begins one more part of a group, path, expression or list."""
    if group.is_rows:  # they stand beside each other and cost little
        return False
    if token.text == ",":  # between objects; arguments cost little
        return group.mark != "("
    if token.text in OPENING or token.text in _BETWEEN:
        return True
    if token.kind == "name" and token.text.endswith("."):
        return True
    if group.mark != "(" or not _ends_term(last):
        return False
    is_apart = token.start > last.start + len(last.text)  # digits of one number are not
    return token.kind in _TERMS or (token.text.isdigit() and is_apart)


def _is_small(query: str, limits: QueryLimits) -> bool:
    """Return whether a query keeps the limits even if every mark in it counted."""
    if len(query) > _SHORT or query.count("<<") > limits.nesting:
        return False
    brackets = sum(map(query.count, OPENING))
    prefixes = sum(map(query.count, _PREFIXED))
    between = sum(map(query.count, _BETWEEN)) + query.count(",")
    return max(brackets, prefixes) <= limits.nesting and brackets + between <= limits.patterns
