"""The rows of goals, and of their indicators, values and assessments."""

from collections.abc import Iterator

from rdflib import URIRef

from kretslopp.namespaces import DCTERMS, KL
from kretslopp.publication.dumps.tables.names_and_sources import (
    Cells,
    NamesAndSources,
    day,
    key_of,
    properties,
    said,
    slug,
    text,
    where_read,
)
from kretslopp.reading.descriptions import NOTHING, Description, descriptions

_OF_GOALS = (
    *properties("goals"),
    KL.goalOf,
    DCTERMS.identifier,
    DCTERMS.title,
    KL.goalResponsible,
)
_OF_TARGETS = (*properties("targets"), KL.municipality, KL.targetType, KL.measuredIn)


def goal_rows(known: NamesAndSources) -> Iterator[Cells]:
    """Yield a row for each goal, by municipality, plan and number."""
    plans = descriptions(known.engine, "?thing a kl:Plan .", (KL.municipality,))
    known.learn("?thing a kl:GoalTheme .")
    rows = [
        _goal(known, iri, of, plans)
        for iri, of in descriptions(known.engine, "?thing a kl:Goal .", _OF_GOALS).items()
    ]
    yield from sorted(rows, key=lambda row: key_of(row, "municipality", "plan", "identifier", "id"))


def _goal(
    known: NamesAndSources, iri: URIRef, of: Description, plans: dict[URIRef, Description]
) -> Cells:
    plan = of.iri(KL.goalOf)
    responsible = of.iris(KL.goalResponsible)
    return {
        **said("goals", of),
        "id": str(iri),
        "plan": text(plan),
        **known.members(plans.get(plan or iri, NOTHING).iris(KL.municipality)),
        "identifier": of.text(DCTERMS.identifier, "sv"),
        "title_sv": of.in_language(DCTERMS.title, "sv"),
        "title_en": of.in_language(DCTERMS.title, "en"),
        "level": slug(of.iri(KL.goalLevel)),
        "responsible": known.names(responsible),
        "responsible_iris": list(map(str, responsible)),
        "themes": known.names(of.iris(KL.goalTheme)),
        **where_read(known.row(iri, "goals")),
    }


def target_rows(known: NamesAndSources) -> Iterator[Cells]:
    """Yield a row for each value of a goal, by municipality, goal, area and year."""
    known.learn("?target kl:area ?thing .")
    known.learn("?thing a kl:Indicator .")
    rows = [
        _target(known, iri, of)
        for iri, of in descriptions(known.engine, "?thing a kl:Target .", _OF_TARGETS).items()
    ]
    yield from sorted(
        rows, key=lambda row: key_of(row, "municipality", "goal", "area", "year", "id")
    )


def _target(known: NamesAndSources, iri: URIRef, of: Description) -> Cells:
    return {
        **said("targets", of),
        "id": str(iri),
        "goal_identifier": known.identifier(of.iri(KL.targetFor)),
        "indicator_identifier": known.identifier(of.iri(KL.indicator)),
        **known.members(of.iris(KL.municipality)),
        "area_name": known.name(of.iri(KL.area)),
        "target_type": slug(of.iri(KL.targetType)),
        "unit_code": slug(of.iri(KL.measuredIn)),
        **where_read(known.row(iri, "targets")),
    }


def indicator_rows(known: NamesAndSources) -> Iterator[Cells]:
    """Yield a row for each indicator, by municipality, goal and code."""
    yield from _rows_of_goals(known, "indicators", "?thing a kl:Indicator .", KL.indicatorFor)


def assessment_rows(known: NamesAndSources) -> Iterator[Cells]:
    """Yield a row for each assessment of a goal, by municipality, goal and day."""
    yield from _rows_of_goals(known, "assessments", "?thing a kl:Assessment .", KL.assesses)


def _rows_of_goals(
    known: NamesAndSources, table: str, pattern: str, of_goal: URIRef
) -> Iterator[Cells]:
    goals = descriptions(known.engine, "?thing a kl:Goal .", (KL.goalOf,))
    plans = descriptions(known.engine, "?thing a kl:Plan .", (KL.municipality,))
    names = (*properties(table), of_goal, KL.measuredIn, KL.assessedAt)
    rows = []
    for iri, of in descriptions(known.engine, pattern, names).items():
        goal = of.iri(of_goal)
        plan = goals.get(goal or iri, NOTHING).iri(KL.goalOf)
        cells: Cells = {
            **said(table, of),
            "id": str(iri),
            "goal": text(goal),
            "goal_identifier": known.identifier(goal),
            **known.members(plans.get(plan or iri, NOTHING).iris(KL.municipality)),
            "unit_code": slug(of.iri(KL.measuredIn)),
            "desired_direction": slug(of.iri(KL.desiredDirection)),
            "assessed_on": day(of, KL.assessedAt),
            **where_read(known.row(iri, table)),
        }
        rows.append(cells)
    yield from sorted(rows, key=lambda row: key_of(row, "municipality", "goal", "id"))
