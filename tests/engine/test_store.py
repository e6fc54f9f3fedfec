"""The store that a build writes: one merged default graph, in few files."""

import pytest

from kretslopp.engine import AnswerKind, default_format, open_dataset, write_store
from kretslopp.engine import store as writing

COUNTS = {
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }": 101,
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }": 120,
    "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }": 20,
}
MOST_OPENED_AT_ONCE = 16  # files of a store, that evaluators share when they are forked


@pytest.mark.parametrize("at_once", [7, 100, 10_000])
def test_a_triple_of_several_graphs_is_in_the_default_graph_once(tmp_path, monkeypatch, at_once):
    monkeypatch.setattr(writing, "_AT_ONCE", at_once)
    files = []
    for graph in range(20):
        files.append(tmp_path / f"{graph}.nq")
        triples = ["<e:s> <e:p> <e:o>", *(f"<e:{graph}> <e:p> <e:{n}>" for n in range(5))]
        files[-1].write_text("".join(f"{triple} <g:{graph}> .\n" for triple in triples))
    assert write_store(files, tmp_path) == 101
    engine = open_dataset(tmp_path)
    for query, number in COUNTS.items():
        ((found,),) = engine.select(query).rows
        assert found.toPython() == number
    assert len(list((tmp_path / "store").glob("*.sst"))) <= MOST_OPENED_AT_ONCE


def test_no_files_make_an_empty_store(tmp_path):
    assert write_store([], tmp_path) == 0
    formats = {kind: default_format(kind) for kind in AnswerKind}
    assert b"false" in open_dataset(tmp_path).answer("ASK { ?s ?p ?o }", formats).body
