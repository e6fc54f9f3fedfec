"""The triples of each dump: of the whole, of the vocabulary, of a municipality that stands alone.

Triples stay text here, as the built dataset has them (N-Triples without the
closing mark): a whole country goes through in seconds.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import URIRef

from kretslopp import dataset
from kretslopp.engine import Graphs
from kretslopp.namespaces import KL_GRAPH, KL_ID, RDF, RDFS, SKOS

VOCABULARY_GRAPH = str(KL_GRAPH["ontology"])
_THING = f"<{KL_ID}".encode()
_TYPE = f"<{RDF.type}>".encode()
_NAMES = frozenset(f"<{name}>".encode() for name in (RDFS.label, SKOS.prefLabel))
_STATEMENT = {f"<{RDF[part]}>".encode(): part for part in ("subject", "predicate", "object")}

# Where a triple stands, and its text.
_Placed = tuple[str, bytes]


def read_graphs(version: Path) -> dict[str, list[bytes]]:
    """Return the sorted triples of each named graph of a version, by the graph's IRI.

    Raises OSError for a version with a file missing.
    """
    graphs = {}
    for entry in dataset.entries(version):
        end = f" <{entry.iri}> .".encode()
        body = dataset.graph_file(version, URIRef(entry.iri)).read_bytes()
        graphs[entry.iri] = [line.removesuffix(end) for line in body.splitlines()]
    return graphs


class SharedGraphs:
    """What lies around the graphs of one municipality.

    ``shared`` are the graphs that no municipality has of its own; they are
    followed, from thing to thing. Of what stands in the graphs of others, or in
    the vocabulary, only kind and name are taken.
    """

    def __init__(self, graphs: Graphs, shared: Iterable[str]) -> None:
        self._shared: dict[bytes, list[_Placed]] = {}
        self._interpretations: dict[bytes, bytes] = {}
        for name in sorted(shared):
            for line in graphs[name]:
                self._shared.setdefault(line.split(b" ", 1)[0], []).append((name, line))
            self._interpretations.update(_interpreted(graphs[name]))
        self._named: dict[bytes, list[_Placed]] = {}
        for name in sorted(graphs):
            for line in graphs[name]:
                subject, predicate, _ = line.split(b" ", 2)
                if predicate in _NAMES or predicate == _TYPE:
                    self._named.setdefault(subject, []).append((name, line))

    def standing_alone(self, own: Graphs) -> dict[str, list[bytes]]:
        """Return a municipality's graphs with all that they lead to in those around them."""
        graphs = {name: set(lines) for name, lines in own.items()}
        mentioned = {term for lines in own.values() for line in lines for term in _terms(line)}
        waiting = list(mentioned)
        while waiting:
            for name, line in self._shared.get(waiting.pop(), ()):
                graphs.setdefault(name, set()).add(line)
                about = self._interpretations.get(line)
                for term in (*_terms(line), *((about,) if about else ())):
                    if term not in mentioned:
                        mentioned.add(term)
                        waiting.append(term)
        for name, line in self._missing_names(graphs, mentioned):
            graphs.setdefault(name, set()).add(line)
        return {name: sorted(graphs[name]) for name in sorted(graphs)}

    def _missing_names(self, graphs: dict[str, set[bytes]], mentioned: set[bytes]) -> list[_Placed]:
        """Return kind and names, the first in each language, of things that lack them."""
        missing = []
        for thing in sorted(term for term in mentioned if term.startswith(_THING)):
            placed = self._named.get(thing, [])
            there = {_sort(line) for name, line in placed if line in graphs.get(name, ())}
            of_kind = {name for name, line in placed if _sort(line) == (_TYPE, b"")}
            for name, line in placed:
                sort = _sort(line)
                if sort not in there and (sort[0] != _TYPE or name == min(of_kind)):
                    missing.append((name, line))
                    if sort[0] != _TYPE:
                        there.add(sort)
        return missing


def _interpreted(lines: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Yield each statement that is interpreted, with the interpretation that says why."""
    parts: dict[bytes, dict[str, bytes]] = {}
    for line in lines:
        subject, predicate, value = line.split(b" ", 2)
        if predicate in _STATEMENT:
            parts.setdefault(subject, {})[_STATEMENT[predicate]] = value
    for interpretation, of in parts.items():
        if len(of) == len(_STATEMENT):
            yield b" ".join((of["subject"], of["predicate"], of["object"])), interpretation


def _terms(line: bytes) -> Iterator[bytes]:
    """Yield the IRIs of the subject and object of a triple."""
    subject, _, value = line.split(b" ", 2)
    yield subject
    if value.startswith(b"<"):
        yield value


def _sort(line: bytes) -> tuple[bytes, bytes]:
    """Return what a triple names its thing by: the property, and the language of a text."""
    _, predicate, value = line.split(b" ", 2)
    return predicate, b"" if predicate == _TYPE else value.rpartition(b'"')[2]
