import json
from pathlib import Path

import pytest
from rdflib import BNode, Literal, URIRef

from kretslopp import dataset
from kretslopp.engine import (
    FORMATS,
    AnswerKind,
    Solutions,
    default_format,
    format_named,
    open_dataset,
    open_file,
)
from kretslopp.errors import QueryError, UnreadableInput, WrongUse
from kretslopp.namespaces import RDF, XSD, new_graph

A, B, P = (URIRef(f"http://example.org/{name}") for name in "abp")
FILES = {
    "ttl": "<http://example.org/a> <http://example.org/p> 'å'@sv .",
    "nt": '<http://example.org/a> <http://example.org/p> "å"@sv .\n',
    "nq": '<http://example.org/a> <http://example.org/p> "å"@sv <http://example.org/g> .\n'
    '<http://example.org/a> <http://example.org/p> "å"@sv <http://example.org/h> .\n',
    "trig": "<http://example.org/g> { <http://example.org/a> <http://example.org/p> 'å'@sv }",
    "rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:e="http://example.org/"><rdf:Description rdf:about="http://example.org/a">'
    '<e:p xml:lang="sv">å</e:p></rdf:Description></rdf:RDF>',
    "jsonld": '{"@id": "http://example.org/a", '
    '"http://example.org/p": {"@value": "å", "@language": "sv"}}',
}


def engine_of(tmp_path: Path, text: str, ending: str = "ttl"):
    path = tmp_path / f"data.{ending}"
    path.write_text(text, encoding="utf-8")
    return open_file(path)


@pytest.mark.parametrize("ending", FILES)
def test_each_kind_of_file_is_read_into_one_default_graph(tmp_path, ending):
    engine = engine_of(tmp_path, FILES[ending], ending)
    assert engine.select("SELECT ?o { ?s ?p ?o }") == Solutions(
        ("o",), ((Literal("å", lang="sv"),),)
    )


def test_named_graphs_are_still_told_apart(tmp_path):
    engine = engine_of(tmp_path, FILES["nq"], "nq")
    found = engine.select("SELECT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    assert [str(row[0])[-1] for row in found.rows] == ["g", "h"]


def test_terms_are_those_of_rdflib(tmp_path):
    engine = engine_of(
        tmp_path,
        "@prefix e: <http://example.org/> . e:a e:p 1, 'x', 'y'@en, true, e:b, [] .",
    )
    terms = {row[0] for row in engine.select("SELECT ?o { ?s ?p ?o }").rows}
    (blank,) = (term for term in terms if isinstance(term, BNode))
    assert terms - {blank} == {
        Literal("1", datatype=XSD.integer),
        Literal("x"),
        Literal("y", lang="en"),
        Literal("true", datatype=XSD.boolean),
        B,
    }


def test_what_is_unbound_is_none(tmp_path):
    engine = engine_of(tmp_path, FILES["ttl"])
    assert engine.select("SELECT ?x { OPTIONAL { ?x <http://no> ?y } }").rows == ((None,),)


@pytest.mark.parametrize(
    ("term", "count"),
    [
        (Literal("å", lang="sv"), 1),
        (Literal("å"), 0),
        (Literal("å", lang="en"), 0),
        (Literal('å" } ; DROP ALL #'), 0),
        (A, 0),
    ],
)
def test_a_binding_is_a_term_and_nothing_else(tmp_path, term, count):
    engine = engine_of(tmp_path, FILES["ttl"])
    assert len(engine.select("SELECT ?s { ?s ?p ?o }", {"o": term}).rows) == count


def test_a_blank_node_can_not_be_bound(tmp_path):
    with pytest.raises(WrongUse, match="can't be bound"):
        engine_of(tmp_path, FILES["ttl"]).select("SELECT * { ?s ?p ?o }", {"s": BNode()})


def test_every_format_of_every_kind(tmp_path):
    engine = engine_of(tmp_path, FILES["ttl"])
    queries = {
        AnswerKind.SOLUTIONS: "SELECT ?o { ?s ?p ?o }",
        AnswerKind.BOOLEAN: "ASK { ?s ?p ?o }",
        AnswerKind.GRAPH: "CONSTRUCT WHERE { ?s ?p ?o }",
    }
    seen = 0
    for wanted in FORMATS:
        for kind in wanted.kinds:
            answer = engine.answer(queries[kind], {kind: wanted})
            assert (answer.kind, answer.format) == (kind, wanted)
            assert ("å" if kind is not AnswerKind.BOOLEAN else "true") in answer.body.decode(
                "utf-8"
            ) or (wanted.name in ("json", "jsonld") and "å" in str(json.loads(answer.body)))
            seen += 1
    assert seen == 14


def test_a_graph_can_be_read_back_and_is_the_same_every_time(tmp_path):
    engine = engine_of(tmp_path, "@prefix e: <http://example.org/> . e:a a e:b ; e:p 'x', 'y' .")
    query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o . ?s2 ?p2 ?o2 }"
    for name, form in (("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml"), ("jsonld", "json-ld")):
        formats = {AnswerKind.GRAPH: format_named(name)}
        body = engine.answer(query, formats).body
        assert body == engine.answer(query, formats).body
        graph = new_graph().parse(data=body, format=form)
        assert len(graph) == 3
        assert (A, RDF.type, B) in graph


