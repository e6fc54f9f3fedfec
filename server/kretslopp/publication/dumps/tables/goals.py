"""The rows of goals, and of the values that are set for them."""

from collections.abc import Iterator

from rdflib import URIRef

from kretslopp.comparison.reading import NOTHING, Said, said
from kretslopp.namespaces import DCTERMS, KL
from kretslopp.publication.dumps.tables.ground import (
    Cells,
    Ground,
    in_language,
    key_of,
    literal,
    slug,
    source_cells,
    text,
)

_OF_GOALS = (
    KL.goalOf,
    DCTERMS.identifier,
    DCTERMS.title,
    KL.subGoalOf,
    KL.unit,
    KL.goalResponsible,
    KL.goalTheme,
)
_OF_TARGETS = (
    KL.targetFor,
    KL.municipality,
    KL.area,
    KL.year,
    KL.targetType,
    KL.value,
    KL.valueText,
    KL.lowerLimit,
    KL.upperLimit,
    KL.unit,
    KL.measuredIn,
)


def goal_rows(ground: Ground) -> Iterator[Cells]:
    """Yield a row for each goal, by municipality, plan and number."""
    plans = said(ground.engine, "?thing a kl:Plan .", (KL.municipality,))
    ground.learn("?thing a kl:GoalTheme .")
    found = [
        _goal(ground, iri, of, plans)
        for iri, of in said(ground.engine, "?thing a kl:Goal .", _OF_GOALS).items()
    ]
    yield from sorted(
        found, key=lambda row: key_of(row, "municipality", "plan", "identifier", "id")
    )


def _goal(ground: Ground, iri: URIRef, of: Said, plans: dict[URIRef, Said]) -> Cells:
    plan = of.iri(KL.goalOf)
    responsible = of.iris(KL.goalResponsible)
    themes = of.iris(KL.goalTheme)
    return {
        "id": str(iri),
        "plan": text(plan),
        **ground.members(plans.get(plan or iri, NOTHING).iris(KL.municipality)),
        "identifier": of.text(DCTERMS.identifier, "sv"),
        "title_sv": in_language("sv", DCTERMS.title, of),
        "title_en": in_language("en", DCTERMS.title, of),
        "parent": text(of.iri(KL.subGoalOf)),
        "unit": literal(of, KL.unit),
        "responsible": ground.names(responsible),
        "responsible_iris": list(map(str, responsible)),
        "themes": ground.names(themes),
        "theme_iris": list(map(str, themes)),
        **source_cells(ground.row(iri, "goals")),
    }


def target_rows(ground: Ground) -> Iterator[Cells]:
    """Yield a row for each value of a goal, by municipality, goal, area and year."""
    ground.learn("?target kl:area ?thing .")
    found = [
        _target(ground, iri, of)
        for iri, of in said(ground.engine, "?thing a kl:Target .", _OF_TARGETS).items()
    ]
    yield from sorted(
        found, key=lambda row: key_of(row, "municipality", "goal", "area", "year", "id")
    )


def _target(ground: Ground, iri: URIRef, of: Said) -> Cells:
    goal, area = of.iri(KL.targetFor), of.iri(KL.area)
    return {
        "id": str(iri),
        "goal": text(goal),
        "goal_identifier": ground.identifier(goal),
        **ground.members(of.iris(KL.municipality)),
        "area": text(area),
        "area_name": ground.name(area),
        "year": of.integer(KL.year),
        "target_type": slug(of.iri(KL.targetType)),
        "value": literal(of, KL.value),
        "value_text": literal(of, KL.valueText),
        "lower_limit": literal(of, KL.lowerLimit),
        "upper_limit": literal(of, KL.upperLimit),
        "unit": literal(of, KL.unit),
        "unit_code": slug(of.iri(KL.measuredIn)),
        **source_cells(ground.row(iri, "targets")),
    }
