"""The dumps of a version: every file, what it says, its checksum; twice the same."""

import gzip
import hashlib
import json
import shutil
from collections import Counter

import pyoxigraph as ox
import pytest
from rdflib import RDFS, Dataset, Graph, URIRef

from kretslopp import dataset
from kretslopp.building import build
from kretslopp.errors import UnreadableInput
from kretslopp.namespaces import KL, KL_GRAPH, KL_ID
from kretslopp.publication import dumps
from kretslopp.publication.dumps import listing
from kretslopp.publication.dumps.contents import municipalities
from kretslopp.publication.release import open_release

KINDS = ("ttl", "trig", "nq", "jsonld")
FORMATS = {"trig": ox.RdfFormat.TRIG, "nq": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}


@pytest.fixture(scope="module")
def home(release):
    return release.directory / dumps.DUMPS


@pytest.fixture(scope="module")
def in_store(release):
    """Every quad of the version, from its graph files."""
    paths = [
        dataset.graph_file(release.directory, URIRef(entry.iri))
        for entry in dataset.entries(release.directory)
    ]
    assert len(paths) > 60
    return {quad for path in paths for quad in ox.parse(path=str(path))}


def read(path, kind):
    return set(ox.parse(path=str(path), format=FORMATS[kind]))


def test_the_whole_is_all_there_is_in_every_format(home, in_store):
    for kind in FORMATS:
        assert read(home / f"kretslopp.{kind}", kind) == in_store
    merged = {ox.Triple(quad.subject, quad.predicate, quad.object) for quad in in_store}
    turtle = [quad.triple for quad in ox.parse(path=str(home / "kretslopp.ttl"))]
    assert len(turtle) == len(set(turtle))
    assert set(turtle) == merged


def test_no_blank_nodes(in_store):
    assert not any(isinstance(term, ox.BlankNode) for quad in in_store for term in quad)


def test_the_vocabulary_is_the_graph_of_the_ontology(home, in_store):
    ontology = ox.NamedNode(str(KL_GRAPH["ontology"]))
    expected = {quad for quad in in_store if quad.graph_name == ontology}
    assert len(expected) > 1000
    assert read(home / "vocabulary.trig", "trig") == expected


def test_every_municipality_has_its_graphs_whole_and_the_same_in_every_format(
    release, home, in_store
):
    found = municipalities(release.engine)
    assert len(found) > 20
    of_graph = {}
    for quad in in_store:
        of_graph.setdefault(quad.graph_name.value, set()).add(quad)
    for slug, item in found.items():
        quads = read(home / f"{slug}.nq", "nq")
        assert (
            quads == read(home / f"{slug}.trig", "trig") == read(home / f"{slug}.jsonld", "jsonld")
        )
        assert quads <= in_store
        for graph in item.graphs:
            assert of_graph[str(graph)] <= quads


def test_rdflib_reads_a_municipality(home):
    sizes = set()
    for kind, name in (("trig", "trig"), ("nq", "nquads"), ("jsonld", "json-ld")):
        graphs = Dataset()
        graphs.parse(home / f"hedemora.{kind}", format=name)
        sizes.add(sum(len(graph) for graph in graphs.graphs()))
    assert len(sizes) == 1
    assert len(Graph().parse(home / "hedemora.ttl")) > 100


@pytest.mark.parametrize("slug", ["borlange", "falun", "sater", "helsingborg", "jonkoping"])
def test_a_municipality_stands_alone(home, slug):
    """Everything that it mentions is named in it, in Swedish."""
    graph = Graph().parse(home / f"{slug}.ttl")
    mentioned = {
        term
        for triple in graph
        for term in (triple[0], triple[2])
        if isinstance(term, URIRef) and term.startswith(str(KL_ID))
    }
    assert len(mentioned) > 100
    nameless = {
        term
        for term in mentioned
        if not any(label.language == "sv" for label in graph.objects(term, RDFS.label))
    }
    assert nameless == set()


