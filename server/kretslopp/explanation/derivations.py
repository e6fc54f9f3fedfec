"""What the build kept of its reasoning: ``derivations/<unit>.jsonl`` of a version."""

import json
from pathlib import Path

from rdflib import Literal, URIRef

from kretslopp import dataset
from kretslopp.addresses import graph_suffix
from kretslopp.explanation.model import Triple
from kretslopp.explanation.terms import parse_term
from kretslopp.reasoning import Derivation

INFERRED = "inferred/"


def derivation(version: Path, graph: URIRef, triple: Triple) -> Derivation | None:
    """Return why an inferred named graph of a version holds a triple, or None.

    The graph's name is the unit's, so one small file is looked through.
    """
    unit = graph_suffix(graph).removeprefix(INFERRED)
    path = version / dataset.DERIVATIONS / f"{unit}.jsonl"
    wanted = json.dumps({"triple": [term.n3() for term in triple]}, ensure_ascii=False)[:-1]
    with path.open(encoding="utf-8") as lines:
        entry = next((line for line in lines if line.startswith(f"{wanted},")), None)
    if entry is None:
        return None
    read = json.loads(entry)
    return Derivation(triple, read["rule"], tuple(_triple(premise) for premise in read["premises"]))


def _triple(terms: list[str]) -> Triple:
    subject, predicate, value = (_term(text) for text in terms)
    assert isinstance(subject, URIRef)
    assert isinstance(predicate, URIRef)
    return subject, predicate, value


def _term(text: str) -> URIRef | Literal:
    """Return a term of N-Triples, where IRIs stand between ``<`` and ``>``."""
    return parse_term(text[1:-1] if text.startswith("<") else text)
