"""The rows of actions: what each programme says of each of its actions."""

from collections.abc import Iterator

from rdflib import URIRef

from kretslopp.comparison.entries import Entry, entries
from kretslopp.comparison.legal_marks import HEAD as LAW
from kretslopp.comparison.reading import NOTHING, Said, said
from kretslopp.comparison.recommended import HEAD as RECOMMENDED
from kretslopp.comparison.selection import select
from kretslopp.languages import Language
from kretslopp.namespaces import DCTERMS, KL, RDFS
from kretslopp.publication.dumps.tables.ground import (
    Cells,
    Ground,
    in_language,
    source_cells,
    state,
    text,
)

_NAMES = (
    KL.goalArea,
    KL.contributesTo,
    KL.precededBy,
    KL.startYear,
    KL.endYear,
    KL.lead,
    KL.responsible,
    KL.participant,
    KL.legallyRequired,
    KL.recommendedForAll,
)


def rows(ground: Ground) -> Iterator[Cells]:
    """Yield a row for each action of each programme, by municipality, period and number."""
    shared = said(
        ground.engine, "?any kl:action ?thing .", (DCTERMS.title, RDFS.label, KL.goalArea)
    )
    ground.learn("?thing a kl:GoalArea .")
    ground.learn("?thing a kl:RegionalAction .")
    everything = select(ground.engine, "sv", None, None)
    for entry in entries(ground.engine, everything, _NAMES):
        yield _row(ground, entry, shared.get(entry.action, NOTHING))


def _row(ground: Ground, entry: Entry, shared: Said) -> Cells:
    of, programme = entry.said, entry.programme
    row = ground.row(entry.iri, "regional", "municipal")
    area = of.iri(KL.goalArea) or shared.iri(KL.goalArea)
    goal_codes, goal_iris = ground.codes(of.iris(KL.contributesTo))
    preceding, preceding_iris = ground.codes(of.iris(KL.precededBy))
    return {
        "id": str(entry.iri),
        "action": str(entry.action),
        "programme": text(programme.iri),
        **ground.members(item.iri for item in programme.members),
        "period": programme.period,
        "kind": "regional" if entry.is_regional else "municipal",
        "identifier": entry.code,
        "title_sv": _title("sv", of, shared),
        "title_en": _title("en", of, shared),
        "goal_area": text(area),
        "goal_area_name": ground.name(area),
        "goal_codes": goal_codes,
        "goal_iris": goal_iris,
        "preceding": preceding,
        "preceding_iris": preceding_iris,
        "start_year": of.integer(KL.startYear),
        "end_year": of.integer(KL.endYear, last=True),
        **_who(ground, of, "lead", "lead_iris", KL.lead),
        **_who(ground, of, "responsible", "responsible_iris", KL.responsible),
        **_who(ground, of, "participants", "participant_iris", KL.participant),
        "legally_required": state(row, LAW, of.truth(KL.legallyRequired)),
        "recommended_for_all": state(row, RECOMMENDED, of.truth(KL.recommendedForAll)),
        **source_cells(row),
    }


def _title(language: Language, of: Said, shared: Said) -> str | None:
    return in_language(language, DCTERMS.title, of, shared) or in_language(
        language, RDFS.label, shared
    )


def _who(ground: Ground, of: Said, names: str, iris: str, name: URIRef) -> Cells:
    found = of.iris(name)
    return {names: ground.names(found), iris: list(map(str, found))}
