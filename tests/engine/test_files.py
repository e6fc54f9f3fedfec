"""Files as one dataset: what stands outside any graph, named graphs, relative IRIs, blank nodes."""

import pytest

from kretslopp.engine import AnswerKind, EvaluatorEngine, format_named, open_file
from kretslopp.errors import UnreadableInput
from kretslopp.settings import QueryLimits

DEFAULT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
NAMED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
TTL = '<http://example.org/a> <http://example.org/p> "å" .\n'
NQ = '<http://example.org/b> <http://example.org/p> "ä" <http://example.org/g> .\n'
OTHER = '<http://example.org/b> <http://example.org/p> "ä" <http://example.org/h> .\n'
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://example.org/">'
    '<rdf:Description rdf:about="http://example.org/c"><e:p>ö</e:p></rdf:Description></rdf:RDF>'
)
JSON_LD = '{"@id": "http://example.org/d", "http://example.org/p": "é"}'


@pytest.fixture
def write(tmp_path):
    def written(**files: str):
        paths = []
        for name, text in files.items():
            stem, _, ending = name.rpartition("_")
            paths.append(tmp_path / f"{stem}.{ending}")
            paths[-1].write_text(text, encoding="utf-8")
        return paths

    return written


def number(engine, query):
    ((found,),) = engine.select(query).rows
    return int(found)


@pytest.mark.parametrize(
    ("files", "default", "named"),
    [
        # With triples of their own in the default graph files keep just those there …
        ({"a_ttl": TTL}, 1, 0),
        ({"a_nq": TTL + NQ}, 1, 1),
        ({"a_ttl": TTL, "b_nq": NQ}, 1, 1),
        ({"a_nq": NQ, "b_ttl": TTL}, 1, 1),
        ({"a_ttl": TTL, "b_ttl": TTL}, 1, 0),
        ({"a_nt": TTL, "b_rdf": RDF, "c_jsonld": JSON_LD, "d_trig": TTL, "e_nq": NQ}, 3, 1),
        # … else it is the merge: each triple once.
        ({"a_nq": NQ}, 1, 1),
        ({"a_nq": NQ, "b_nq": OTHER}, 1, 2),
        ({"a_ttl": "", "b_nq": NQ + OTHER}, 1, 2),
        ({"a_ttl": ""}, 0, 0),
    ],
)
def test_what_becomes_the_default_graph(write, files, default, named):
    engine = open_file(*write(**files))
    assert (number(engine, DEFAULT), number(engine, NAMED)) == (default, named)


def test_evaluators_read_the_same_files(write):
    paths = write(a_ttl=TTL, b_nq=NQ)
    query = "CONSTRUCT { ?s ?p ?o } { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    formats = {AnswerKind.GRAPH: format_named("nt")}
    engine = EvaluatorEngine(paths[0], QueryLimits(), paths[1:])
    try:
        answer = engine.answer(query, formats)
        assert answer == open_file(*paths).answer(query, formats)
        assert answer.body.decode().count("\n") == 2
    finally:
        engine.close()


def test_relative_addresses_resolve_against_the_file(write):
    first, second = write(å_ttl="<> <#p> <other> .", b_ttl="<> <#p> <other> .")
    engine = open_file(first, second)
    found = {tuple(map(str, row)) for row in engine.select("SELECT ?s ?p ?o { ?s ?p ?o }").rows}
    base = first.parent.as_uri()
    assert found == {
        (f"{base}/%C3%A5.ttl", f"{base}/%C3%A5.ttl#p", f"{base}/other"),
        (f"{base}/b.ttl", f"{base}/b.ttl#p", f"{base}/other"),
    }


def test_blank_nodes_of_different_files_are_different(write):
    text = "_:x <http://example.org/p> 1 ."
    paths = write(a_ttl=text, b_ttl=text)
    count = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"
    assert number(open_file(*paths), count) == 2
    assert number(open_file(paths[0], paths[0]), count) == 2
    assert number(open_file(paths[0]), count) == 1


def test_the_file_that_is_wrong_is_named(write, tmp_path):
    good, bad = write(a_ttl=TTL, b_nq="<http://example.org/a> oops")
    with pytest.raises(UnreadableInput, match=r"b\.nq, line 1.*not valid N-Quads"):
        open_file(good, bad)
    with pytest.raises(UnreadableInput, match=r"b\.nq, line 1"):
        EvaluatorEngine(good, QueryLimits(), [bad])
    with pytest.raises(UnreadableInput, match=r"none\.ttl.*can't be read"):
        open_file(good, tmp_path / "none.ttl")
    with pytest.raises(UnreadableInput, match="not the ending of an RDF file"):
        open_file(good, tmp_path)
