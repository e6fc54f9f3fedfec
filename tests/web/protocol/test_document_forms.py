"""The form of a document: endings, ?format= and Accept, and RDF that is the same each time."""

import json

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kretslopp.errors import WrongUse
from kretslopp.namespaces import KL, KL_ID, RDF, RDFS, XSD, new_graph
from kretslopp.web.protocol import document_forms
from kretslopp.web.protocol.problems import Problem

ENDINGS = ["html", "jsonld", "nt", "rdf", "ttl"]
APP = Flask("test")
# What a path may hold; the dots are what this is about.
NAMES = st.text("abcÅö019.-_/", max_size=20)
TRIPLES = [
    (KL_ID["goal/falun/2023-2030/1.1"], RDF.type, KL.Goal),
    (KL_ID["goal/falun/2023-2030/1.1"], RDFS.label, Literal('Mål "1.1" \\ å\n<&>', lang="sv")),
    (KL_ID["goal/falun/2023-2030/1.1"], RDFS.label, Literal("Goal 1.1", lang="en")),
    (KL_ID["goal/falun/2023-2030/1.1"], KL.value, Literal("12.50", datatype=XSD.decimal)),
    (KL_ID["action/falun/2023-2026/K3"], KL.legallyRequired, Literal("true", datatype=XSD.boolean)),
    (KL_ID["action/falun/2023-2026/K3"], KL.startYear, Literal("2024", datatype=XSD.integer)),
    (KL_ID["action/falun/2023-2026/K3"], KL.sdgTarget, URIRef("http://example.org/a?b=c&d=e")),
]


def chosen(query="", accept=None, ending=None, *, page_first=False):
    headers = {} if accept is None else {"Accept": accept}
    with APP.test_request_context(f"/doc/x{query}", headers=headers):
        return document_forms.OFFERS.of_request(ending, page_first=page_first)


@given(NAMES, st.sampled_from(ENDINGS))
def test_an_ending_is_cut_off_and_nothing_else_is(name, ending):
    if name and not name.endswith("/"):
        assert document_forms.split_ending(f"{name}.{ending}") == (name, ending)


@given(NAMES, st.text("abcdefghijklmnopqrstuvwxyz0123456789", max_size=6))
def test_other_dots_belong_to_the_name(name, last):
    if last not in ENDINGS:
        assert document_forms.split_ending(f"{name}.{last}") == (f"{name}.{last}", None)


@pytest.mark.parametrize(
    "name", ["goal/falun/2023-2030/1.1", "PHU.16.8", ".ttl", "a/.ttl", "ttl", "a.TTL", "a.ttl.gz"]
)
def test_names_without_ending(name):
    assert document_forms.split_ending(name) == (name, None)


@given(st.sampled_from(ENDINGS), st.text(max_size=40))
def test_a_format_or_an_ending_beats_any_accept(name, accept):
    header = accept.encode("ascii", "ignore").decode().replace("\n", "").replace("\r", "")
    assert chosen(f"?format={name}", header).name == name
    assert chosen(f"?format={name.upper()}", header).name == name
    assert chosen("", header, name).name == name
    assert chosen(f"?format={name}", header, name, page_first=True).name == name


@given(st.sampled_from(ENDINGS), st.sampled_from(ENDINGS))
def test_a_format_and_an_ending_that_differ_are_refused(first, second):
    if first == second:
        assert chosen(f"?format={first}&format={second}", ending=first).name == first
    else:
        for query, ending in (
            (f"?format={first}", second),
            (f"?format={first}&format={second}", None),
        ):
            with pytest.raises(Problem) as caught:
                chosen(query, ending=ending)
            assert caught.value.kind == "several-formats"


@given(st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True))
def test_a_format_that_there_is_not_is_refused_whatever_is_accepted(name):
    if name not in ENDINGS:
        with pytest.raises(Problem) as caught:
            chosen(f"?format={name}", "text/html")
        assert caught.value.kind == "unknown-format"
        assert all(known in caught.value.values["known"] for known in ENDINGS)


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "ttl"),
        ("", "ttl"),
        ("*/*", "ttl"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("text/turtle, */*;q=0.1", "ttl"),
        ("text/*", "ttl"),
        ("text/*, text/turtle;q=0", "html"),
        ("application/rdf+xml", "rdf"),
        ("application/ld+json", "jsonld"),
        ("application/n-triples;q=0.9, text/turtle;q=0.1", "nt"),
        ("application/json", "jsonld"),
        ("text/plain", "nt"),
        ("application/xml", "rdf"),
    ],
)
def test_accept(accept, name):
    assert chosen("", accept).name == name


@given(st.permutations([form.media_type for form in document_forms.OFFERS.forms]))
def test_among_equals_the_one_that_is_written_first_wins(types):
    by_type = {form.media_type: form.name for form in document_forms.OFFERS.forms}
    header = ", ".join(f"{name};q={1 - place / 10:.1f}" for place, name in enumerate(types))
    assert chosen("", header).name == by_type[types[0]]


def test_what_is_not_acceptable_is_told_what_there_is():
    with pytest.raises(Problem) as caught:
        chosen("", "image/png")
    assert caught.value.kind == "not-acceptable"
    assert len(caught.value.members["available"]) == 5


def test_an_address_that_is_a_page_does_not_look_at_accept():
    assert chosen("", "text/turtle", page_first=True).is_page
    assert chosen("?format=", "text/turtle", page_first=True).is_page
    assert chosen("?format=nt", "text/html", page_first=True).name == "nt"


@given(st.permutations(TRIPLES), st.sampled_from(["ttl", "jsonld", "nt", "rdf"]))
def test_the_same_triples_are_the_same_bytes_and_read_back(triples, name):
    answers = [answer_of(order, name) for order in (triples, TRIPLES)]
    assert answers[0].data == answers[1].data
    assert "text/" not in answers[0].content_type or "charset=utf-8" in answers[0].content_type
    formats = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}
    found = Graph().parse(data=answers[0].data, format=formats[name])
    assert isomorphic(found, graph_of(TRIPLES))


def graph_of(triples):
    graph = new_graph()
    for triple in triples:
        graph.add(triple)
    return graph


def answer_of(triples, name):
    form = next(form for form in document_forms.OFFERS.forms if form.name == name)
    with APP.test_request_context("/"):
        return document_forms.respond(form, graph_of(triples))


def test_turtle_declares_what_it_uses_and_rdf_xml_has_its_names_in_order():
    turtle = answer_of(TRIPLES, "ttl").get_data(as_text=True)
    assert turtle.startswith("@prefix kl: <https://w3id.org/kretslopp/def#> .\n@prefix rdf")
    assert "foaf:" not in turtle
    assert "<https://w3id.org/kretslopp/id/goal/falun/2023-2030/1.1> " in turtle
    names = [
        part
        for part in answer_of(TRIPLES, "rdf").get_data(as_text=True).split()
        if part.startswith("xmlns:")
    ]
    assert names == sorted(names)
    assert len(names) > 2
    assert json.loads(answer_of(TRIPLES, "jsonld").data)


def test_an_empty_graph_is_an_answer():
    for name in ("ttl", "jsonld", "nt", "rdf"):
        assert answer_of([], name).status_code == 200


def test_a_blank_node_and_a_page_are_refused():
    with pytest.raises(WrongUse):
        answer_of([(BNode(), RDF.type, KL.Goal)], "ttl")
    with pytest.raises(ValueError, match="page"):
        answer_of(TRIPLES, "html")
