"""Writing the store that the embedded engine reads."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox

STORE = "store"
# Quads that are loaded at once. Each load writes a dozen files of its own, which the engine
# opens one by one in each of its processes, and takes a kilobyte of memory for each quad.
_AT_ONCE = 50_000


def write_store(n_quads: Iterable[Path], directory: Path) -> int:
    """Write an Oxigraph store into ``directory/store`` from N-Quads files.

    Each file holds one named graph; the store's default graph becomes the merge
    of all, each triple once (the engine's own union would count a triple once
    for each graph that holds it). Returns the number of triples in the default
    graph. Raises OSError when the directory can't be written.
    """
    store = ox.Store(str(directory / STORE))
    quads = _quads(n_quads)
    for first in quads:
        store.bulk_extend(chain([first], islice(quads, _AT_ONCE - 1)))
    store.flush()
    store.optimize()
    return _size_of_default_graph(store)


def _quads(n_quads: Iterable[Path]) -> Iterator[ox.Quad]:
    """Yield every quad of the files, and its triple for the default graph."""
    for path in n_quads:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS):
            yield quad
            yield ox.Quad(quad.subject, quad.predicate, quad.object)


def _size_of_default_graph(store: ox.Store) -> int:
    solutions = store.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert isinstance(solutions, ox.QuerySolutions)
    (solution,) = solutions
    return int(str(solution["n"].value))
