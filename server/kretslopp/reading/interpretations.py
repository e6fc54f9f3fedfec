"""How sure our interpretations are: proposed, or accepted by a person."""

from collections.abc import Iterable

from rdflib import URIRef

from kretslopp import addresses
from kretslopp.engine import Engine
from kretslopp.reading.descriptions import solutions

PROPOSED, ACCEPTED = "proposed", "accepted"
Pair = tuple[URIRef, URIRef]


def statuses(engine: Engine, predicates: Iterable[URIRef]) -> dict[Pair, frozenset[str]]:
    """Return the statuses of each triple of these predicates, by its subject and object.

    A triple that stands in no interpretation has none. Raises EngineFailure when
    the engine can't answer.
    """
    listed = ", ".join(f"<{predicate}>" for predicate in predicates)
    found: dict[Pair, set[str]] = {}
    for a, b, status in solutions(
        engine,
        "SELECT DISTINCT ?a ?b ?status WHERE { ?note rdf:predicate ?how ; rdf:subject ?a ; "
        f"rdf:object ?b ; kl:interpretationStatus ?status . FILTER (?how IN ({listed})) }}",
    ):
        address = addresses.read(status) if isinstance(status, URIRef) else None
        if isinstance(a, URIRef) and isinstance(b, URIRef) and address:
            found.setdefault((a, b), set()).add(address.parts[-1])
    return {pair: frozenset(of) for pair, of in found.items()}


def combined(found: Iterable[str]) -> str | None:
    """Return the status of what rests on several: one that is proposed makes it proposed."""
    known = set(found)
    return PROPOSED if PROPOSED in known else next(iter(sorted(known)), None)
