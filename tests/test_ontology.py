import logging
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph
from rdflib.compare import isomorphic

from kretslopp import artefacts, ontology
from kretslopp.errors import UnreadableInput
from kretslopp.namespaces import KL, OWL, PROV, RDF, SKOS, new_graph

PREFIX = "@prefix kl: <https://w3id.org/kretslopp/def#> .\n"


@pytest.fixture
def directory(tmp_path):
    (tmp_path / "concepts").mkdir()
    (tmp_path / "alignments").mkdir()
    (tmp_path / "kretslopp.ttl").write_text(PREFIX + "kl:A kl:p kl:B .\n", encoding="utf-8")
    (tmp_path / "cube.ttl").write_text(PREFIX, encoding="utf-8")
    return tmp_path


def test_terms_concepts_and_alignments_are_one_graph():
    graph = ontology.load(artefacts.ontology())
    assert (KL.Action, RDF.type, OWL.Class) in graph
    assert (None, RDF.type, SKOS.ConceptScheme) in graph
    assert (KL.Plan, None, PROV.Plan) in graph


def test_every_file_but_the_releases_is_read():
    root = artefacts.ontology()
    every = {path for path in root.rglob("*.ttl") if path.parent.name != "releases"}
    assert len(every) == 18
    assert set(ontology.files(root)) == every


def test_the_graph_has_no_blank_nodes_and_is_the_same_every_time():
    graph = ontology.load(artefacts.ontology())
    assert not [node for node in graph.all_nodes() if isinstance(node, BNode)]
    assert set(graph) == set(ontology.load(artefacts.ontology()))


def test_only_the_names_of_list_cells_are_new():
    written = new_graph()
    for path in ontology.files(artefacts.ontology()):
        written += ontology.read_turtle(path)
    named = new_graph()
    for triple in ontology.load(artefacts.ontology()):
        named.add(tuple(BNode(str(t)) if "/id/list/" in t else t for t in triple))
    assert isomorphic(written, named)


def test_two_lists_of_one_term_keep_apart(directory):
    text = PREFIX + "kl:A kl:p ( kl:B kl:C ) , ( kl:C kl:D ) ."
    (directory / "concepts" / "x.ttl").write_text(text, encoding="utf-8")
    graph = ontology.load(directory)
    heads = [head for head in graph.objects(KL.A, KL.p) if (head, RDF.first, None) in graph]
    assert sorted(list(graph.items(head)) for head in heads) == [[KL.B, KL.C], [KL.C, KL.D]]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("kl:A kl:p kl:B\nkl:C kl:p kl:D .\n", 3),
        ("\nkl:A kl:p kl:B ; .\nq:A kl:p kl:B .\n", 4),
        ('kl:A kl:p "å .\n', 2),
    ],
)
def test_a_syntax_error_has_its_file_and_line(directory, text, line):
    path = directory / "concepts" / "broken.ttl"
    path.write_text(PREFIX + text, encoding="utf-8")
    with pytest.raises(UnreadableInput) as caught:
        ontology.load(directory)
    (fault,) = caught.value.faults
    assert fault.place.file == str(path)
    assert abs(fault.place.line - line) <= 1
    assert "not Turtle" in fault.message


@pytest.mark.parametrize("text", ['kl:A kl:p """å', "kl:A kl:p " + "[" * 3000])
def test_a_text_on_which_the_parser_itself_fails_is_refused(directory, text):
    path = directory / "concepts" / "broken.ttl"
    path.write_text(PREFIX + text, encoding="utf-8")
    with pytest.raises(UnreadableInput, match="not Turtle") as caught:
        ontology.load(directory)
    assert caught.value.faults[0].place.file == str(path)


PIECES = (
    """kl:A kl:p "å" \""" ' @sv ^^ . ; , [ ] ( ) _:b 1.5e true \\ <x> <a{b> { } => "\\u00 # %"""
)


@pytest.fixture(scope="session")
def scratch(tmp_path_factory):
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    return tmp_path_factory.mktemp("turtle") / "scratch.ttl"


def read(path: Path):
    try:
        return ontology.read_turtle(path)
    except UnreadableInput as error:
        return error.faults[0].place.file


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES.split()), max_size=12).map(" ".join) | st.text(max_size=30))
def test_any_text_is_read_or_refused(scratch, text):
    scratch.write_text(PREFIX + text, encoding="utf-8")
    outcome = read(scratch)
    assert isinstance(outcome, Graph) or outcome == str(scratch)


def test_a_relative_path_will_do(directory, monkeypatch):
    monkeypatch.chdir(directory)
    assert len(ontology.read_turtle(Path("kretslopp.ttl"))) == 1


def test_a_file_in_another_encoding_is_refused(directory):
    path = directory / "alignments" / "latin.ttl"
    path.write_bytes((PREFIX + 'kl:A kl:p "åtgärd" .').encode("latin-1"))
    with pytest.raises(UnreadableInput, match="not UTF-8") as caught:
        ontology.load(directory)
    assert caught.value.faults[0].place.file == str(path)


def test_a_directory_without_an_ontology_is_refused(tmp_path):
    with pytest.raises(UnreadableInput, match=r"kretslopp\.ttl: The file can't be read"):
        ontology.load(tmp_path)
