"""Every action of every programme, and what is said of it."""

from collections.abc import Iterator

from rdflib import URIRef

from kretslopp.comparison import legal_marks, recommended, responsibility, timing
from kretslopp.comparison.action_themes import HEAD as GOALS
from kretslopp.comparison.action_themes import ActionThemes
from kretslopp.comparison.table import Row, Value, iris, joined, kind, of_entry, text
from kretslopp.engine import Engine
from kretslopp.languages import natural
from kretslopp.namespaces import KL
from kretslopp.reading.entries import Entry, entries, members
from kretslopp.reading.names import Names
from kretslopp.reading.organisations import Organisations
from kretslopp.reading.programmes import Selection

_AREA = "målområde"
_NAMES = (KL.goalArea, KL.contributesTo, KL.timeAsPrinted, KL.startYear, KL.endYear,
          legal_marks.MARK, KL.recommendedForAll, KL.responsible, KL.lead)  # fmt: skip


def rows(engine: Engine, selection: Selection) -> Iterator[Row]:
    """Yield each action of the selected programmes, a regional one as each of them prints it."""
    listed = entries(engine, selection, _NAMES)
    themes = ActionThemes(engine, selection)
    organisations = Organisations(engine, selection.language)
    names = Names(engine, {thing for entry in listed for thing in _named(entry)})
    for municipality, entry in members(listed):
        starts, ends = timing.start(entry), timing.end(entry)
        yield {
            **of_entry(municipality, entry),
            "kind": kind(entry),
            **_of_goals(entry, names, selection),
            **themes.cells(entry),
            "time_as_printed": _time(entry),
            "years_state": entry.state(timing.HEAD, starts or ends),
            "start_year": starts,
            "end_year": ends,
            "mark": legal_marks.mark(entry),
            "recommended": None if entry.is_regional else recommended.state(entry),
            **_people(entry, organisations),
        }


def _named(entry: Entry) -> tuple[URIRef, ...]:
    return entry.iris(KL.contributesTo, GOALS) + entry.iris(KL.goalArea, _AREA)


def _of_goals(entry: Entry, names: Names, selection: Selection) -> dict[str, Value]:
    area = next(iter(entry.iris(KL.goalArea, _AREA)), None)
    named = sorted(
        (natural(str(names.number(goal) or goal)), goal)
        for goal in entry.iris(KL.contributesTo, GOALS)
    )
    goals = [goal for _, goal in named]
    return {
        "goal_area_name": names.label(area, selection.language) if area else None,
        "goal_area": text(area),
        "goal_codes": joined(
            names.number(goal) or names.label(goal, selection.language) or str(goal)
            for goal in goals
        ),
        "goal_iris": iris(goals),
        "goals_state": entry.state(GOALS, goals or None),
    }


def _time(entry: Entry) -> str | None:
    """Return the time in words, None where its cell may not be used."""
    may_use = entry.may_use(timing.HEAD)
    return entry.description.text(KL.timeAsPrinted, "sv") if may_use else None


def _people(entry: Entry, organisations: Organisations) -> dict[str, Value]:
    name, head = responsibility.column(entry)
    known = [organisations.of(iri) for iri in entry.iris(name, head)]
    variable = "lead" if entry.is_regional else "responsible"
    return {
        variable: joined(item.name for item in known),
        f"{variable}_iris": iris(item.iri for item in known),
    }
