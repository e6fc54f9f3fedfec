"""Binding terms to the variables of a query: the same for every engine.

Oxigraph's own substitutions take only variables that the SELECT projects, and
do not reach every filter.
"""

from collections.abc import Iterator

import pyoxigraph as ox

from kretslopp.engine.interface import Bindings
from kretslopp.engine.terms import to_oxigraph
from kretslopp.engine.tokens import Token, tokens


def bind(query: str, bindings: Bindings) -> str:
    """Return a SELECT whose first group begins with the bindings as VALUES, and so do its unions.

    The terms are written by Oxigraph's own serialiser (N-Triples syntax), so a
    value can't become part of the query's structure. Raises WrongUse for a
    blank node.
    """
    openings = list(_groups(list(tokens(query)))) if bindings else []
    names = " ".join(f"?{ox.Variable(name).value}" for name in bindings)
    terms = " ".join(str(to_oxigraph(term)) for term in bindings.values())
    for opening in reversed(openings):
        after = opening.start + 1
        query = f"{query[:after]} VALUES ({names}) {{ ({terms}) }} {query[after:]}"
    return query


def _groups(read: list[Token]) -> Iterator[Token]:
    """Yield the brace that opens the first group, and those of the unions that stand in it.

    A group that is joined with each side of a union is joined with the union; written
    so, an engine looks at what is asked for and not at all that each side may be.
    """
    depth, opened = 0, None
    before = ""
    sides: list[Token] = []
    for place, token in enumerate(read):
        if token.text == "{":
            depth += 1
            if depth == 1:
                yield token
            elif depth == 2:
                follows = read[place + 1].text.upper() if place + 1 < len(read) else ""
                opened = None if follows == "SELECT" else token
                if before != "UNION":
                    sides = []
                if opened is not None:
                    sides.append(opened)
        elif token.text == "}":
            depth -= 1
            following = read[place + 1].text.upper() if place + 1 < len(read) else ""
            if depth == 1 and following != "UNION":
                if len(sides) > 1:
                    yield from sides
                sides = []
            if depth == 0:
                return
        if depth == 1 and token.text not in "{}":
            before = token.text.upper()
        elif token.text == "}":
            before = "}"
