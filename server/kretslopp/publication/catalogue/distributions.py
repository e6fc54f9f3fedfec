"""What there is to download of a dataset, and its SPARQL service, as DCAT distributions."""

from collections.abc import Iterator

from rdflib import Literal, URIRef

from kretslopp import words
from kretslopp.languages import Language
from kretslopp.namespaces import DCAT, DCTERMS, RDF, SPDX, XSD
from kretslopp.publication import authorities
from kretslopp.publication.catalogue.datasets import CATALOGUE, Dataset
from kretslopp.publication.dumps import DumpFile
from kretslopp.publication.dumps.tables import descriptors
from kretslopp.publication.release import Release
from kretslopp.publication.triples import Triple, texts
from kretslopp.settings import Publisher

# A table's metadata describes a file and is none of the ways to get the data.
METADATA = "csvw"
_METADATA_ENDING = "-metadata.json"


def downloads(item: Dataset) -> tuple[DumpFile, ...]:
    """Return the files of a dataset that hold its data: RDF first, uncompressed before compressed.

    Tables follow in alphabetical order.
    """
    order = ("ttl", "trig", "nq", "jsonld")
    files = [file for file in item.files if file.kind != METADATA]
    return tuple(
        sorted(
            files,
            key=lambda file: (
                order.index(file.kind) if file.kind in order else len(order),
                file.kind,
                file.compression is not None,
            ),
        )
    )


def fragment(file: DumpFile) -> str:
    """Return what names a file among those of its dataset: ``ttl``, ``ttl-gz``, ``actions-csv``."""
    name = f"{file.kind}-csv" if file.kind in descriptors() else file.kind
    return f"{name}-gz" if file.compression else name


def titles(file: DumpFile) -> dict[Language, str]:
    """Return what a file is called in each language."""
    table = descriptors().get(file.kind)
    plain = (
        words.texts("publication.file.table", table=table.titles)
        if table
        else words.texts(f"publication.file.{file.kind}")
    )
    return words.texts("publication.file.compressed", file=plain) if file.compression else plain


def descriptions(file: DumpFile) -> dict[Language, str]:
    """Return what stands in a file, in each language."""
    table = descriptors().get(file.kind)
    return dict(table.about) if table else titles(file)


def address(file: DumpFile, publisher: Publisher) -> URIRef:
    """Return where the public gets a file."""
    return URIRef(f"{publisher.base}dumps/{file.path}")


def distributions(
    item: Dataset, release: Release, publisher: Publisher, model: URIRef | None
) -> Iterator[Triple]:
    """Yield a distribution for each file of a dataset, and one for the SPARQL service, if any.

    ``model`` is the version of the vocabulary that the data follows.
    """
    paths = {file.path for file in item.files}
    for file in downloads(item):
        name = URIRef(f"{item.iri}#{fragment(file)}")
        yield item.iri, DCAT.distribution, name
        yield from _common(name, release, publisher)
        yield from texts(name, DCTERMS.title, titles(file))
        yield from texts(name, DCTERMS.description, descriptions(file))
        yield from _file(name, file, publisher)
        metadata = f"{file.path}{_METADATA_ENDING}"
        if metadata in paths:
            yield from _table(name, URIRef(f"{publisher.base}dumps/{metadata}"), file)
        elif model is not None and file.media_type != "text/csv":
            yield name, DCTERMS.conformsTo, model
            yield model, RDF.type, DCTERMS.Standard
    if release.has_endpoint:
        yield from _service(item, release, publisher)


def _common(name: URIRef, release: Release, publisher: Publisher) -> Iterator[Triple]:
    yield name, RDF.type, DCAT.Distribution
    yield name, DCTERMS.license, authorities.CC0
    yield name, DCTERMS.language, authorities.SWEDISH
    yield name, DCTERMS.language, authorities.ENGLISH
    yield name, DCTERMS.issued, Literal(release.day)
    yield name, DCTERMS.modified, Literal(release.day)
    if publisher.availability:
        available = authorities.availability(publisher.availability)
        yield name, authorities.AVAILABILITY, available


def _file(name: URIRef, file: DumpFile, publisher: Publisher) -> Iterator[Triple]:
    yield name, DCAT.accessURL, address(file, publisher)
    yield name, DCAT.downloadURL, address(file, publisher)
    yield name, DCAT.mediaType, authorities.media_type(file.media_type)
    yield name, DCTERMS["format"], authorities.file_type(file.media_type)
    if file.compression:
        yield name, DCAT.compressFormat, authorities.media_type("application/gzip")
    yield name, DCAT.byteSize, Literal(str(file.size), datatype=XSD.nonNegativeInteger)
    checksum = URIRef(f"{name}-checksum")
    yield name, SPDX.checksum, checksum
    yield checksum, RDF.type, SPDX.Checksum
    yield checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256
    yield checksum, SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary)
    yield SPDX.checksumAlgorithm_sha256, RDF.type, SPDX.ChecksumAlgorithm


def _table(name: URIRef, metadata: URIRef, file: DumpFile) -> Iterator[Triple]:
    """Yield what a table follows: CSV on the Web, and its own columns as its metadata says."""
    yield name, DCTERMS.conformsTo, authorities.CSV_ON_THE_WEB
    yield name, DCTERMS.conformsTo, metadata
    yield metadata, RDF.type, DCTERMS.Standard
    yield from texts(
        metadata,
        DCTERMS.title,
        words.texts("publication.file.columns", table=descriptors()[file.kind].titles),
    )


def _service(item: Dataset, release: Release, publisher: Publisher) -> Iterator[Triple]:
    """Yield the service as one more way to the same data, as DCAT-AP-SE wants it."""
    name = URIRef(f"{item.iri}#sparql")
    yield item.iri, DCAT.distribution, name
    yield from _common(name, release, publisher)
    yield from texts(name, DCTERMS.title, words.texts("publication.file.sparql"))
    yield from texts(name, DCTERMS.description, words.texts("publication.service.description"))
    yield name, DCAT.accessURL, URIRef(f"{publisher.base}sparql")
    yield name, DCAT.accessService, URIRef(f"{CATALOGUE}#sparql")
    yield name, DCTERMS["format"], authorities.SPARQL_RESULTS
    yield name, DCTERMS.conformsTo, authorities.SPARQL_PROTOCOL
