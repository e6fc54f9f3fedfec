import fcntl

import pytest
from rdflib import Literal, URIRef

from kretslopp import addresses, dataset
from kretslopp.errors import UnreadableInput, WrongUse
from kretslopp.namespaces import RDFS, new_graph

A, B = URIRef("https://example.org/a"), URIRef("https://example.org/b")


def write_version(directory, text):
    with dataset.next_version(directory) as building:
        graph = new_graph(addresses.graph("source", "x"))
        graph.add((A, RDFS.label, Literal(text, lang="sv")))
        path = dataset.graph_file(building, URIRef(str(graph.identifier)))
        path.parent.mkdir(parents=True)
        path.write_text(dataset.n_quads(graph), encoding="utf-8")
        dataset.write_json(building / dataset.INPUTS, {"text": text})
        return dataset.swap(building, directory, dataset.seal(building))


def test_n_quads_are_sorted_and_keep_swedish_letters():
    graph = new_graph(addresses.graph("source", "x"))
    graph.add((B, RDFS.label, Literal("ö\n")))
    graph.add((A, RDFS.label, Literal("å", lang="sv")))
    assert dataset.n_quads(graph) == (
        "<https://example.org/a> <http://www.w3.org/2000/01/rdf-schema#label> "
        '"å"@sv <https://w3id.org/kretslopp/graph/source/x> .\n'
        "<https://example.org/b> <http://www.w3.org/2000/01/rdf-schema#label> "
        '"ö\\n" <https://w3id.org/kretslopp/graph/source/x> .\n'
    )


def test_a_graph_is_read_back(tmp_path):
    graph = new_graph(addresses.graph("source", "x"))
    graph.add((A, RDFS.label, Literal('å "x" <y>\n', lang="sv")))
    graph.add((A, RDFS.seeAlso, B))
    path = tmp_path / "x.nq"
    path.write_text(dataset.n_quads(graph), encoding="utf-8")
    assert set(dataset.read_graph(path)) == set(graph)


def test_readers_see_the_version_that_was_swapped_in(tmp_path):
    home = tmp_path / "dataset"
    first = write_version(home, "ett")
    assert dataset.current(home) == first
    second = write_version(home, "två")
    assert dataset.current(home) == second
    assert dataset.current(second) == second
    assert first.is_dir(), "a reader may still have it open"
    third = write_version(home, "tre")
    assert not first.exists()
    assert {path.name for path in home.iterdir() if path.is_dir()} == {
        second.name,
        third.name,
        dataset.CURRENT,
    }


def test_the_same_data_is_the_same_version(tmp_path):
    assert write_version(tmp_path / "a", "å").name == write_version(tmp_path / "b", "å").name
    again = write_version(tmp_path / "a", "å")
    assert dataset.current(tmp_path / "a") == again


def test_a_version_lists_its_graphs(tmp_path):
    (entry,) = dataset.entries(write_version(tmp_path / "a", "å"))
    assert entry.iri == "https://w3id.org/kretslopp/graph/source/x"
    assert entry.triples == 1
    assert len(entry.sha256) == 64


def test_a_build_that_fails_leaves_the_last_version(tmp_path):
    home = tmp_path / "dataset"
    good = write_version(home, "ett")
    with pytest.raises(RuntimeError), dataset.next_version(home) as building:  # noqa: PT012
        (building / "half").write_text("written")
        raise RuntimeError
    assert dataset.current(home) == good
    assert not (home / dataset.BUILDING).exists()


def test_what_is_no_dataset(tmp_path):
    with pytest.raises(UnreadableInput, match="no dataset here"):
        dataset.current(tmp_path / "nothing")
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(UnreadableInput, match="not a built dataset"):
        dataset.current(tmp_path)
    with pytest.raises(WrongUse, match="not empty"), dataset.next_version(tmp_path):
        pass
    assert (tmp_path / "letters.txt").read_text() == "mine"


def test_two_builds_do_not_write_at_once(tmp_path):
    home = tmp_path / "dataset"
    good = write_version(home, "ett")
    with (home / dataset.LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(WrongUse, match="Another build"), dataset.next_version(home):
            pass
    assert dataset.current(home) == good


def test_characters_that_python_takes_for_the_end_of_a_line_are_none(tmp_path):
    graph = new_graph(addresses.graph("source", "x"))
    graph.add((A, RDFS.label, Literal("a\u2028b\u0085c\x0cd\x0be\r\nf")))
    path = tmp_path / "x.nq"
    path.write_text(dataset.n_quads(graph), encoding="utf-8", newline="\n")
    assert list(dataset.read_graph(path)) == list(graph)
