"""Where a query can't be parsed, said so that a person finds the place.

Oxigraph tells the furthest position that it looked at, which may lie lines
behind the fault. rdflib's parser tells where the clause begins that it could
not read; Oxigraph's place stands in where rdflib has none to give.
"""

import re

from pyparsing import ParseException
from rdflib.plugins.sparql.parser import parseQuery

from kretslopp.engine import tokens
from kretslopp.errors import Fault, Words

_OXIGRAPH = re.compile(r"error at (\d+):(\d+)")
_FUNCTION = re.compile(r"custom function (<[^<>]*>)")
_UNBOUND = "variable that is unbound"  # among what Oxigraph says that it expected
_LONGEST = 20_000  # characters: rdflib's parser is slow, and a place is worth milliseconds only


def fault(query: str, message: str) -> Fault:
    """Return the fault of a query that Oxigraph refused with this message: place and words."""
    if next(tokens.tokens(query), None) is None:
        return Fault(
            "The query is empty.",
            advice="Send a SELECT, ASK, CONSTRUCT or DESCRIBE.",
            swedish=Words("Frågan är tom.", "Skicka en SELECT, ASK, CONSTRUCT eller DESCRIBE."),
        )
    nameless = tokens.without_prefix(query)
    if nameless is not None:
        return Fault(
            f"The prefix of “{nameless.shown}” is not declared.",
            tokens.place(query, nameless.start),
            "Declare it with PREFIX before the query.",
            Words(
                f"Prefixet i ”{nameless.shown}” är inte deklarerat.",
                "Deklarera det med PREFIX före frågan.",
            ),
        )
    if _UNBOUND in message:
        return Fault(
            "The SELECT has a variable that is neither grouped nor aggregated, or not bound.",
            tokens.place(query, _offset_of_select(query)),
            swedish=Words(
                "SELECT har en variabel som varken är grupperad eller aggregerad, eller som "
                "inte är bunden."
            ),
        )
    offset = _offset_by_rdflib(query)
    if offset is None:
        offset = _offset_by_oxigraph(query, message)
    word = next((token.shown for token in tokens.tokens(query) if token.start >= offset), None)
    is_open = tokens.is_open(query)
    return Fault(
        f"The query can't be parsed {f'near “{word}”' if word else 'at its end'}.",
        tokens.place(query, offset),
        "It opens a bracket or brace that it does not close." if is_open else "",
        Words(
            f"Frågan går inte att tolka {f'vid ”{word}”' if word else 'i slutet'}.",
            "Den öppnar en parentes som den inte stänger." if is_open else "",
        ),
    )


def unknown_function(message: str) -> Fault:
    """Return the fault of a query with a function that Oxigraph, which says so, does not have."""
    named = _FUNCTION.search(message)
    advice = "Använd funktionerna i SPARQL 1.1 (avsnitt 17.4)."
    return Fault(
        f"{message}.",
        advice="Use the functions of SPARQL 1.1 (section 17.4).",
        swedish=Words(f"Funktionen {named[1]} finns inte här.", advice) if named else None,
    )


def _offset_of_select(query: str) -> int:
    keyword = tokens.form(query)
    return keyword.start if keyword else 0


def _offset_by_rdflib(query: str) -> int | None:
    if len(query) > _LONGEST:
        return None
    try:
        parseQuery(query)
    except ParseException as error:
        # Its places are those of the text with tabs made blanks; lines are not touched.
        return _offset(query, error.lineno, error.column)
    except Exception:
        # Deep queries reach Python's recursion limit, and what is no query can break
        # the parser's own actions in any way. The place is then Oxigraph's.
        return None
    return None


def _offset_by_oxigraph(query: str, message: str) -> int:
    match = _OXIGRAPH.match(message)
    end = _offset(query, int(match[1]), int(match[2])) if match else len(query)
    starts = [token.start for token in tokens.tokens(query) if token.start < end]
    return starts[-1] if starts else 0


def _offset(query: str, line: int, character: int) -> int:
    return sum(len(text) + 1 for text in query.split("\n")[: line - 1]) + character - 1
