"""Every goal of every plan: its themes, its targets, and how many actions serve it."""

from collections.abc import Iterator, Mapping, Sequence

from rdflib import URIRef

from kretslopp.comparison import targets
from kretslopp.comparison.goal_themes import Coverage, coverage, read_entries
from kretslopp.comparison.goals import Goal, Goals
from kretslopp.comparison.table import Row, Value, end_of, text
from kretslopp.engine import Engine
from kretslopp.reading.names import Names
from kretslopp.reading.programmes import Programme, Selection
from kretslopp.reading.states import count, either


def rows(engine: Engine, selection: Selection) -> Iterator[Row]:
    """Yield each goal of the selected plans; what goals only stand under is none."""
    goals = Goals(engine, selection)
    lines = {
        goal.iri: frozenset(one.iri for one in goals.line(goal.iri))
        for item in selection.programmes
        for goal in goals.of(item.plan)
    }
    covered = coverage(read_entries(engine, selection), lines)
    of_goals = targets.of_goals(engine, goals, selection)
    units = Names(engine, {goal.measured_in for plan in selection.programmes
                           for goal in goals.of(plan.plan) if goal.measured_in})  # fmt: skip
    for municipality, programme in targets.plans(selection):
        if municipality is None:
            continue
        own = [item for item in selection.programmes if item.plan == programme.plan]
        covering = [covered.get(item.iri, Coverage()) for item in own]
        for goal in goals.of(programme.plan):
            if goal.is_heading:
                continue
            unit = goal.measured_in
            yield {
                **targets.of_plan(municipality, programme),
                "partial": _partial(programme, own),
                "code": goal.code,
                "goal_title": goal.title,
                "level": goal.level,
                "parent": text(next(iter(goal.above), None)),
                "unit": goal.unit,
                "unit_name": units.label(unit, selection.language) if unit else None,
                "unit_code": end_of(unit),
                **goals.theme_cells(goals.used(goal)),
                "status": goals.status([goal]),
                "stated_targets": _targets(
                    [
                        target
                        for target in of_goals.get(goal.iri, ())
                        if targets.is_of(target, municipality, programme)
                    ]
                ),
                **_serving(goal, covering),
                "goal": text(goal.iri),
            }


def _partial(programme: Programme, own: Sequence[Programme]) -> str:
    return either(programme.plan_partial, *(item.partial for item in own))


def _targets(of_goal: Sequence[targets.Target]) -> int | None:
    """Return how many targets are stated, None where the source states none: never 0."""
    return sum(target.type == targets.TARGET for target in of_goal) or None


def _serving(goal: Goal, covering: Sequence[Coverage]) -> Mapping[str, Value]:
    """Return how many actions serve a goal or a part of it, None where no programme says."""
    cells: dict[str, Value] = {}
    for counts in zip(*(of.counts for of in covering), strict=True):
        serving: set[URIRef] = set()
        for _, of, _ in counts:
            serving |= of.get(goal.iri, set())
        name = counts[0][0]
        cells[f"{name}_of_goal"] = count(serving, is_stated=any(says for _, _, says in counts))
    return cells
