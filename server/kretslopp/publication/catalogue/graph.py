"""The catalogue as RDF: DCAT-AP-SE 3.0.1, the Swedish profile of DCAT-AP.

Without blank nodes: the national portal allows none for what it harvests, and a
node with an IRI is the same in every build.
"""

from collections.abc import Iterator

from rdflib import Graph, Literal, URIRef

from kretslopp import words
from kretslopp.languages import LANGUAGES
from kretslopp.namespaces import (
    DCAT,
    DCTERMS,
    FOAF,
    OWL,
    RDF,
    RDFS,
    VCARD,
    XSD,
    new_graph,
)
from kretslopp.publication import authorities, dumps
from kretslopp.publication.catalogue.datasets import CATALOGUE, Dataset, datasets, version_of
from kretslopp.publication.catalogue.distributions import distributions
from kretslopp.publication.release import WHOLE, Release
from kretslopp.publication.triples import Triple, texts
from kretslopp.publication.void import DESCRIPTION
from kretslopp.settings import Publisher

SERVICE = URIRef(f"{CATALOGUE}#sparql")
CONTACT = URIRef(f"{CATALOGUE}#contact")
PROVENANCE = URIRef(f"{CATALOGUE}#provenance")

_ONTOLOGY_VERSION = f"SELECT ?version {{ ?ontology <{OWL.versionIRI}> ?version }} ORDER BY ?version"


def publisher_iri(publisher: Publisher) -> URIRef:
    """Return the publisher's IRI: the national portal's for its organisation number, or ours."""
    if publisher.organisation_number:
        return URIRef(f"http://dataportal.se/organisation/SE{publisher.organisation_number}")
    return URIRef(f"{CATALOGUE}#publisher")


def catalogue_graph(release: Release, publisher: Publisher) -> Graph:
    """Return the catalogue of a release, with all that it needs to be understood on its own.

    Raises UnreadableInput for a release without dumps, and EngineFailure when the
    engine can't answer.
    """
    listed = datasets(release)
    model = ontology_version(release)
    graph = new_graph(CATALOGUE)
    for triple in (
        *_catalogue(listed, release, publisher),
        *_publisher(publisher),
        *_contact(publisher),
        *(_service(listed, publisher) if release.has_endpoint else ()),
        *texts(PROVENANCE, RDFS.label, words.texts("publication.provenance")),
        (PROVENANCE, RDF.type, DCTERMS.ProvenanceStatement),
    ):
        graph.add(triple)
    for item in (*listed, version_of(listed[0], release)):
        for triple in _dataset(item, release, publisher, model):
            graph.add(triple)
    for item in listed:
        for triple in distributions(item, release, publisher, model):
            graph.add(triple)
    for name in list(graph.objects(WHOLE, DCAT.distribution)):
        graph.add((release.iri, DCAT.distribution, name))
    for iri in {node for node in graph.objects() if isinstance(node, URIRef)}:
        for triple in authorities.about(iri):
            graph.add(triple)
    return graph


def ontology_version(release: Release) -> URIRef | None:
    """Return the version of the vocabulary that the data follows, None where it names none."""
    rows = release.engine.select(_ONTOLOGY_VERSION).rows
    return rows[0][0] if rows and isinstance(rows[0][0], URIRef) else None


def _catalogue(
    listed: tuple[Dataset, ...], release: Release, publisher: Publisher
) -> Iterator[Triple]:
    yield CATALOGUE, RDF.type, DCAT.Catalog
    yield from texts(CATALOGUE, DCTERMS.title, words.texts("publication.catalogue.title"))
    yield from texts(
        CATALOGUE, DCTERMS.description, words.texts("publication.catalogue.description")
    )
    yield CATALOGUE, DCTERMS.publisher, publisher_iri(publisher)
    yield CATALOGUE, DCTERMS.license, authorities.CC0
    yield CATALOGUE, DCTERMS.issued, Literal(release.day)
    yield CATALOGUE, DCTERMS.modified, Literal(release.day)
    yield CATALOGUE, DCTERMS.language, authorities.SWEDISH
    yield CATALOGUE, DCTERMS.language, authorities.ENGLISH
    yield CATALOGUE, DCTERMS.spatial, authorities.SWEDEN
    yield CATALOGUE, DCAT.themeTaxonomy, authorities.THEMES
    yield CATALOGUE, FOAF.homepage, URIRef(publisher.base)
    yield from authorities.page(URIRef(publisher.base))
    if release.has_endpoint:
        yield CATALOGUE, DCAT.service, SERVICE
    for item in listed:
        yield CATALOGUE, DCAT.dataset, item.iri


def _publisher(publisher: Publisher) -> Iterator[Triple]:
    iri = publisher_iri(publisher)
    yield iri, RDF.type, FOAF.Agent
    yield from texts(iri, FOAF.name, publisher.names())
    if publisher.homepage:
        yield iri, FOAF.homepage, URIRef(publisher.homepage)
        yield from authorities.page(URIRef(publisher.homepage))
    if publisher.kind:
        yield iri, DCTERMS.type, authorities.publisher_type(publisher.kind)


def _contact(publisher: Publisher) -> Iterator[Triple]:
    """Yield whom to ask, where anybody has said: there is no contact made up."""
    if not publisher.has_contact:
        return
    yield CONTACT, RDF.type, VCARD.Kind
    yield CONTACT, RDF.type, VCARD.Organization
    yield CONTACT, VCARD.fn, Literal(publisher.contact_name or publisher.name)
    if publisher.contact_email:
        yield CONTACT, VCARD.hasEmail, URIRef(f"mailto:{publisher.contact_email}")
    if publisher.contact_page:
        yield CONTACT, VCARD.hasURL, URIRef(publisher.contact_page)


