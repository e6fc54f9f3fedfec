"""What there is to compare: the municipalities, the programmes, the periods."""

from collections.abc import Iterator

from rdflib import URIRef

from kretslopp.comparison.plan_doubts import (
    MUNICIPALITY,
    PLAN_PERIOD,
    PROGRAMME_PERIOD,
    WORKS,
    PlanDoubts,
)
from kretslopp.comparison.table import Row, Value, end_of, joined, of_programme, text
from kretslopp.engine import Engine
from kretslopp.languages import natural
from kretslopp.namespaces import DCTERMS, KL
from kretslopp.reading.descriptions import NOTHING, Description, descriptions
from kretslopp.reading.names import Names
from kretslopp.reading.programmes import Municipality, Programme, Selection, municipalities
from kretslopp.reading.states import NO, YES

_OF_WORKS = (KL.startYear, KL.endYear, KL.planStatus, DCTERMS.replaces, KL.numberOfGoals,
             KL.numberOfActions)  # fmt: skip


def of_municipalities(engine: Engine, selection: Selection) -> Iterator[Row]:
    """Yield each municipality, also those of which no plan is known."""
    known = municipalities(engine, selection.language)
    of = descriptions(engine, "?thing kl:county ?any .", (KL.county,))
    doubts = PlanDoubts(engine, selection)
    all_works: dict[URIRef, list[Programme]] = {}
    for municipality, programme in selection.members:
        all_works.setdefault(municipality.iri, []).append(programme)
    listed = (
        known if selection.is_whole else {*all_works, *(item.iri for item in selection.without)}
    )
    counties = {iri: of.get(iri, NOTHING).iri(KL.county) for iri in listed}
    names = Names(engine, filter(None, counties.values()))
    for municipality in sorted((known[iri] for iri in listed), key=by_order):
        known_works, county = all_works.get(municipality.iri, []), counties[municipality.iri]
        works = [item for item in known_works if doubts.is_certain(item, MUNICIPALITY)]
        yield {
            "municipality": municipality.slug,
            "municipality_code": municipality.code,
            "municipality_name": municipality.name,
            "county_name": names.label(county, selection.language) if county else None,
            "county": text(county),
            "plan_known": YES if works else None if known_works else NO,
            "number_of_plans": len({item.plan for item in works if item.plan}) or None,
            "number_of_programmes": sum(item.iri is not None for item in works) or None,
        }


def of_programmes(engine: Engine, selection: Selection) -> Iterator[Row]:
    """Yield each programme, and each plan without one, of each of its municipalities."""
    works = descriptions(engine, WORKS, _OF_WORKS)
    doubts = PlanDoubts(engine, selection)
    names = Names(engine)
    names.learn(WORKS)
    for municipality, programme in selection.members:
        work, plan = programme.iri or programme.plan, programme.plan or programme.iri
        if work is None or plan is None:
            continue
        own, of = works.get(work, NOTHING), works.get(plan, NOTHING)
        in_doubt = doubts.of(plan)
        row: dict[str, Value] = {
            "kind": "programme" if programme.iri else "plan",
            "work_name": names.label(work, selection.language),
            **of_programme(municipality, programme),
            "plan_name": names.label(plan, selection.language),
        }
        for head, cells_of_head in _by_head(own, of, is_programme=programme.iri is not None):
            row.update({} if head in in_doubt else cells_of_head)
        yield row


def _by_head(
    own: Description, plan: Description, *, is_programme: bool
) -> Iterator[tuple[str, dict[str, Value]]]:
    """Yield the cells of a programme and its plan by the head that they are read under."""
    years: dict[str, Value] = {
        "start_year": own.integer(KL.startYear),
        "end_year": own.integer(KL.endYear, last=True),
    }
    yield PROGRAMME_PERIOD if is_programme else PLAN_PERIOD, years
    yield (
        PLAN_PERIOD,
        {
            "plan_start_year": plan.integer(KL.startYear),
            "plan_end_year": plan.integer(KL.endYear, last=True),
        },
    )
    yield "status", {"plan_status": end_of(plan.iri(KL.planStatus))}
    yield "ersätter", {"replaces": text(plan.iri(DCTERMS.replaces))}
    yield "antal_mål", {"number_of_goals": plan.integer(KL.numberOfGoals)}
    yield "antal_åtgärder", {"number_of_actions": plan.integer(KL.numberOfActions)}


def of_periods(engine: Engine, selection: Selection) -> Iterator[Row]:
    """Yield each period of the selected programmes and plans, with whose it is."""
    doubts = PlanDoubts(engine, selection)
    for period in sorted({of for item in selection.programmes for of in item.periods}, key=natural):
        plans = {
            item.plan: item.municipalities
            for item in selection.programmes
            if item.plan_period == period and not doubts.of(item.plan) & {PLAN_PERIOD}
        }
        programmes = {
            item.iri: item.municipalities
            for item in selection.programmes
            if item.iri and item.period == period and doubts.is_certain(item, PROGRAMME_PERIOD)
        }
        of = {*plans.values(), *programmes.values()}
        members = sorted({one for listed in of for one in listed}, key=by_order)
        yield {
            "period": period,
            "number_of_plans": len(plans) or None,
            "number_of_programmes": len(programmes) or None,
            "municipality": joined(one.slug for one in members),
            "municipality_code": joined(one.code for one in members if one.code),
            "municipality_name": joined(one.name for one in members),
        }


def by_order(municipality: Municipality) -> tuple[str, str]:
    """Return the key that sorts municipalities as Swedish does."""
    return municipality.order
