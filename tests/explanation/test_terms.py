"""Terms as text: what is read, what is not, and back again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from kretslopp.explanation import parse_iri, parse_term, text_of
from kretslopp.explanation.terms import same
from kretslopp.namespaces import XSD

languages = st.sampled_from(["sv", "en", "zh-hans"])
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
literals = st.one_of(
    words.map(Literal),
    st.builds(lambda text, language: Literal(text, lang=language), words, languages),
    words.map(lambda text: Literal(text, datatype=XSD.token, normalize=False)),
)


@given(literals)
def test_what_is_written_is_read_as_the_same_term(literal):
    assert same(parse_term(text_of(literal)), literal)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"K13"', Literal("K13")),
        ('"Matsvinn"@sv', Literal("Matsvinn", lang="sv")),
        (f'"a"^^<{XSD.string}>', Literal("a")),
        ('"åäö"', Literal("åäö")),
        (r'"a\"b\\c\nd\te"', Literal('a"b\\c\nd\te')),
        (r'"\u00e5\U0001F600"', Literal("å\N{GRINNING FACE}")),
        ('""', Literal("")),
        ("http://e/å", URIRef("http://e/å")),
        ("urn:x", URIRef("urn:x")),
    ],
)
def test_terms(text, expected):
    assert same(parse_term(text), expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "<http://e/x>",
        "http://e/x y",
        "http://e/{x}",
        "http://e/\N{REPLACEMENT CHARACTER}",
        "/relative",
        '"open',
        '"a"b"',
        '"a"@',
        '"a"@1',
        '"a"^^xsd:integer',
        '"a"^^<relative>',
        '"line\nbreak"',
        r'"\x"',
        r'"\uD800"',
        r'"\U00110000"',
        "'a'",
    ],
)
def test_what_is_no_term(text):
    with pytest.raises(ValueError, match="is not"):
        parse_term(text)


def test_an_iri_is_no_literal():
    with pytest.raises(ValueError, match="not an absolute IRI"):
        parse_iri('"a"')


def test_a_form_that_is_not_canonical_is_another_term():
    integer = Literal("2026", datatype=XSD.integer)
    assert not same(parse_term(f'"02026"^^<{XSD.integer}>'), integer)
    assert not same(parse_term('"2026"'), integer)
    assert not same(Literal("a", lang="sv"), Literal("a"))