def test_the_default_is_the_first():
    assert default_format(AnswerKind.SOLUTIONS).name == "json"
    assert default_format(AnswerKind.GRAPH).content_type == "text/turtle; charset=utf-8"
    with pytest.raises(WrongUse, match="json, xml, csv"):
        format_named("yaml")


def test_no_format_for_the_kind(tmp_path):
    engine = engine_of(tmp_path, FILES["ttl"])
    with pytest.raises(WrongUse, match="boolean"):
        engine.answer("ASK {}", {AnswerKind.SOLUTIONS: format_named("csv")})


@pytest.mark.parametrize(
    ("query", "line", "character", "words"),
    [
        ("SELECT * {\n  ?s ?p }", 2, 3, "near “?s”"),
        ("SELECT * {\n ?s ?p ?o .\n FILTER (?x >> 3)\n ?a ?b ?c }", 3, 2, "near “FILTER”"),
        ("SELECT * { ?s ?p ?o } bogus", 1, 23, "near “bogus”"),
        ("SELCT * {}", 1, 1, "near “SELCT”"),
        ("SELECT * {} ; SELECT * {}", 1, 13, "near “;”"),
        ("SELECT *\n{ ?s x:y ?o }", 2, 6, "prefix of “x:y”"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x ?y ?z }", 1, 1, "neither grouped"),
        ("SELECT * { 'åäö' ?p ?o .\n } }", 2, 4, "near “}”"),
        ("SELECT * {\n ?s ?p ?o", 2, 10, "at its end"),
        ("SELECT * { BIND(1 AS ?x)\nBIND(2 AS ?x) }", 2, 15, "near “}”"),
        ("", None, None, "empty"),
        ("# only a comment", None, None, "empty"),
    ],
)
def test_a_syntax_error_has_a_place(tmp_path, query, line, character, words):
    with pytest.raises(QueryError) as caught:
        engine_of(tmp_path, FILES["ttl"]).select(query)
    (fault,) = caught.value.faults
    assert words in fault.message
    assert (fault.place.line, fault.place.character) == (line, character)


@pytest.mark.parametrize("query", ["SELECT * " + "{" * 300, "SELECT * { " + "?s ?p ?o ." * 4000])
def test_a_deep_or_long_query_is_refused_as_well(tmp_path, query):
    with pytest.raises(QueryError, match="can't be parsed"):
        engine_of(tmp_path, FILES["ttl"]).select(query)


def test_what_is_not_closed_is_told(tmp_path):
    with pytest.raises(QueryError) as caught:
        engine_of(tmp_path, FILES["ttl"]).select("SELECT * { FILTER(?o > 3 }")
    assert "does not close" in caught.value.faults[0].advice


