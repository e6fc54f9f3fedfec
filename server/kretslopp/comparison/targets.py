"""Values of goals: per inhabitant, and how fast they are to change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from kretslopp import addresses
from kretslopp.comparison.goals import Goal, Goals
from kretslopp.comparison.population import KILOGRAMS, PER_PERSON, Figure, Population
from kretslopp.comparison.table import Row, Value, end_of, of_members, text
from kretslopp.engine import Engine
from kretslopp.languages import Language
from kretslopp.namespaces import KL
from kretslopp.reading.descriptions import Description, descriptions
from kretslopp.reading.names import Names
from kretslopp.reading.programmes import Municipality, Programme, Selection
from kretslopp.reading.sources import UNREAD, SourceCells, source_cells
from kretslopp.reading.states import NOT_STATED

BASELINE, TARGET, OUTCOME = "baseline", "target", "outcome"
# What a value of a type follows on.
_FOLLOWS = {BASELINE: (), TARGET: (BASELINE, TARGET), OUTCOME: (OUTCOME,)}
_ORDER = {BASELINE: 0, TARGET: 1, OUTCOME: 2}
_NAMES = (KL.targetFor, KL.targetType, KL.year, KL.value, KL.upperLimit, KL.lowerLimit,
          KL.valueText, KL.unit, KL.measuredIn, KL.area, KL.indicator, KL.baseYear)  # fmt: skip


@dataclass(frozen=True)
class Target:
    """One value of a goal, as far as its cells may be used."""

    iri: URIRef
    type: str | None
    year: int | None
    value: float | None
    unit: str | None
    measured_in: URIRef | None
    description: Description
    cells: SourceCells
    certain_only: bool

    def may_use(self, head: str) -> bool:
        """Return whether the cell under this head may be used."""
        return self.cells.may_use(head, certain_only=self.certain_only)

    @property
    def area(self) -> URIRef | None:
        """Return what the value is of; None where that is the whole plan's area."""
        return self.description.iri(KL.area)

    @property
    def series(self) -> tuple[URIRef | None, int | None]:
        """Return what values follow on each other by: indicator, and the year of a change's base.

        A goal may be measured in two ways, and a change follows on no level.
        """
        return self.description.iri(KL.indicator), self.description.integer(KL.baseYear)

    @property
    def measure(self) -> str | None:
        """Return the unit as a concept, else as printed: what values are comparable by."""
        return text(self.measured_in) or self.unit


def pace(first: Target, last: Target) -> float | None:
    """Return the compound change from one value to another, in percent a year.

    None from zero or a negative number, to a negative one, between different
    units, over no years, and where a value or year is missing.
    """
    if first.value is None or last.value is None or first.year is None or last.year is None:
        return None
    years = last.year - first.year
    if first.value <= 0 or last.value < 0 or years <= 0 or first.measure != last.measure:
        return None
    growth: float = (last.value / first.value) ** (1 / years)
    return 100 * (growth - 1)


def rows(engine: Engine, selection: Selection) -> Iterator[Row]:
    """Yield each value of the goals of the selected plans; a goal without any has one row.

    A heading is no goal that lacks a value.
    """
    goals = Goals(engine, selection)
    targets = of_goals(engine, goals, selection)
    names = Names(engine)
    names.learn("?target kl:targetFor ?goal ; kl:area ?thing .")
    names.learn("?measured kl:measuredIn ?thing .")
    population = Population(engine)
    for municipality, programme in plans(selection):
        for goal in goals.of(programme.plan):
            row = {**of_plan(municipality, programme), **_of_goal(goal, goals)}
            listed = targets.get(goal.iri, ())
            for target in listed:
                if is_of(target, municipality, programme):
                    yield {
                        **row,
                        **_weight(target, municipality, programme),
                        **_of_target(target, names, selection.language),
                        **_per_head(target, programme, population),
                        **_pace(target, listed),
                    }
            if not listed and municipality is not None and not goal.is_heading:
                yield {**row, "state": NOT_STATED}


def plans(selection: Selection) -> Iterator[tuple[Municipality | None, Programme]]:
    """Yield each selected municipality with each of its plans, then each plan on its own.

    A plan's values are said once, however many programmes it has.
    """
    seen: set[tuple[Municipality | None, URIRef | None]] = set()
    for municipality, programme in (
        *selection.members,
        *((None, programme) for programme in selection.programmes),
    ):
        if programme.plan is not None and (municipality, programme.plan) not in seen:
            seen.add((municipality, programme.plan))
            yield municipality, programme


def of_goals(
    engine: Engine, goals: Goals, selection: Selection
) -> Mapping[URIRef, Sequence[Target]]:
    """Return the values of each goal, by its IRI, in order of area, type and year."""
    pattern = f"{selection.of_plans}?goal kl:goalOf ?plan . ?thing kl:targetFor ?goal ."
    read = source_cells(engine, pattern, frozenset({"targets"}))
    known = {goal.iri: goal for item in selection.programmes for goal in goals.of(item.plan)}
    by_goal: dict[URIRef, list[Target]] = {}
    for iri, of in descriptions(engine, pattern, _NAMES).items():
        goal = known.get(of.iri(KL.targetFor) or iri)
        if goal is not None:
            cells = read.get(iri, UNREAD)
            target = _target(iri, goal, of, cells, certain_only=selection.certain_only)
            by_goal.setdefault(goal.iri, []).append(target)
    for targets in by_goal.values():
        targets.sort(key=_order)
    return by_goal


