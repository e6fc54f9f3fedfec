"""The rows of programmes: each action programme, and each plan without a known one."""

from collections.abc import Iterator

from rdflib import URIRef

from kretslopp.comparison.reading import NOTHING, Said, said
from kretslopp.comparison.selection import Programme, programmes
from kretslopp.comparison.states import NO, NOT_STATED, YES, State
from kretslopp.namespaces import DCTERMS, KL
from kretslopp.publication.dumps.tables.ground import (
    Cells,
    Ground,
    SourceRow,
    day,
    in_language,
    literal,
    slug,
    source_cells,
    text,
)

_NAMES = (
    DCTERMS.title,
    KL.startYear,
    KL.endYear,
    KL.planStatus,
    KL.decidedAt,
    KL.decisionReference,
    KL.region,
)
_WORKS = "?thing a ?class . FILTER (?class IN (kl:Plan, kl:ActionProgramme))"


def rows(ground: Ground) -> Iterator[Cells]:
    """Yield a row for each programme and each plan without one, by municipality and period."""
    works = said(ground.engine, _WORKS, _NAMES)
    documents = said(ground.engine, "?thing a kl:SourceDocument .", (DCTERMS.title,))
    ground.learn("?thing a kl:PlanStatus .")
    ground.learn("?thing a kl:WasteRegion .")
    for programme in programmes(ground.engine, "sv"):
        thing = programme.iri or programme.plan
        if thing is not None:
            yield _row(ground, thing, programme, works, documents)


def _row(
    ground: Ground,
    thing: URIRef,
    programme: Programme,
    works: dict[URIRef, Said],
    documents: dict[URIRef, Said],
) -> Cells:
    of, plan = works.get(thing, NOTHING), works.get(programme.plan or thing, NOTHING)
    row = ground.row(thing, "plan")
    status = plan.iri(KL.planStatus)
    region = of.iri(KL.region) or plan.iri(KL.region)
    document = documents.get(row.document, NOTHING) if row and row.document else NOTHING
    return {
        "id": str(thing),
        "kind": "plan" if programme.iri is None else "programme",
        **ground.members(item.iri for item in programme.members),
        "title_sv": in_language("sv", DCTERMS.title, of),
        "title_en": in_language("en", DCTERMS.title, of),
        "start_year": of.integer(KL.startYear),
        "end_year": of.integer(KL.endYear, last=True),
        "plan": text(programme.plan),
        "plan_title_sv": in_language("sv", DCTERMS.title, plan),
        "plan_title_en": in_language("en", DCTERMS.title, plan),
        "plan_start_year": plan.integer(KL.startYear),
        "plan_end_year": plan.integer(KL.endYear, last=True),
        "plan_status": slug(status),
        "plan_status_sv": ground.name(status, "sv"),
        "plan_status_en": ground.name(status, "en"),
        "decided_on": day(plan, KL.decidedAt),
        "decision_reference": literal(plan, KL.decisionReference),
        "region": text(region),
        "region_name": ground.name(region),
        "partial": _partial(row),
        **source_cells(row),
        "document_title": in_language("sv", DCTERMS.title, document),
    }


def _partial(row: SourceRow | None) -> State:
    truth = row.of_row.truth(KL.partial) if row else None
    return NOT_STATED if truth is None else YES if truth else NO
