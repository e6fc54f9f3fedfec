"""Organisations: what they are called, which kind they are, to which they belong."""

from dataclasses import dataclass

from rdflib import URIRef

from kretslopp.engine import Engine
from kretslopp.languages import Language
from kretslopp.namespaces import KL, ORG, RDF, RDFS
from kretslopp.reading.descriptions import NOTHING, descriptions, solutions

# The most exact class first: a municipality is an org:Organization too.
KINDS: dict[URIRef, str] = {
    KL.Municipality: "municipality",
    KL.MunicipalCompany: "company",
    KL.Committee: "committee",
    KL.OrganisationalUnit: "office",
    KL.ThematicGroup: "thematic-group",
    KL.RegionalNetwork: "regional-network",
    KL.RegionalOrganisation: "regional-organisation",
    KL.StateAuthority: "state-authority",
    ORG.Organization: "organisation",
}
_UNITS = "SELECT DISTINCT ?unit ?parent WHERE { ?unit org:unitOf ?parent }"


@dataclass(frozen=True)
class Organisation:
    """An organisation: its IRI, name and kind; None for a kind that the graph does not say."""

    iri: URIRef
    name: str
    kind: str | None


class Organisations:
    """The organisations of the graph, read at once."""

    def __init__(self, engine: Engine, language: Language) -> None:
        self._language = language
        classes = ", ".join(f"<{kind}>" for kind in KINDS)
        pattern = f"?thing a ?class . FILTER (?class IN ({classes}))"
        self._known = descriptions(engine, pattern, (RDF.type, RDFS.label))
        self._parents: dict[URIRef, URIRef] = {}
        for unit, parent in solutions(engine, _UNITS):
            if isinstance(unit, URIRef) and isinstance(parent, URIRef):
                # Of several parents the first, so that the answer is the same every time.
                self._parents[unit] = min(parent, self._parents.get(unit, parent))

    def of(self, iri: URIRef) -> Organisation:
        """Return an organisation; one without a label is called by its IRI."""
        known = self._known.get(iri, NOTHING)
        types = set(known.all(RDF.type))
        kind = next((word for of, word in KINDS.items() if of in types), None)
        return Organisation(iri, known.text(RDFS.label, self._language) or str(iri), kind)

    def top(self, iri: URIRef) -> Organisation:
        """Return the topmost organisation that one is a unit of, itself where it is none."""
        seen = {iri}
        while (parent := self._parents.get(iri)) is not None and parent not in seen:
            seen.add(parent)
            iri = parent
        return self.of(iri)
