"""What a query may not do, found before it reaches an engine."""

import re

from kretslopp.engine.tokens import Token, form, place, tokens, unescape
from kretslopp.errors import Fault, QueryError

# A name swallows the dot that ends a triple: `ex:o.SERVICE` may be read as two tokens.
_SERVICE_IN_NAME = re.compile(r"\.service\Z", re.IGNORECASE)
# The keywords that begin an operation of SPARQL 1.1 Update (section 3).
_UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
)


def check(query: str) -> None:
    """Refuse a query that would change data or reach the network.

    Raises QueryError with the place of the keyword for an update and for ``SERVICE``.
    """
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
