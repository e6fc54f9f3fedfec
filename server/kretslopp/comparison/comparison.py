"""What a researcher holds: a source that answers comparisons with data frames."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kretslopp import dataset, engine
from kretslopp.comparison import tracing
from kretslopp.comparison.comparing import compare, describe, query
from kretslopp.comparison.descriptor import Descriptor, descriptors
from kretslopp.comparison.frames import columns_frame, frame, records, types
from kretslopp.engine import Engine, RemoteEngine
from kretslopp.languages import Language
from kretslopp.reading import edition
from kretslopp.reading.edition import Edition

if TYPE_CHECKING:
    import pandas as pd

    from kretslopp.comparison.frames import Explained

Names = str | Iterable[str] | None


class Comparison:
    """Compares the municipalities of one source; each method returns a tidy data frame.

    A row is one observation, a column has one of pandas' nullable types, and
    what the source does not say is ``<NA>``, never 0 or False. Where a cell may
    be empty for several reasons a column says which, in the words ``yes``,
    ``no``, ``not-marked`` (row read, cell empty) and ``not-stated`` (no such
    column or row). ``describe`` tells each column's type, unit and meaning;
    ``explain`` traces a row to its source.

    There is a method for each comparison that ``comparisons.toml`` describes. It takes
    ``municipality`` (a name, address, code or IRI, or several; all where there is none),
    ``period`` (of programmes or plans, such as 2023-2026; one or several) and
    ``certain_only``, which leaves out cells that the source calls proposed or that are doubtful:
    the cells become ``<NA>``, their rows stay. It raises
    WrongUse, with the nearest that there is, for an unknown municipality or
    period, and EngineFailure when the source can't answer.
    """

    def __init__(
        self,
        source: Engine,
        language: Language = "sv",
        edition: "Callable[[], Edition | None]" = lambda: None,
    ) -> None:
        self._engine = source
        self._language = language
        self._edition = edition

    if TYPE_CHECKING:  # the methods are made below, one for each comparison that is described

        def __getattr__(self, name: str) -> "Callable[..., pd.DataFrame]":
            """Return the method of a comparison."""

    def compare(
        self,
        by: str,
        municipality: Names = None,
        period: Names = None,
        *,
        certain_only: bool = False,
    ) -> "pd.DataFrame":
        """Return a comparison by its name (``goal-themes``), as the method of that name does.

        Raises NotFound, with the nearest, for a comparison that there is not.
        """
        table = compare(
            self._engine,
            by,
            municipality,
            period,
            certain_only=certain_only,
            language=self._language,
        )
        made = frame(types(table.descriptor.columns), table.rows)
        edition = self._edition()
        made.attrs = {
            "comparison": by,
            "query": query(by, municipality, period, certain_only=certain_only),
            "language": self._language,
            "dataset": edition.version if edition else None,
            "citation": edition.citations.get(self._language) if edition else None,
        }
        return made

    def describe(self, name: str) -> "pd.DataFrame":
        """Return type, unit and meaning of each column of a comparison (``goal-themes``).

        Raises NotFound, with the nearest, for a comparison that there is not.
        """
        return columns_frame(describe(name))

    def explain(self, rows: "Explained", by: str | None = None) -> "pd.DataFrame":
        """Return where each cell of rows comes from: document, table, row, words as printed.

        ``rows`` is a row of a data frame of this object (``frame.iloc[0]``), several
        (``frame[:3]``), a whole frame, or mappings; ``observation`` numbers them from 1.
        They need their columns of IRIs, which may be renamed, and may have others of yours.
        ``by`` is the comparison that they are of; a frame tells it itself. Raises WrongUse
        for what are no such rows, NotFound for a comparison that there is not.
        """
        name = by or getattr(rows, "attrs", {}).get("comparison")
        if name is not None:
            describe(name)
        table = tracing.explain(self._engine, records(rows), self._language, name)
        return frame(types(table.descriptor.columns), table.rows)


def _method(descriptor: Descriptor) -> "Callable[..., pd.DataFrame]":
    """Return the method of a comparison."""

    def method(
        self: Comparison,
        municipality: Names = None,
        period: Names = None,
        *,
        certain_only: bool = False,
    ) -> "pd.DataFrame":
        return self.compare(descriptor.name, municipality, period, certain_only=certain_only)

    method.__name__ = descriptor.method
    method.__qualname__ = f"Comparison.{descriptor.method}"
    method.__doc__ = f"{descriptor.titles['en']} {descriptor.about['en']}"
    return method


for _descriptor in descriptors().values():
    setattr(Comparison, _descriptor.method, _method(_descriptor))


def open(source: str | Path, language: Language = "sv") -> Comparison:  # noqa: A001
    """Open a built dataset, an RDF file, or a SPARQL endpoint (``http://…/sparql``).

    ``language`` is that of names and titles. Raises UnreadableInput for what is
    none of them.
    """
    answering = engine.open_source(source)
    return Comparison(answering, language, lambda: _edition_of(source, answering))


def _edition_of(source: str | Path, answering: Engine) -> Edition | None:
    """Return which version of the dataset a source has; None for an RDF file."""
    if isinstance(answering, RemoteEngine):  # its data may change while it is open
        return edition.described(answering.description())
    return (
        None
        if Path(source).is_file()
        else edition.of_version(dataset.current(Path(source)), answering)
    )
