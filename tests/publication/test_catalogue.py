"""The catalogue: what it lists, in RDF, as schema.org and to cite."""

import gzip
import json

import pytest
from rdflib import RDF, BNode, Graph, Literal, URIRef

from kretslopp.engine import format_named, serialise
from kretslopp.namespaces import BASE, DCAT, DCTERMS, FOAF, OWL, PROV, SPDX, VCARD
from kretslopp.publication.catalogue import (
    CATALOGUE,
    bibtex,
    catalogue_graph,
    citation,
    datasets,
    part_about,
    schema_org,
    version_of,
)
from kretslopp.publication.dumps import DUMPS, contents, manifest
from kretslopp.publication.release import WHOLE
from kretslopp.settings import Publisher

BORLANGE = URIRef(f"{BASE}dataset/borlange")
KNOWN = Publisher(
    name="Borlänge kommun",
    homepage="https://www.example.org/",
    kind="LocalAuthority",
    organisation_number="2120000000",
    contact_email="data@example.org",
    availability="STABLE",
    base="https://data.example.org/",
)


@pytest.fixture(scope="module")
def catalogue(release):
    return catalogue_graph(release, Publisher())


@pytest.fixture(scope="module")
def listed(release):
    return {item.name: item for item in datasets(release)}


def test_one_dataset_a_municipality_the_whole_and_the_vocabulary(catalogue, release):
    slugs = contents.municipalities(release.engine)
    expected = {WHOLE, *(URIRef(f"{WHOLE}/{name}") for name in (*slugs, "vocabulary"))}
    assert set(catalogue.objects(CATALOGUE, DCAT.dataset)) == expected
    assert len(expected) > 20
    assert set(catalogue.objects(URIRef(f"{CATALOGUE}#sparql"), DCAT.servesDataset)) == expected


def test_a_distribution_is_the_file_that_it_describes(catalogue, release):
    files = {f"{BASE}dumps/{file.path}": release.directory / DUMPS / file.path
             for file in manifest(release) if file.kind != "csvw"}  # fmt: skip
    addresses = [str(address) for address in catalogue.objects(None, DCAT.downloadURL)]
    assert sorted(addresses) == sorted(files)
    assert len(addresses) > 300
    for name, address in catalogue.subject_objects(DCAT.downloadURL):
        body = files[str(address)].read_bytes()
        (size,) = catalogue.objects(name, DCAT.byteSize)
        assert int(size) == len(body)
        is_packed = (name, DCAT.compressFormat, None) in catalogue
        assert is_packed == (body[:2] == b"\x1f\x8b")
    (name,) = catalogue.subjects(DCAT.downloadURL, URIRef(f"{BASE}dumps/borlange.ttl.gz"))
    packed = files[f"{BASE}dumps/borlange.ttl.gz"].read_bytes()
    assert Graph().parse(data=gzip.decompress(packed), format="turtle")
    (media_type,) = catalogue.objects(name, DCAT.mediaType)
    assert media_type.endswith("/media-types/text/turtle")
    assert str(name) == f"{BORLANGE}#ttl-gz"


def test_a_checksum_has_an_iri_and_is_that_of_the_file(catalogue, release):
    told = {
        str(address): str(catalogue.value(catalogue.value(name, SPDX.checksum), SPDX.checksumValue))
        for name, address in catalogue.subject_objects(DCAT.downloadURL)
    }
    assert told == {
        f"{BASE}dumps/{file.path}": file.sha256 for file in manifest(release) if file.kind != "csvw"
    }


def test_a_table_follows_its_own_metadata(catalogue):
    name = URIRef(f"{BORLANGE}#actions-csv")
    standards = set(map(str, catalogue.objects(name, DCTERMS.conformsTo)))
    assert f"{BASE}dumps/borlange/actions.csv-metadata.json" in standards
    assert "https://www.w3.org/TR/tabular-data-model/" in standards


def test_the_years_are_those_that_plans_state(catalogue, listed):
    period = URIRef(f"{BORLANGE}#period")
    assert [str(year) for year in catalogue.objects(period, DCAT.startDate)] == ["2018"]
    assert [str(year) for year in catalogue.objects(period, DCAT.endDate)] == ["2030"]
    assert listed["uddevalla"].years == (None, None)
    assert (URIRef(f"{WHOLE}/uddevalla"), DCTERMS.temporal, None) not in catalogue


def test_the_version_of_the_whole(catalogue, release):
    assert (release.iri, DCTERMS.isVersionOf, WHOLE) in catalogue
    assert (WHOLE, DCAT.hasVersion, release.iri) in catalogue
    assert (release.iri, DCAT.version, Literal(release.version)) in catalogue
    assert (CATALOGUE, DCAT.dataset, release.iri) not in catalogue
    days = {str(day) for day in catalogue.objects(None, DCTERMS.modified)}
    assert days == {release.day.isoformat()}


def test_every_dataset_follows_the_version_of_the_vocabulary(catalogue, release):
    rows = release.engine.select(f"SELECT ?v {{ ?o <{OWL.versionIRI}> ?v }}").rows
    for dataset in catalogue.objects(CATALOGUE, DCAT.dataset):
        if not dataset.endswith("vocabulary"):
            assert (dataset, DCTERMS.conformsTo, rows[0][0]) in catalogue


