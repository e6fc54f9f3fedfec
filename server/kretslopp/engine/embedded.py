"""The embedded engine: Oxigraph over a built dataset or RDF files."""

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from kretslopp.engine import files, guard, query_dataset, results, syntax
from kretslopp.engine.binding import bind
from kretslopp.engine.formats import AnswerKind, Format
from kretslopp.engine.interface import Bindings, QueryDataset, SerialisedAnswer, Solutions
from kretslopp.engine.store import STORE
from kretslopp.errors import EngineFailure, Fault, Place, QueryError, UnreadableInput


def open_dataset(directory: Path) -> "EmbeddedEngine":
    """Open the store of one built dataset, read-only.

    ``directory`` is a version of a dataset, as ``dataset.current`` gives it.
    Raises UnreadableInput when its store can't be opened.
    """
    try:
        return EmbeddedEngine(ox.Store.read_only(str(directory / STORE)))
    except (OSError, ValueError) as error:
        raise UnreadableInput(
            Fault(
                "The store of this dataset can't be opened.",
                Place(str(directory)),
                "Remove it and run “kretslopp build” again.",
            )
        ) from error


def open_file(*paths: Path) -> "EmbeddedEngine":
    """Load RDF files into memory; see ``files.load`` for what becomes their default graph.

    Raises UnreadableInput with line and column for a file that can't be parsed.
    """
    return EmbeddedEngine(files.load(paths))


class EmbeddedEngine:
    """Answers queries in this process, from an Oxigraph store."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def select(self, query: str, bindings: Bindings | None = None) -> Solutions:
        """Return the solutions of a SELECT query; see ``Engine.select``."""
        return results.solutions(self._evaluate(bind(query, bindings or {})))

    def answer(
        self,
        query: str,
        formats: Mapping[AnswerKind, Format],
        asked_of: QueryDataset | None = None,
        base: str | None = None,
        seconds: float | None = None,  # noqa: ARG002 - nothing ends a query in this process
        most_bytes: int | None = None,
    ) -> SerialisedAnswer:
        """Return the serialised answer of any query; see ``Engine.answer``.

        Raises AnswerTooLong for one of more than ``most_bytes``.
        """
        return results.serialised(self._evaluate(query, asked_of, base), formats, most_bytes)

    def _evaluate(
        self, query: str, asked_of: QueryDataset | None = None, base: str | None = None
    ) -> results.Results:
        guard.check(query)
        try:
            answer = query_dataset.query(self._store, query, asked_of, base)
            # The engine gives a triple once for each solution; a graph holds it once.
            return frozenset(answer) if isinstance(answer, ox.QueryTriples) else answer
        except SyntaxError as error:
            raise QueryError(syntax.fault(query, str(error))) from error
        except RuntimeError as error:  # a function that is none of SPARQL's
            raise QueryError(syntax.unknown_function(str(error))) from error
        except (OSError, ValueError) as error:
            raise EngineFailure(Fault(f"The query can't be evaluated: {error}.")) from error
