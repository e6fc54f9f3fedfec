"""What a query may not do, found before it reaches an engine."""

import re

from kretslopp.engine.tokens import Token, form, place, tokens, unescape
from kretslopp.errors import Fault, LimitReached, QueryError
from kretslopp.settings import QueryLimits

# A name swallows the dot that ends a triple: `ex:o.SERVICE` may be read as two tokens.
_SERVICE_IN_NAME = re.compile(r"\.service\Z", re.IGNORECASE)
# The keywords that begin an operation of SPARQL 1.1 Update (section 3).
_UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
)
_OPENING, _CLOSING = frozenset("{(["), frozenset("})]")
# What every query has that is refused; most have nothing of it, and need no tokens for that.
_SUSPECT = ("\\U", "SERVICE", *sorted(_UPDATES))
# What stands between the parts of a group, a path or an expression.
_BETWEEN = frozenset(".;/|&")
# Each of these before an operand nests one expression or path in another.
_PREFIXED = frozenset("!^-+")


def check(query: str) -> None:
    """Refuse a query that would change data or reach the network.

    Raises QueryError with the place of the keyword for an update and for ``SERVICE``.
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
            )
        )
    service = next(filter(_is_service, tokens(text)), None)
    if service:
        raise QueryError(
            Fault(
                "SERVICE is not allowed: a query may not reach other servers.",
                place(text, service.start),
                "Ask the other endpoint on its own and join the answers.",
            )
        )


def _is_service(token: Token) -> bool:
    if token.kind == "name":
        return any(map(_SERVICE_IN_NAME.search, token.text.split(":")))
    return token.kind == "word" and token.text.upper() == "SERVICE"


def check_size(query: str, limits: QueryLimits) -> None:
    """Refuse a query that an engine might break down over, or think about too long.

    Raises LimitReached for one that nests deeper than ``limits.nesting``, or has more
    than ``limits.patterns`` parts in a row. Counts tokens only: it takes time in line
    with the length of the query, whatever that holds.
    """
    if _is_small(query, limits):
        return
    parts = [0]  # of each bracket that is open, the query itself first
    last = ""
    prefixes = 0
    for token in tokens(query):
        prefixes = prefixes + 1 if token.text in _PREFIXED else 0
        if token.text in _OPENING:
            # Rows of VALUES stand beside each other and cost little.
            parts[-1] += token.text == "{" or last not in ("{", ")", "(")
            parts.append(0)
        elif token.text in _CLOSING:
            parts = parts[:-1] or [0]
        elif token.text in _BETWEEN or (token.kind == "name" and token.text.endswith(".")):
            parts[-1] += 1
        if len(parts) - 1 > limits.nesting or prefixes > limits.nesting:
            raise LimitReached("nesting", str(limits.nesting))
        if parts[-1] > limits.patterns:
            raise LimitReached("patterns", str(limits.patterns))
        last = token.text


def _is_small(query: str, limits: QueryLimits) -> bool:
    """Return whether a query keeps the limits even if every mark in it counted."""
    brackets = sum(map(query.count, _OPENING))
    prefixes = sum(map(query.count, _PREFIXED))
    between = sum(map(query.count, _BETWEEN))
    return max(brackets, prefixes) <= limits.nesting and brackets + between <= limits.patterns
