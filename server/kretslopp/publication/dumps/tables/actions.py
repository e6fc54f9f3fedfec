"""The rows of actions: what each programme says of each of its actions."""

from collections.abc import Iterator

from kretslopp.languages import Language
from kretslopp.namespaces import DCTERMS, KL, RDFS
from kretslopp.publication.dumps.tables.names_and_sources import (
    Cells,
    NamesAndSources,
    properties,
    said,
    text,
    where_read,
)
from kretslopp.reading.descriptions import NOTHING, Description, descriptions
from kretslopp.reading.entries import Entry, entries
from kretslopp.reading.programmes import Selection

_NAMES = (*properties("actions"), KL.goalArea, KL.responsible)


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
    goal_codes, goal_iris = known.codes(of.iris(KL.contributesTo))
    preceding, preceding_iris = known.codes(of.iris(KL.precededBy))
    return {
        **said("actions", of, row),
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
        "goal_codes": goal_codes,
        "goal_iris": goal_iris,
        "preceding": preceding,
        "preceding_iris": preceding_iris,
        "lead": known.names(of.iris(KL.lead)),
        "responsible": known.names(of.iris(KL.responsible)),
        "responsible_iris": list(map(str, of.iris(KL.responsible))),
        "carried_out_by": known.names(of.iris(KL.carriedOutBy)),
        "working_group": known.names(of.iris(KL.workingGroup)),
        "participants": known.names(of.iris(KL.participant)),
        **where_read(row),
    }


def _title(language: Language, of: Description, shared: Description) -> str | None:
    own, common = (item.in_language(DCTERMS.title, language) for item in (of, shared))
    return own or common or shared.in_language(RDFS.label, language)
