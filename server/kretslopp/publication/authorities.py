"""Names that others have given: of languages, themes, file types, rights.

DCAT-AP wants its values from the authority tables of the European Union. A
harvester need not fetch them to know what an IRI is: the catalogue says it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rdflib import URIRef

from kretslopp import words
from kretslopp.languages import LANGUAGES
from kretslopp.namespaces import DCTERMS, FOAF, RDF, RDFS, SKOS
from kretslopp.publication.triples import Triple, texts

_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "http://www.iana.org/assignments/media-types/"

# As DCAT-AP-SE writes it: with http.
CC0 = URIRef("http://creativecommons.org/publicdomain/zero/1.0/")
ENVIRONMENT = URIRef(f"{_EU}data-theme/ENVI")
THEMES = URIRef(f"{_EU}data-theme")
IRREGULAR = URIRef(f"{_EU}frequency/IRREG")
OPEN = URIRef(f"{_EU}access-right/PUBLIC")
SWEDEN = URIRef(f"{_EU}country/SWE")
SWEDISH = URIRef(f"{_EU}language/SWE")
ENGLISH = URIRef(f"{_EU}language/ENG")
SPARQL_RESULTS = URIRef(f"{_EU}file-type/SPARQLQRES")
SPARQL_PROTOCOL = URIRef("https://www.w3.org/TR/sparql11-protocol/")
CSV_ON_THE_WEB = URIRef("https://www.w3.org/TR/tabular-data-model/")
AVAILABILITY = URIRef("http://data.europa.eu/r5r/availability")
OWL_RL = URIRef("https://www.w3.org/TR/owl2-profiles/")

# Media types of dump files, and what the EU's table of file types calls them.
_FILE_TYPES = {
    "text/turtle": "RDF_TURTLE",
    "application/trig": "RDF_TRIG",
    "application/n-quads": "RDF_N_QUADS",
    "application/ld+json": "JSON_LD",
    "text/csv": "CSV",
}


@dataclass(frozen=True)
class Known:
    """What the catalogue says of a name of others: its classes, its scheme, what it is called.

    ``name`` is what it is called in every language, or the key of the words for it;
    ``label`` the property that gives it.
    """

    classes: tuple[URIRef, ...]
    name: str = ""
    label: URIRef = RDFS.label
    scheme: str = ""


_KNOWN: Mapping[URIRef, Known] = {
    CC0: Known((DCTERMS.LicenseDocument,), "CC0 1.0"),
    ENVIRONMENT: Known((SKOS.Concept,), "environment", SKOS.prefLabel, f"{_EU}data-theme"),
    THEMES: Known((SKOS.ConceptScheme,), "themes", DCTERMS.title),
    IRREGULAR: Known((DCTERMS.Frequency,), scheme=f"{_EU}frequency"),
    OPEN: Known((DCTERMS.RightsStatement,), scheme=f"{_EU}access-right"),
    SWEDEN: Known((DCTERMS.Location,), "sweden", scheme=f"{_EU}country"),
    SWEDISH: Known((DCTERMS.LinguisticSystem,), scheme=f"{_EU}language"),
    ENGLISH: Known((DCTERMS.LinguisticSystem,), scheme=f"{_EU}language"),
    SPARQL_RESULTS: Known((DCTERMS.MediaTypeOrExtent,), scheme=f"{_EU}file-type"),
    SPARQL_PROTOCOL: Known((DCTERMS.Standard,), "SPARQL 1.1 Protocol", DCTERMS.title),
    CSV_ON_THE_WEB: Known((DCTERMS.Standard,), "CSV on the Web", DCTERMS.title),
    OWL_RL: Known((DCTERMS.Standard,), "OWL 2 RL", DCTERMS.title),
}


def media_type(name: str) -> URIRef:
    """Return the IRI that IANA's register gives a media type."""
    return URIRef(_IANA + name)


def file_type(name: str) -> URIRef:
    """Return the EU's file type of a media type. Raises KeyError for one without."""
    return URIRef(f"{_EU}file-type/{_FILE_TYPES[name]}")


def availability(name: str) -> URIRef:
    """Return the EU's name of how long something is planned to be there: ``STABLE``."""
    return URIRef(f"{_EU}planned-availability/{name}")


def publisher_type(name: str) -> URIRef:
    """Return ADMS's name of a kind of publisher: ``LocalAuthority``."""
    return URIRef(f"http://purl.org/adms/publishertype/{name}")


def about(iri: URIRef) -> Iterator[Triple]:
    """Yield what the catalogue says of a name of others; nothing of one it does not know."""
    known = _KNOWN.get(iri) or _by_beginning(iri)
    if known is None:
        return
    for kind in known.classes:
        yield iri, RDF.type, kind
    if known.name:
        key = f"publication.authority.{known.name}"
        named = words.texts(key) if words.has(key) else dict.fromkeys(LANGUAGES, known.name)
        yield from texts(iri, known.label, named)
    if known.scheme:
        yield iri, SKOS.inScheme, URIRef(known.scheme)


def _by_beginning(iri: URIRef) -> Known | None:
    if iri.startswith(_IANA):
        return Known((DCTERMS.MediaType,))
    if iri.startswith(f"{_EU}file-type/"):
        return Known((DCTERMS.MediaTypeOrExtent,), scheme=f"{_EU}file-type")
    if iri.startswith(f"{_EU}planned-availability/"):
        name = iri.rpartition("/")[2].lower()
        return Known((SKOS.Concept,), name, SKOS.prefLabel, f"{_EU}planned-availability")
    if iri.startswith("http://purl.org/adms/publishertype/"):
        name = iri.rpartition("/")[2]
        return Known(
            (SKOS.Concept,),
            name,
            SKOS.prefLabel,
            "http://purl.org/adms/publishertype/1.0",
        )
    return None


def page(iri: URIRef) -> Iterator[Triple]:
    """Yield that an IRI is a web page."""
    yield iri, RDF.type, FOAF.Document
