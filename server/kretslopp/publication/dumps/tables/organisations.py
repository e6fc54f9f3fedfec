"""The rows of organisations, and of what follow-ups say."""

from collections.abc import Iterable, Iterator

from rdflib import URIRef

from kretslopp.comparison.organisations import Organisations
from kretslopp.comparison.reading import NOTHING, Said, rows, said
from kretslopp.languages import alphabetical
from kretslopp.namespaces import ORG, RDFS, SKOS
from kretslopp.publication.dumps.tables.ground import (
    Cells,
    Ground,
    in_language,
    text,
)

_NAMES = (RDFS.label, SKOS.altLabel, ORG.unitOf)
_NAMED = """
SELECT DISTINCT ?organisation {
  ?any kl:lead|kl:responsible|kl:participant|kl:goalResponsible ?organisation
}
"""


def named_organisations(ground: Ground) -> tuple[URIRef, ...]:
    """Return the organisations that actions and goals name; their names are then known."""
    found = (iri for (iri,) in rows(ground.engine, _NAMED) if isinstance(iri, URIRef))
    ground.learn("?any kl:lead|kl:responsible|kl:participant|kl:goalResponsible ?thing .")
    return tuple(sorted(found))


def organisation_rows(ground: Ground, named: Iterable[URIRef]) -> Iterator[Cells]:
    """Yield a row for each organisation that is named, and for those that they belong to."""
    kinds = Organisations(ground.engine, "sv")
    known = said(
        ground.engine,
        "?thing rdfs:label ?label . FILTER EXISTS { { ?any org:unitOf ?thing } UNION "
        "{ ?any kl:lead|kl:responsible|kl:participant|kl:goalResponsible ?thing } }",
        _NAMES,
    )
    listed, waiting = set(), list(named)
    while waiting:
        iri = waiting.pop()
        if iri not in listed:
            listed.add(iri)
            waiting += known.get(iri, NOTHING).iris(ORG.unitOf)
    found = [_row(iri, known, kinds.of(iri).kind) for iri in listed]
    yield from sorted(found, key=lambda row: (alphabetical(str(row["name_sv"])), str(row["id"])))


def _row(iri: URIRef, known: dict[URIRef, Said], kind: str | None) -> Cells:
    of = known.get(iri, NOTHING)
    above = of.iri(ORG.unitOf)
    return {
        "id": str(iri),
        "name_sv": in_language("sv", RDFS.label, of),
        "name_en": in_language("en", RDFS.label, of),
        "other_names": sorted(map(str, of.all(SKOS.altLabel)), key=alphabetical),
        "organisation_kind": kind,
        "unit_of": text(above),
        "unit_of_name": in_language("sv", RDFS.label, known.get(above or iri, NOTHING))
        if above
        else None,
    }
