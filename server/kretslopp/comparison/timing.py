"""Who is earlier: the years of actions that correspond."""

from collections.abc import Iterable, Iterator

from kretslopp.comparison.action_themes import ActionThemes
from kretslopp.comparison.groups import groups
from kretslopp.comparison.table import Row, of_entry, of_group
from kretslopp.engine import Engine
from kretslopp.namespaces import KL
from kretslopp.reading.entries import Entry, entries, members
from kretslopp.reading.programmes import Selection

HEAD = "år"
_START, _END = KL.startYear, KL.endYear


def rows(engine: Engine, selection: Selection) -> Iterator[Row]:
    """Yield every action of the selected programmes with its years, those compared first."""
    themes = ActionThemes(engine, selection)
    for group in groups(engine, entries(engine, selection, (_START, _END, KL.contributesTo))):
        first_start = _first(map(start, group.entries))
        first_end = _first(map(end, group.entries))
        for municipality, entry in members(group.entries):
            starts, ends = start(entry), end(entry)
            yield {
                **of_group(group),
                **of_entry(municipality, entry),
                **themes.cells(entry),
                "state": entry.state(HEAD, starts or ends),
                "start_year": starts,
                "end_year": ends,
                "start_lag": _lag(starts, first_start),
                "end_lag": _lag(ends, first_end),
            }


def start(entry: Entry) -> int | None:
    """Return an entry's first year, None where it may not be used or is not stated."""
    return entry.integer(_START, HEAD)


def end(entry: Entry) -> int | None:
    """Return an entry's last year, None where it may not be used or is not stated."""
    return entry.integer(_END, HEAD, last=True)


def _first(years: Iterable[int | None]) -> int | None:
    """Return the first of at least two years; fewer compare with nothing."""
    known = [year for year in years if year is not None]
    return min(known) if len(known) > 1 else None


def _lag(year: int | None, first: int | None) -> int | None:
    return None if year is None or first is None else year - first