def test_no_contact_is_made_up(catalogue):
    assert not list(catalogue.subject_objects(DCAT.contactPoint))
    assert not list(catalogue.subjects(RDF.type, VCARD.Kind))


def test_a_publisher_who_is_known(release):
    graph = catalogue_graph(release, KNOWN)
    who = URIRef("http://dataportal.se/organisation/SE2120000000")
    assert set(graph.objects(None, DCTERMS.publisher)) == {who}
    assert Literal("Borlänge kommun", "sv") in set(graph.objects(who, FOAF.name))
    contact = URIRef(f"{CATALOGUE}#contact")
    assert (BORLANGE, DCAT.contactPoint, contact) in graph
    assert (contact, VCARD.hasEmail, URIRef("mailto:data@example.org")) in graph
    addresses = {str(address) for address in graph.objects(None, DCAT.downloadURL)}
    assert all(address.startswith("https://data.example.org/dumps/") for address in addresses)


def test_no_blank_nodes_and_the_same_bytes_in_every_form(catalogue, release):
    assert not [node for triple in catalogue for node in triple if isinstance(node, BNode)]
    again = catalogue_graph(release, Publisher())
    for name, rdflib_name in (("ttl", "turtle"), ("rdf", "xml"), ("jsonld", "json-ld")):
        body = serialise(catalogue, format_named(name))
        assert body == serialise(again, format_named(name))
        assert set(Graph().parse(data=body, format=rdflib_name)) == set(catalogue)


def test_one_datasets_part_tells_all_of_it_and_nothing_of_others(catalogue):
    part = part_about(catalogue, BORLANGE)
    described = {
        subject for subject in part.subjects() if (subject, RDF.type, DCAT.Dataset) in part
    }
    assert described == {BORLANGE}
    for name in catalogue.objects(BORLANGE, DCAT.distribution):
        assert set(catalogue.triples((name, None, None))) <= set(part)
        checksum = catalogue.value(name, SPDX.checksum)
        assert checksum is None or (checksum, SPDX.checksumValue, None) in part
    assert (BORLANGE, DCTERMS.isPartOf, WHOLE) in part
    assert (CATALOGUE, None, None) not in part


def test_what_a_dataset_holds(listed, release):
    assert listed["borlange"].figures["municipal"] == 26
    assert listed["borlange"].figures["regional"] == 19
    triples = release.engine.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0][0]
    assert listed["whole"].figures["triples"] == int(triples)
    assert listed["vocabulary"].figures["classes"] > 30


def test_titles_are_in_both_languages_and_descriptions_long_enough_for_search_engines(listed):
    assert listed["borlange"].titles["sv"] == "Åtgärder enligt avfallsplanen: Borlänge"
    for item in listed.values():
        assert set(item.titles) == set(item.descriptions) == {"sv", "en"}
        assert all(50 <= len(text) <= 5000 for text in item.descriptions.values())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_schema_org_has_what_search_engines_ask_for(listed, release, language):
    about = schema_org(listed["borlange"], release, Publisher(), language)
    for name in ("name", "description", "url", "license", "version", "dateModified", "creator",
                 "distribution", "inLanguage", "temporalCoverage", "spatialCoverage",
                 "isAccessibleForFree", "identifier", "keywords", "publisher"):  # fmt: skip
        assert about[name], name
    assert about["@type"] == "Dataset"
    assert about["temporalCoverage"] == "2018/2030"
    assert about["url"] == f"{BASE}{language}/dataset/borlange"
    assert len(about["distribution"]) > 8
    assert all(item["contentUrl"].startswith(f"{BASE}dumps/") for item in about["distribution"])
    assert json.loads(json.dumps(about)) == about


def test_years_that_are_not_stated_are_left_open(listed, release):
    about = schema_org(listed["uddevalla"], release, Publisher(), "sv")
    assert "temporalCoverage" not in about


def test_a_citation_leads_to_the_version(listed, release):
    assert citation(listed["whole"], release, Publisher(), "sv") == (
        "Projektet Kretslopp (2026). Åtgärder enligt kommunernas avfallsplaner. "
        f"Version {release.version}, {release.day}. {BASE}dataset/version/{release.version}"
    )
    version = version_of(listed["whole"], release)
    assert version.iri == release.iri
    assert release.version in version.titles["en"]


def test_bibtex(listed, release):
    entry = bibtex(listed["borlange"], release, Publisher(name="A & B_C"), "en")
    assert entry.startswith(f"@misc{{kretslopp-borlange-{release.version},\n")
    assert r"author = {{A \& B\_C}}" in entry
    assert "title = {{Actions under the waste plan: Borlänge}}" in entry
    assert entry.count("{") == entry.count("}")


def test_nothing_says_more_than_is_known(catalogue):
    assert not list(catalogue.subject_objects(PROV.wasGeneratedBy))
    assert (BORLANGE, DCTERMS.spatial, URIRef(f"{BASE}id/municipality/borlange")) in catalogue
