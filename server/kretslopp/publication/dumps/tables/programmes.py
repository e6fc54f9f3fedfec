"""The rows of programmes, of plans without a known one, and of decisions on plans."""

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
from kretslopp.reading.programmes import Programme
from kretslopp.reading.sources import SourceRow
from kretslopp.reading.states import NO, NOT_STATED, YES, State

_NAMES = (
    *properties("programmes"),
    DCTERMS.title,
    KL.planStatus,
    KL.decidedAt,
    KL.decisionReference,
    KL.region,
)
_OF_DECISIONS = (
    KL.decisionOn,
    KL.municipality,
    KL.planStatus,
    KL.decidedAt,
    KL.decisionReference,
)
_WORKS = "?thing a ?class . FILTER (?class IN (kl:Plan, kl:ActionProgramme))"


def rows(known: NamesAndSources) -> Iterator[Cells]:
    """Yield a row for each programme and each plan without one, by municipality and period."""
    works = descriptions(known.engine, _WORKS, _NAMES)
    known.learn("?thing a kl:PlanStatus .")
    known.learn("?thing a kl:WasteRegion .")
    for programme in known.programmes:
        thing = programme.iri or programme.plan
        if thing is not None:
            yield _row(known, thing, programme, works)


def _row(
    known: NamesAndSources,
    thing: URIRef,
    programme: Programme,
    works: dict[URIRef, Description],
) -> Cells:
    of, plan = works.get(thing, NOTHING), works.get(programme.plan or thing, NOTHING)
    row = known.row(thing, "plan")
    status = plan.iri(KL.planStatus)
    region = of.iri(KL.region) or plan.iri(KL.region)
    return {
        **said("programmes", of),
        "id": str(thing),
        "kind": "plan" if programme.iri is None else "programme",
        **known.members(item.iri for item in programme.members),
        "title_sv": of.in_language(DCTERMS.title, "sv"),
        "title_en": of.in_language(DCTERMS.title, "en"),
        "plan": text(programme.plan),
        "plan_title_sv": plan.in_language(DCTERMS.title, "sv"),
        "plan_title_en": plan.in_language(DCTERMS.title, "en"),
        "plan_start_year": plan.integer(KL.startYear),
        "plan_end_year": plan.integer(KL.endYear, last=True),
        "plan_status": slug(status),
        "plan_status_sv": known.name(status, "sv"),
        "plan_status_en": known.name(status, "en"),
        "decided_on": day(plan, KL.decidedAt),
        "decision_reference": plan.first(KL.decisionReference),
        "record_number": plan.first(KL.recordNumber),
        "consultation_from": day(plan, KL.consultationFrom),
        "consultation_to": day(plan, KL.consultationTo),
        "replaces": text(plan.iri(DCTERMS.replaces)),
        "number_of_goals": plan.integer(KL.numberOfGoals),
        "number_of_actions": plan.integer(KL.numberOfActions),
        "region": text(region),
        "region_name": known.name(region),
        "partial": _partial(row),
        **where_read(row),
        "document_title": row.document.in_language(DCTERMS.title, "sv") if row else None,
    }


def _partial(row: SourceRow | None) -> State:
    truth = row.description.truth(KL.partial) if row else None
    return NOT_STATED if truth is None else YES if truth else NO


def decision_rows(known: NamesAndSources) -> Iterator[Cells]:
    """Yield a row for each decision on a plan, by plan and municipality."""
    rows = []
    for iri, of in descriptions(known.engine, "?thing a kl:Decision .", _OF_DECISIONS).items():
        status = of.iri(KL.planStatus)
        cells: Cells = {
            "id": str(iri),
            "plan": text(of.iri(KL.decisionOn)),
            **known.members(of.iris(KL.municipality)),
            "plan_status": slug(status),
            "plan_status_sv": known.name(status, "sv"),
            "plan_status_en": known.name(status, "en"),
            "decided_on": day(of, KL.decidedAt),
            "decision_reference": of.first(KL.decisionReference),
            **where_read(known.row(iri, "decisions")),
        }
        rows.append(cells)
    yield from sorted(rows, key=lambda row: key_of(row, "plan", "municipality"))
