"""Cells of answers: links that are safe, IRIs made short, numbers and long texts told apart."""

import pytest
from rdflib import URIRef

from kretslopp.web.pages.tables import CellPart, Heading, link, of_solutions, shortened


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        ("https://w3id.org/kretslopp/def#Goal", "kl:Goal"),
        ("https://w3id.org/kretslopp/id/goal/x", "klid:goal/x"),
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "rdf:type"),
        ("https://w3id.org/kretslopp/def#", "https://w3id.org/kretslopp/def#"),
        ("https://example.org/å", "https://example.org/å"),
    ],
)
def test_iris_are_shortened(iri, expected):
    assert shortened(iri) == expected


def test_only_addresses_of_the_web_are_links():
    assert link(URIRef("https://example.org/")) == "https://example.org/"
    assert type(link(URIRef("http://example.org/"))) is str
    for iri in (
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "urn:x",
        "httpx:",
    ):
        assert link(URIRef(iri)) is None, iri


def test_solutions_become_a_table():
    uri, blank = {"type": "uri", "value": "urn:x"}, {"type": "bnode", "value": "b0"}
    label = {"type": "literal", "value": "å" * 40, "xml:lang": "sv"}
    bindings = [{"a": uri, "b": label}, {"a": blank}, {}]
    document = {"head": {"vars": ["a", "b"]}, "results": {"bindings": bindings}}
    table = of_solutions(document, 2)
    assert table.head == (Heading("a"), Heading("b", is_long=True))
    assert table.rows == (
        ((CellPart("urn:x"),), (CellPart("å" * 40, language="sv"),)),
        ((CellPart("_:b0"),), ()),
    )
    assert table.total == 3