def test_only_a_select_has_solutions(tmp_path):
    with pytest.raises(QueryError, match="not a SELECT"):
        engine_of(tmp_path, FILES["ttl"]).select("ASK {}")


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("x.ttl", "<http://a> <http://b>\n  <http://c> .\n<http://a> oops", "line 3"),
        ("x.rdf", "<rdf:RDF", "line 1, column 1: The file is not XML"),
        ("x.jsonld", '{"@context": "http://example.org/remote"}', "not valid"),
        ("x.csv", "a,b", "not the ending of an RDF file"),
    ],
)
def test_a_file_that_is_no_rdf(tmp_path, name, body, words):
    path = tmp_path / name
    path.write_text(body, encoding="utf-8")
    with pytest.raises(UnreadableInput, match=words):
        open_file(path)


def test_an_external_entity_is_not_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hemligt", encoding="utf-8")
    path = tmp_path / "x.rdf"
    path.write_text(
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        + FILES["rdf"].replace(">å<", ">&x;<"),
        encoding="utf-8",
    )
    with pytest.raises(UnreadableInput):
        open_file(path)


def test_from_fetches_nothing(tmp_path):
    secret = tmp_path / "secret.ttl"
    secret.write_text(FILES["ttl"], encoding="utf-8")
    engine = engine_of(tmp_path, "")
    assert engine.select(f"SELECT * FROM <{secret.as_uri()}> {{ ?s ?p ?o }}").rows == ()


def test_a_store_that_is_none(tmp_path):
    with pytest.raises(UnreadableInput, match="store"):
        open_dataset(tmp_path)


def test_a_triple_counts_once_in_the_default_graph(built):
    """The register and every programme may type a goal area: the merge holds it once."""
    engine = open_dataset(dataset.current(built))
    ((everything,),) = engine.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows
    ((merged,),) = engine.select(
        "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }"
    ).rows
    ((quads,),) = engine.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").rows
    assert everything == merged
    assert int(quads) > int(merged)


def test_relative_addresses_resolve_against_the_base_that_is_given(tmp_path):
    engine = engine_of(tmp_path, FILES["ttl"])
    formats = {AnswerKind.BOOLEAN: format_named("csv"), AnswerKind.SOLUTIONS: format_named("csv")}
    for query, base, expected in (
        ("ASK { <a> <p> ?o }", "http://example.org/x", b"true"),
        ("ASK { <a> <p> ?o }", "http://example.org/x/y", b"false"),
        ("BASE <http://example.org/> ASK { <a> <p> ?o }", "http://example.org/x/y", b"true"),
        ("BASE <..> ASK { <a> <p> ?o }", "http://example.org/x/y", b"true"),
    ):
        assert engine.answer(query, formats, None, base).body == expected, query
    with pytest.raises(QueryError):
        engine.answer("ASK { <a> <p> ?o }", formats)


def test_a_function_that_is_unknown_is_the_querys_fault(tmp_path):
    with pytest.raises(QueryError, match=r"http://example\.org/f"):
        engine_of(tmp_path, "").select("SELECT (<http://example.org/f>(1) AS ?x) {}")


def test_what_a_format_can_not_hold_is_the_querys_fault(tmp_path):
    query = "CONSTRUCT { <a:a> <a:b> ?t } { BIND(TRIPLE(<a:a>, <a:b>, 1) AS ?t) }"
    engine = engine_of(tmp_path, "")
    assert engine.answer(query, {AnswerKind.GRAPH: format_named("ttl")}).body
    with pytest.raises(QueryError, match=r"ld\+json can't hold") as error:
        engine.answer(query, {AnswerKind.GRAPH: format_named("jsonld")})
    assert error.value.faults[0].swedish.message == "application/ld+json kan inte rymma svaret."


def test_a_graph_is_the_default_one_of_a_dataset(tmp_path):
    engine = engine_of(tmp_path, FILES["ttl"])
    bodies = {
        name: engine.answer(
            "CONSTRUCT WHERE { ?s ?p ?o }", {AnswerKind.GRAPH: format_named(name)}
        ).body
        for name in ("ttl", "trig", "nt", "nq")
    }
    assert bodies["trig"] == bodies["ttl"]
    assert bodies["nq"] == bodies["nt"] == FILES["nt"].encode()