def test_a_municipality_leads_to_what_is_shared_and_not_to_other_programmes(home):
    graph = Graph().parse(home / "falun.ttl")
    region = KL_ID["region/dalarna"]
    assert (KL_ID["municipality/falun"], KL.region, region) in graph
    aligned = KL_ID["action/borlange/2023-2026/K7"]  # Falun's K9 is aligned with it
    said = set(graph.predicates(aligned))
    assert RDFS.label in said
    assert KL.responsible not in said
    why = KL_ID["interpretation/action/falun/2023-2026/K9/action/borlange/2023-2026/K7"]
    assert graph.value(why, KL.reason) is not None


def test_each_file_is_listed_as_it_is(release, home):
    files = dumps.manifest(release)
    assert [file.path for file in files] == sorted(file.path for file in files)
    there = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert {file.path for file in files} == there - {dumps.LISTING, dumps.CHECKSUMS}
    for file in files:
        body = (home / file.path).read_bytes()
        assert (len(body), hashlib.sha256(body).hexdigest()) == (file.size, file.sha256)
    kinds = Counter(file.kind for file in files if file.dataset == "borlange")
    assert all(kinds[kind] == 2 for kind in KINDS)
    assert {"programmes", "actions", "goals", "targets", "organisations"} <= set(kinds)
    assert {file.dataset for file in files} == {
        "whole",
        "vocabulary",
        *municipalities(release.engine),
    }


def test_a_compressed_file_holds_the_other_one(release, home):
    packed = [file for file in dumps.manifest(release) if file.compression == "gzip"]
    assert len(packed) > 80
    for file in packed:
        raw = home / file.path.removesuffix(".gz")
        assert gzip.decompress((home / file.path).read_bytes()) == raw.read_bytes()
        assert file.media_type != "application/gzip"


def test_checksums_as_sha256sum_reads_them(home):
    lines = (home / dumps.CHECKSUMS).read_text(encoding="utf-8").splitlines()
    named = dict(reversed(line.split("  ", 1)) for line in lines)
    there = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert set(named) == there - {dumps.CHECKSUMS}
    for name, digest in named.items():
        assert hashlib.sha256((home / name).read_bytes()).hexdigest() == digest


@pytest.mark.slow
def test_two_builds_of_the_same_data_are_the_same_bytes(built, tmp_path):
    shutil.copytree(built.parent / "data", tmp_path / "data")
    versions = [
        dataset.current(shutil.copytree(built, tmp_path / "first", symlinks=True)),
        build(tmp_path / "data", tmp_path / "second", lambda _: None).version,
    ]
    found = []
    for version in versions:
        dumps.write(version)
        home = version / dumps.DUMPS
        found.append(
            {
                path.relative_to(home).as_posix(): path.read_bytes()
                for path in home.rglob("*")
                if path.is_file()
            }
        )
    assert len(found[0]) > 30
    assert found[0] == found[1]


@pytest.fixture
def version(built, tmp_path):
    """A version without dumps, to change at will."""
    return dataset.current(shutil.copytree(built, tmp_path / "dataset", symlinks=True))


def test_dumps_are_written_once(version):
    told = []
    dumps.ensure(version, told.append)
    dumps.ensure(version, told.append)
    assert len(told) == 1
    assert told[0].startswith("dumps ")


def test_dumps_of_other_code_are_written_again(version):
    dumps.write(version)
    path = version / dumps.DUMPS / dumps.LISTING
    path.write_text(json.dumps({"made_by": "older", "files": []}), encoding="utf-8")
    told = []
    dumps.ensure(version, told.append)
    assert len(told) == 1
    assert len(listing.read_listing(version / dumps.DUMPS)) > 30


def test_dumps_that_can_not_be_written_leave_the_last_ones(version, monkeypatch):
    dumps.write(version)
    before = (version / dumps.DUMPS / dumps.CHECKSUMS).read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kretslopp.publication.dumps.writing.write_dump", full)
    with pytest.raises(UnreadableInput, match="can't be written: No space left"):
        dumps.write(version)
    assert (version / dumps.DUMPS / dumps.CHECKSUMS).read_bytes() == before
    assert not list(version.glob(".dumps*"))


def test_a_release_without_dumps_says_so(version):
    with pytest.raises(UnreadableInput, match="has no dumps"):
        dumps.manifest(open_release(version))