def _service(listed: tuple[Dataset, ...], publisher: Publisher) -> Iterator[Triple]:
    yield SERVICE, RDF.type, DCAT.DataService
    yield from texts(SERVICE, DCTERMS.title, words.texts("publication.service.title"))
    yield from texts(SERVICE, DCTERMS.description, words.texts("publication.service.description"))
    yield SERVICE, DCAT.endpointURL, URIRef(f"{publisher.base}sparql")
    yield SERVICE, DCAT.endpointDescription, DESCRIPTION
    yield SERVICE, DCTERMS.conformsTo, authorities.SPARQL_PROTOCOL
    yield SERVICE, DCTERMS["format"], authorities.SPARQL_RESULTS
    yield SERVICE, DCTERMS.publisher, publisher_iri(publisher)
    yield SERVICE, DCTERMS.license, authorities.CC0
    yield SERVICE, DCTERMS.accessRights, authorities.OPEN
    yield SERVICE, DCAT.theme, authorities.ENVIRONMENT
    if publisher.has_contact:
        yield SERVICE, DCAT.contactPoint, CONTACT
    for item in listed:
        yield SERVICE, DCAT.servesDataset, item.iri
    for language, keywords in listed[0].keywords.items():
        for keyword in keywords:
            yield SERVICE, DCAT.keyword, Literal(keyword, language)
    for language in LANGUAGES:
        page = URIRef(f"{publisher.base}{language}/sparql")
        yield SERVICE, DCAT.landingPage, page
        yield from authorities.page(page)


def _dataset(
    item: Dataset, release: Release, publisher: Publisher, model: URIRef | None
) -> Iterator[Triple]:
    """Yield the description of a dataset, the whole's version among them; no distributions."""
    yield item.iri, RDF.type, DCAT.Dataset
    yield from texts(item.iri, DCTERMS.title, item.titles)
    yield from texts(item.iri, DCTERMS.description, item.descriptions)
    for language, keywords in item.keywords.items():
        for keyword in keywords:
            yield item.iri, DCAT.keyword, Literal(keyword, language)
    yield item.iri, DCTERMS.identifier, Literal(str(item.iri))
    yield item.iri, DCTERMS.publisher, publisher_iri(publisher)
    yield item.iri, DCTERMS.creator, publisher_iri(publisher)
    if publisher.has_contact:
        yield item.iri, DCAT.contactPoint, CONTACT
    yield item.iri, DCTERMS.license, authorities.CC0
    yield item.iri, DCTERMS.accessRights, authorities.OPEN
    yield item.iri, DCTERMS.accrualPeriodicity, authorities.IRREGULAR
    yield item.iri, DCTERMS.provenance, PROVENANCE
    yield item.iri, DCTERMS.language, authorities.SWEDISH
    yield item.iri, DCTERMS.language, authorities.ENGLISH
    yield item.iri, DCAT.theme, authorities.ENVIRONMENT
    yield item.iri, DCTERMS.issued, Literal(release.day)
    yield item.iri, DCTERMS.modified, Literal(release.day)
    yield item.iri, DCAT.version, Literal(release.version)
    yield item.iri, OWL.versionInfo, Literal(release.version)
    yield from _standard(item, model)
    yield from _coverage(item)
    yield from _versions(item, release)
    for language in LANGUAGES:
        page = URIRef(f"{publisher.base}{language}/{item.path}")
        yield item.iri, DCAT.landingPage, page
        yield from authorities.page(page)


def _standard(item: Dataset, model: URIRef | None) -> Iterator[Triple]:
    """Yield what a dataset follows: the vocabulary, which itself follows OWL 2 RL."""
    if item.name == dumps.VOCABULARY:
        yield item.iri, DCTERMS.conformsTo, authorities.OWL_RL
    elif model is not None:
        yield item.iri, DCTERMS.conformsTo, model
        yield model, RDF.type, DCTERMS.Standard
        yield from texts(model, DCTERMS.title, words.texts("publication.dataset.vocabulary.title"))


def _coverage(item: Dataset) -> Iterator[Triple]:
    """Yield what a dataset covers in space and time; years are as plans state them."""
    yield item.iri, DCTERMS.spatial, authorities.SWEDEN
    if item.place is not None and item.place_labels is not None:
        yield item.iri, DCTERMS.spatial, item.place
        yield item.place, RDF.type, DCTERMS.Location
        yield from texts(item.place, RDFS.label, item.place_labels)
    first, last = item.years
    if first is None and last is None:
        return
    period = URIRef(f"{item.iri}#period")
    yield item.iri, DCTERMS.temporal, period
    yield period, RDF.type, DCTERMS.PeriodOfTime
    if first is not None:
        yield period, DCAT.startDate, Literal(str(first), datatype=XSD.gYear)
    if last is not None:
        yield period, DCAT.endDate, Literal(str(last), datatype=XSD.gYear)


def _versions(item: Dataset, release: Release) -> Iterator[Triple]:
    """Yield how the whole, its parts and its version belong together."""
    if item.iri == release.iri:
        yield item.iri, DCTERMS.isVersionOf, WHOLE
        yield item.iri, DCAT.isVersionOf, WHOLE
    elif item.iri == WHOLE:
        yield item.iri, DCTERMS.hasVersion, release.iri
        yield item.iri, DCAT.hasVersion, release.iri
        yield item.iri, DCAT.hasCurrentVersion, release.iri
    else:
        yield item.iri, DCTERMS.isPartOf, WHOLE
