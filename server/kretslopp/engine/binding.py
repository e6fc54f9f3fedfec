"""Binding terms to the variables of a query: the same for every engine.

Oxigraph's own substitutions take only variables that the SELECT projects, and
do not reach every filter.
"""

import pyoxigraph as ox

from kretslopp.engine.interface import Bindings
from kretslopp.engine.terms import to_oxigraph
from kretslopp.engine.tokens import tokens


def bind(query: str, bindings: Bindings) -> str:
    """Return a SELECT whose first group begins with the bindings as VALUES.

    The terms are written by Oxigraph's own serialiser (N-Triples syntax), so a
    value can't become part of the query's structure. Raises WrongUse for a
    blank node.
    """
    opening = next((token for token in tokens(query) if token.text == "{"), None)
    if opening is None or not bindings:
        return query
    names = " ".join(f"?{ox.Variable(name).value}" for name in bindings)
    terms = " ".join(str(to_oxigraph(term)) for term in bindings.values())
    after = opening.start + 1
    return f"{query[:after]} VALUES ({names}) {{ ({terms}) }} {query[after:]}"
