"""The rows of organisations, and of what follow-ups say."""

from collections.abc import Iterable, Iterator

from rdflib import URIRef

from kretslopp.languages import alphabetical
from kretslopp.namespaces import ORG, RDFS, SKOS
from kretslopp.publication.dumps.tables.names_and_sources import (
    Cells,
    NamesAndSources,
    text,
)
from kretslopp.reading.descriptions import NOTHING, Description, descriptions, solutions
from kretslopp.reading.organisations import Organisations

_NAMES = (RDFS.label, SKOS.altLabel, ORG.unitOf)
_NAMED = """
SELECT DISTINCT ?organisation {
  ?any kl:lead|kl:responsible|kl:participant|kl:goalResponsible ?organisation
}
"""


def named_organisations(known: NamesAndSources) -> tuple[URIRef, ...]:
    """Return the organisations that actions and goals name; their names are then known."""
    iris = (iri for (iri,) in solutions(known.engine, _NAMED) if isinstance(iri, URIRef))
    known.learn("?any kl:lead|kl:responsible|kl:participant|kl:goalResponsible ?thing .")
    return tuple(sorted(iris))


def organisation_rows(known: NamesAndSources, named: Iterable[URIRef]) -> Iterator[Cells]:
    """Yield a row for each organisation that is named, and for those that they belong to."""
    kinds = Organisations(known.engine, "sv")
    organisations = descriptions(
        known.engine,
        "?thing rdfs:label ?label . FILTER EXISTS { { ?any org:unitOf ?thing } UNION "
        "{ ?any kl:lead|kl:responsible|kl:participant|kl:goalResponsible ?thing } }",
        _NAMES,
    )
    listed, waiting = set(), list(named)
    while waiting:
        iri = waiting.pop()
        if iri not in listed:
            listed.add(iri)
            waiting += organisations.get(iri, NOTHING).iris(ORG.unitOf)
    made = [_row(iri, organisations, kinds.of(iri).kind) for iri in listed]
    yield from sorted(made, key=lambda row: (alphabetical(str(row["name_sv"])), str(row["id"])))


def _row(iri: URIRef, organisations: dict[URIRef, Description], kind: str | None) -> Cells:
    of = organisations.get(iri, NOTHING)
    above = of.iri(ORG.unitOf)
    return {
        "id": str(iri),
        "name_sv": of.in_language(RDFS.label, "sv"),
        "name_en": of.in_language(RDFS.label, "en"),
        "other_names": sorted(map(str, of.all(SKOS.altLabel)), key=alphabetical),
        "organisation_kind": kind,
        "unit_of": text(above),
        "unit_of_name": organisations.get(above, NOTHING).in_language(RDFS.label, "sv")
        if above
        else None,
    }
