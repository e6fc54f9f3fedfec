"""The comparisons by name: from an engine and a selection to a table."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import urlencode

from kretslopp.comparison import (
    actions,
    completeness,
    county,
    goal_themes,
    legal_marks,
    legal_requirements,
    lists,
    plan_goals,
    recommended,
    responsibility,
    rules,
    selection,
    targets,
    timing,
)
from kretslopp.comparison.descriptor import Descriptor, descriptors
from kretslopp.comparison.table import ComparisonTable, Row
from kretslopp.engine import Engine
from kretslopp.errors import Fault, NotFound
from kretslopp.languages import Language
from kretslopp.reading.programmes import Selection
from kretslopp.tables import nearest

# Each yields rows; a column that a row leaves out is missing from it.
_ROWS: Mapping[str, Callable[[Engine, Selection], Iterator[Row]]] = {
    "actions": actions.rows,
    "goals": plan_goals.rows,
    "legal-requirements": legal_requirements.rows,
    "goal-themes": goal_themes.rows,
    "recommended": recommended.rows,
    "legal-marks": legal_marks.rows,
    "responsibility": responsibility.rows,
    "timing": timing.rows,
    "targets": targets.rows,
    "completeness": completeness.rows,
    "rules": rules.rows,
    "county": county.rows,
    "municipalities": lists.of_municipalities,
    "programmes": lists.of_programmes,
    "periods": lists.of_periods,
}


def describe(name: str) -> Descriptor:
    """Return the descriptor of a comparison; raises NotFound, with the nearest, for none."""
    known = descriptors()
    if name not in known:
        advice = nearest(name, list(known)) or f"There are {', '.join(known)}."
        raise NotFound(Fault(f"There is no comparison “{name}”.", advice=advice))
    return known[name]


def query(
    by: str,
    municipality: str | Iterable[str] | None = None,
    period: str | Iterable[str] | None = None,
    *,
    certain_only: bool = False,
) -> str:
    """Return what ``compare`` is asked as the query of an address: ``/compare?`` + this."""
    pairs = [("municipality", name) for name in selection.listed(municipality)]
    pairs += [("by", by)]
    pairs += [("period", name) for name in selection.listed(period)]
    pairs += [("certain_only", "yes")] if certain_only else []
    return urlencode(pairs)


def compare(
    engine: Engine,
    by: str,
    municipality: str | Iterable[str] | None = None,
    period: str | Iterable[str] | None = None,
    *,
    certain_only: bool = False,
    language: Language = "sv",
    in_full: bool = False,
) -> ComparisonTable:
    """Return a comparison of municipalities, all of them where none is named.

    ``municipality`` is a name, address, code or IRI, or several, ``period`` that of a
    programme or plan (``2023-2026``), or several. ``certain_only`` leaves out the cells
    that the source calls proposed or that are doubtful: the cells, not the rows.
    ``in_full`` adds the comparisons that are sheets of its workbook.

    Raises NotFound for a comparison that there is not, WrongUse with the nearest
    for an unknown municipality or period, and what the engine raises.
    """
    descriptor = describe(by)
    chosen = selection.select(engine, language, municipality, period, certain_only=certain_only)
    names = [column.name for column in descriptor.columns]
    rows = ({name: row.get(name) for name in names} for row in _ROWS[by](engine, chosen))
    beside = tuple(
        compare(engine, other, municipality, period, certain_only=certain_only, language=language)
        for other in (descriptor.beside if in_full else ())
    )
    return ComparisonTable(descriptor, tuple(rows), chosen.without, beside)