def _target(
    iri: URIRef, goal: Goal, of: Description, cells: SourceCells, *, certain_only: bool
) -> Target:
    def may_use(head: str) -> bool:
        return cells.may_use(head, certain_only=certain_only)

    unit: str | None = of.text(KL.unit, "sv")
    measured_in = of.iri(KL.measuredIn)
    if unit is None and measured_in is None:  # the goal's own, said once for all its values
        unit, measured_in = goal.unit, goal.measured_in
    return Target(
        iri,
        end_of(of.iri(KL.targetType)) if may_use("typ") else None,
        of.integer(KL.year) if may_use("år") else None,
        of.number(KL.value) if may_use("värde") else None,
        unit if may_use("enhet") else None,
        measured_in if may_use("enhet") else None,
        of,
        cells,
        certain_only,
    )


def _order(target: Target) -> tuple[str, int, int, str]:
    year = target.year if target.year is not None else 9999
    return str(target.area or ""), _ORDER.get(target.type or "", 3), year, target.iri


def is_of(target: Target, municipality: Municipality | None, programme: Programme) -> bool:
    """Return whether a value is of a municipality of the plan, or (None) of another area."""
    area = target.area if target.may_use("område") else None
    if area is None or area == programme.plan:
        return municipality is not None
    if municipality is not None:
        return area == municipality.iri
    return not _is_municipality(area)


def _weight(
    target: Target, municipality: Municipality | None, programme: Programme
) -> dict[str, Value]:
    """Return the weight of a value that stands once, and not once for each member."""
    area = target.area if target.may_use("område") else None
    is_of_whole = area is None or area == programme.plan
    return {} if municipality is not None and is_of_whole else {"weight": 1.0}


def _is_municipality(area: URIRef) -> bool:
    address = addresses.read(area)
    return address is not None and address.kind == "municipality"


def of_plan(municipality: Municipality | None, programme: Programme) -> dict[str, Value]:
    """Return the cells that say of whom and of which plan a row is."""
    return {
        "municipality": municipality.slug if municipality else None,
        "municipality_code": municipality.code if municipality else None,
        "municipality_name": municipality.name if municipality else None,
        "period": programme.plan_period,
        "plan": text(programme.plan),
        "partial": programme.plan_partial,
        **of_members(programme),
    }


def _of_goal(goal: Goal, goals: Goals) -> dict[str, Value]:
    return {
        "goal": text(goal.iri),
        "code": goal.code,
        "goal_title": goal.title,
        **goals.theme_cells(goals.used(goal)),
    }


def _of_target(target: Target, names: Names, language: Language) -> dict[str, Value]:
    of = target.description
    limits = {"upper_limit": of.number(KL.upperLimit), "lower_limit": of.number(KL.lowerLimit)}
    words = of.text(KL.valueText, "sv")
    says = next((v for v in (of.number(KL.value), *limits.values(), words) if v is not None), None)
    may_use, area = target.may_use("värde"), target.area if target.may_use("område") else None
    return {
        "target": text(target.iri),
        "area": text(area),
        "area_name": (names.label(area, language) or str(area)) if area else None,
        "type": target.type,
        "year": target.year,
        "state": target.cells.state("värde", says) if may_use else None,
        "value": target.value,
        **(limits if may_use else dict.fromkeys(limits)),
        "words": words if may_use else None,
        "unit": target.unit,
        "unit_name": names.label(target.measured_in, language) if target.measured_in else None,
        "unit_code": end_of(target.measured_in),
        "measured_in": text(target.measured_in),
    }


def _per_head(target: Target, programme: Programme, population: Population) -> dict[str, Value]:
    unit = end_of(target.measured_in)
    if target.value is None:
        return {}
    if unit in PER_PERSON:
        return {"per_head": target.value}
    if unit not in KILOGRAMS or target.year is None:
        return {}
    figure = _people(target, programme, population)
    if figure is None:
        return {}
    return {
        "per_head": target.value * KILOGRAMS[unit] / figure.people,
        "population": figure.people,
        "population_year": figure.year,
    }


def _people(target: Target, programme: Programme, population: Population) -> Figure | None:
    area = target.area
    whole = area is None or area == programme.plan
    members = [item.iri for item in programme.members] if whole else [area]
    return population.near([iri for iri in members if iri], target.year or 0)


def _pace(target: Target, of_goal: Sequence[Target]) -> dict[str, Value]:
    before = _before(target, of_goal)
    return {
        "from_target": text(before.iri) if before else None,
        "from_year": before.year if before else None,
        "pace": pace(before, target) if before else None,
    }


def _before(target: Target, of_goal: Sequence[Target]) -> Target | None:
    """Return the value that this one follows on: that of the nearest year before it.

    None where there is none, or more than one of that year.
    """
    if target.year is None or target.type is None:
        return None
    earlier = [
        other
        for other in of_goal
        if other.type in _FOLLOWS.get(target.type, ())
        and other.area == target.area
        and other.series == target.series
        and other.year is not None
        and other.year < target.year
    ]
    last = max((other.year or 0 for other in earlier), default=0)
    nearest = [other for other in earlier if other.year == last]
    return nearest[0] if len(nearest) == 1 else None
