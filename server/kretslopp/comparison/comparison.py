"""What a researcher holds: a source that answers comparisons with data frames."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kretslopp import engine
from kretslopp.comparison import tracing
from kretslopp.comparison.comparing import compare, describe
from kretslopp.comparison.frames import columns_frame, frame, types
from kretslopp.engine import Engine
from kretslopp.languages import Language

if TYPE_CHECKING:
    import pandas as pd

Names = str | Iterable[str] | None


class Comparison:
    """Compares the municipalities of one source; each method returns a tidy data frame.

    A row is one observation, a column has one of pandas' nullable types, and
    what the source does not say is ``<NA>``, never 0 or False. Where a cell may
    be empty for several reasons a column says which, in the words ``yes``,
    ``no``, ``not-marked`` (row read, cell empty) and ``not-stated`` (no such
    column or row). ``describe`` tells each column's type, unit and meaning;
    ``explain`` traces a row to its source.

    Every method takes ``municipalities`` (names, addresses or IRIs; all where
    there are none), ``periods`` (of programmes or plans, such as 2023-2026) and
    ``certain_only``, which leaves out cells that the source calls proposed or
    that are doubtful: the cells become ``<NA>``, their rows stay. It raises
    WrongUse, with the nearest that there is, for an unknown municipality or
    period, and EngineFailure when the source can't answer.
    """

    def __init__(self, source: Engine, language: Language = "sv") -> None:
        self._engine = source
        self._language = language

    def goal_themes(
        self, municipalities: Names = None, periods: Names = None, *, certain_only: bool = False
    ) -> "pd.DataFrame":
        """Return how many actions of each programme serve goals of each theme."""
        return self._frame("goal-themes", municipalities, periods, certain_only)

    def recommended(
        self, municipalities: Names = None, periods: Names = None, *, certain_only: bool = False
    ) -> "pd.DataFrame":
        """Return the recommended actions that were taken up, by whom and when."""
        return self._frame("recommended", municipalities, periods, certain_only)

    def legal_marks(
        self, municipalities: Names = None, periods: Names = None, *, certain_only: bool = False
    ) -> "pd.DataFrame":
        """Return the marks for legal requirements that differ between corresponding actions."""
        return self._frame("legal-marks", municipalities, periods, certain_only)

    def responsibility(
        self, municipalities: Names = None, periods: Names = None, *, certain_only: bool = False
    ) -> "pd.DataFrame":
        """Return who is responsible for each action, and to whom they belong."""
        return self._frame("responsibility", municipalities, periods, certain_only)

    def timing(
        self, municipalities: Names = None, periods: Names = None, *, certain_only: bool = False
    ) -> "pd.DataFrame":
        """Return the years of each action, and how many years after the first it comes."""
        return self._frame("timing", municipalities, periods, certain_only)

    def targets(
        self, municipalities: Names = None, periods: Names = None, *, certain_only: bool = False
    ) -> "pd.DataFrame":
        """Return the values of goals, per inhabitant and with the pace of each leg."""
        return self._frame("targets", municipalities, periods, certain_only)

    def completeness(
        self, municipalities: Names = None, periods: Names = None, *, certain_only: bool = False
    ) -> "pd.DataFrame":
        """Return which share of each column of each document is filled in."""
        return self._frame("completeness", municipalities, periods, certain_only)

    def rules(
        self, municipalities: Names = None, periods: Names = None, *, certain_only: bool = False
    ) -> "pd.DataFrame":
        """Return what the data shows of what the rules of its day ask of each plan.

        It says what was found in what was read, never whether a plan keeps to the rules.
        """
        return self._frame("rules", municipalities, periods, certain_only)

    def county(
        self, municipalities: Names = None, periods: Names = None, *, certain_only: bool = False
    ) -> "pd.DataFrame":
        """Return what a county administrative board compiles: the plans known of each municipality.

        A municipality of which no plan is known has a row that says so.
        """
        return self._frame("county", municipalities, periods, certain_only)

    def describe(self, name: str) -> "pd.DataFrame":
        """Return type, unit and meaning of each column of a comparison (``goal-themes``).

        Raises NotFound, with the nearest, for a comparison that there is not.
        """
        return columns_frame(describe(name))

    def explain(self, row: "Mapping[str, object] | pd.Series[Any]") -> "pd.DataFrame":
        """Return where each cell of a row comes from: document, table, row, words as printed.

        ``row`` is one row of a data frame of this object (``frame.iloc[0]``).
        Raises WrongUse for what is no such row.
        """
        cells = {str(name): value for name, value in row.items()}
        return frame(types(tracing.COLUMNS), tracing.explain(self._engine, cells, self._language))

    def _frame(
        self, by: str, municipalities: Names, periods: Names, certain_only: bool
    ) -> "pd.DataFrame":
        table = compare(
            self._engine,
            by,
            municipalities,
            periods,
            certain_only=certain_only,
            language=self._language,
        )
        return frame(types(table.descriptor.columns), table.rows)


def open(source: str | Path, language: Language = "sv") -> Comparison:  # noqa: A001
    """Open a built dataset, an RDF file, or a SPARQL endpoint (``http://…/sparql``).

    ``language`` is that of names and titles. Raises UnreadableInput for what is
    none of them.
    """
    return Comparison(engine.open_source(source), language)
