"""The dataset that a query is asked of: one merged default graph, and named graphs.

SPARQL 1.1 Query, section 13.2: the default graph is the merge of all graphs named in
``FROM``, so that a triple of two of them is there once. Oxigraph takes their union and
gives it twice; where there are several, a store is made for the query.
"""

from urllib.parse import urljoin

import pyoxigraph as ox

from kretslopp.engine.interface import QueryDataset
from kretslopp.engine.tokens import CLOSING, OPENING, Token, tokens, unescape
from kretslopp.errors import Fault, QueryError, Words


def query(
    store: ox.Store, text: str, chosen: QueryDataset | None, base: str | None = None
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Return what the store answers to a query of the dataset that it is asked of.

    ``chosen`` is the dataset that the protocol names: it counts, whatever the query's
    own ``FROM`` says. ``base`` is the IRI that relative ones resolve against. Raises
    QueryError for a graph whose name is no IRI, and what ``ox.Store.query`` raises.
    """
    asked = chosen or _of_clauses(text, base or "")
    if asked is None:
        return store.query(text, base_iri=base)
    names = {iri: _named(iri) for iri in asked.default + asked.named}
    named: list[ox.NamedNode | ox.BlankNode] = [names[iri] for iri in asked.named]
    if len(asked.default) < 2:
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [
            names[iri] for iri in asked.default
        ]
        return store.query(text, base_iri=base, default_graph=default, named_graphs=named)
    merged = _merged(store, asked)
    only: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.DefaultGraph()]
    return merged.query(text, base_iri=base, default_graph=only, named_graphs=named)


def _named(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise QueryError(
            Fault(
                f"“{iri}” can't name a graph: it is no IRI.",
                advice="Write the whole IRI.",
                swedish=Words(
                    f"”{iri}” kan inte vara namnet på en graf: det är ingen IRI.",
                    "Skriv hela IRI:n.",
                ),
            )
        ) from None


def _merged(store: ox.Store, asked: QueryDataset) -> ox.Store:
    """Return a store of a dataset's graphs, the default ones merged."""
    merged = ox.Store()  # not bulk_extend: it takes 200 MB at once, even for nothing
    for iri in asked.default:
        quads = store.quads_for_pattern(None, None, None, ox.NamedNode(iri))
        merged.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    for iri in asked.named:
        merged.extend(store.quads_for_pattern(None, None, None, ox.NamedNode(iri)))
    return merged


def _of_clauses(text: str, base: str) -> QueryDataset | None:
    """Return the dataset of a query's ``FROM`` clauses, None where Oxigraph does as well.

    That is where at most one graph is to be the default graph, and where a name can't
    be resolved: Oxigraph then says so.
    """
    if "FROM" not in text.upper() and "\\u" not in text:  # most have none, and need no tokens
        return None
    resolver = Resolver(base)
    default: list[str] = []
    named: list[str] = []
    depth = 0
    before = ["", ""]  # the words of the last two tokens, the last one first
    for token in tokens(unescape(text)):
        depth += (token.text in OPENING) - (token.text in CLOSING)
        if not depth:
            resolver.read(token, before)
            is_named = before == ["NAMED", "FROM"]
            if (before[0] == "FROM" and token.text.upper() != "NAMED") or is_named:
                iri = resolver.iri(token)
                if iri is None:
                    return None
                (named if is_named else default).append(iri)
        before = [token.text.upper() if token.kind == "word" else token.text, before[0]]
    unique = tuple(dict.fromkeys(default))
    return QueryDataset(unique, tuple(dict.fromkeys(named))) if len(default) > 1 else None


class Resolver:
    """Resolves IRIs by the base and the prefixes that a query declares."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._prefixes: dict[str, str] = {}

    def read(self, token: Token, before: list[str]) -> None:
        """Read a token that may end a declaration; ``before`` are the two before it."""
        if token.kind != "iri":
            return
        iri = self._resolved(token)
        if before[0] == "BASE":
            self._base = iri
        elif before[1] == "PREFIX":
            self._prefixes[before[0].partition(":")[0]] = iri

    def iri(self, token: Token) -> str | None:
        """Return the absolute IRI that a token stands for, or None."""
        if token.kind == "iri":
            iri = self._resolved(token)
            return iri if ":" in iri else None
        prefix, colon, name = token.text.partition(":")
        space = self._prefixes.get(prefix)
        return space + name.replace("\\", "") if colon and space is not None else None

    def _resolved(self, token: Token) -> str:
        try:
            return urljoin(self._base, token.text[1:-1])
        except ValueError:  # a host with a bracket
            return token.text[1:-1]
