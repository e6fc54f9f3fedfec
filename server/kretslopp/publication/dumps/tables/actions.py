"""The rows of actions: what each programme says of each of its actions."""

from collections.abc import Iterator

from rdflib import URIRef

from kretslopp.languages import Language
from kretslopp.namespaces import DCTERMS, KL, RDFS
from kretslopp.publication.dumps.tables.names_and_sources import (
    Cells,
    NamesAndSources,
    state,
    text,
    where_read,
)
from kretslopp.reading.descriptions import NOTHING, Description, descriptions
from kretslopp.reading.entries import Entry, entries
from kretslopp.reading.programmes import Selection
from kretslopp.schema import heads_of

(_LAW,), (_RECOMMENDED,) = map(heads_of, (KL.legallyRequired, KL.recommendedForAll))
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


def rows(known: NamesAndSources) -> Iterator[Cells]:
    """Yield a row for each action of each programme, by municipality, period and number."""
    shared = descriptions(
        known.engine, "?any kl:action ?thing .", (DCTERMS.title, RDFS.label, KL.goalArea)
    )
    known.learn("?thing a kl:GoalArea .")
    known.learn("?thing a kl:RegionalAction .")
    everything = Selection(known.programmes, (), is_whole=True, certain_only=False, language="sv")
    for entry in entries(known.engine, everything, _NAMES):
        yield _row(known, entry, shared.get(entry.action, NOTHING))


def _row(known: NamesAndSources, entry: Entry, shared: Description) -> Cells:
    of, programme = entry.description, entry.programme
    row = known.row(entry.iri, "regional", "municipal")
    area = of.iri(KL.goalArea) or shared.iri(KL.goalArea)
    goals, goal_iris = known.codes(of.iris(KL.contributesTo))
    preceding, preceding_iris = known.codes(of.iris(KL.precededBy))
    return {
        "id": str(entry.iri),
        "action": str(entry.action),
        "programme": text(programme.iri),
        **known.members(item.iri for item in programme.members),
        "period": programme.period,
        "kind": "regional" if entry.is_regional else "municipal",
        "identifier": entry.code,
        "title_sv": _title("sv", of, shared),
        "title_en": _title("en", of, shared),
        "goal_area": text(area),
        "goal_area_name": known.name(area),
        "goals": goals,
        "goal_iris": goal_iris,
        "preceding": preceding,
        "preceding_iris": preceding_iris,
        "start_year": of.integer(KL.startYear),
        "end_year": of.integer(KL.endYear, last=True),
        **_who(known, of, "lead", "lead_iris", KL.lead),
        **_who(known, of, "responsible", "responsible_iris", KL.responsible),
        **_who(known, of, "participants", "participant_iris", KL.participant),
        "legally_required": state(row, _LAW, of.truth(KL.legallyRequired)),
        "recommended_for_all": state(row, _RECOMMENDED, of.truth(KL.recommendedForAll)),
        **where_read(row),
    }


def _title(language: Language, of: Description, shared: Description) -> str | None:
    own, common = (item.in_language(DCTERMS.title, language) for item in (of, shared))
    return own or common or shared.in_language(RDFS.label, language)


def _who(known: NamesAndSources, of: Description, names: str, iris: str, name: URIRef) -> Cells:
    found = of.iris(name)
    return {names: known.names(found), iris: list(map(str, found))}
