"""What the graph says of things: one fallback, a fixed order, few queries."""

import pytest
from rdflib import Literal, URIRef

from kretslopp.engine import open_file
from kretslopp.namespaces import DCTERMS, KL, KL_ID, RDF, RDFS, XSD
from kretslopp.reading.descriptions import NOTHING, by_thing, descriptions, of_things, truth
from kretslopp.reading.names import Names, numbers

DATA = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX kl: <https://w3id.org/kretslopp/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
BASE <https://w3id.org/kretslopp/id/>
<action/K2> a kl:Action ; rdfs:label "Åtgärd två"@sv, "Action two"@en ; dcterms:identifier "K2" .
<action/K10> a kl:Action ; rdfs:label "Åtgärd tio"@sv ; dcterms:identifier "K10" .
<action/2> a kl:Action ; dcterms:identifier "2" ; kl:startYear 2026, 2024 .
<goal/1> a kl:Goal ; dcterms:identifier "1" .
"""
K2, K10, TWO = (KL_ID[f"action/{name}"] for name in ("K2", "K10", "2"))


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    path = tmp_path_factory.mktemp("reading") / "data.ttl"
    path.write_text(DATA, encoding="utf-8")
    return open_file(path)


class Counting:
    """An engine that keeps what it is asked."""

    def __init__(self, engine):
        self.engine, self.queries = engine, []

    def select(self, query, bindings=None):
        self.queries.append(query)
        return self.engine.select(query, bindings)


def test_things_of_a_pattern_are_described_by_the_properties_that_are_asked_for(engine):
    found = descriptions(engine, "?thing a kl:Action .", (RDFS.label, KL.startYear))
    assert list(found) == [TWO, K10, K2]
    assert found[K2].values == {
        RDFS.label: [Literal("Action two", lang="en"), Literal("Åtgärd två", lang="sv")]
    }
    assert (found[TWO].integer(KL.startYear), found[TWO].integer(KL.startYear, last=True)) == (
        2024,
        2026,
    )


def test_many_things_are_described_in_parts_each_once(engine):
    counting = Counting(engine)
    things = [*(URIRef(f"{KL_ID}n{n}") for n in range(1200)), K2, K2]
    assert set(of_things(counting, things, (RDFS.label,))) == {K2}
    assert len(counting.queries) == 3
    assert sum(query.count(f"<{K2}>") for query in counting.queries) == 1


@pytest.mark.parametrize("odd", ["http://x/{a}", "http://x/> } DROP ALL", "http://x/a|b", ""])
def test_what_no_query_can_name_has_nothing_said_of_it(engine, odd):
    counting = Counting(engine)
    assert of_things(counting, [URIRef(odd), Literal("K2")], (RDFS.label,)) == {}
    assert counting.queries == []


def test_in_each_language_ones_own_words_come_before_those_of_others():
    sv, en = Literal("ö", lang="sv"), Literal("own", lang="en")
    shared = [(K10, RDFS.label, Literal(f"a {of}", lang=of)) for of in ("sv", "en")]
    found = by_thing([(K2, RDFS.label, en), (TWO, RDFS.label, sv), *shared])
    assert found[K2].text(RDFS.label, "sv", found[K10]) == "a sv"
    assert found[K2].text(RDFS.label, "en", found[K10]) == "own"
    assert found[TWO].text(RDFS.label, "sv", found[K10]) == "ö"
    text = NOTHING.text(RDFS.label, "en", found[TWO])
    assert (text, text.language) == ("ö", "sv")
    assert NOTHING.text(RDFS.label, "en", NOTHING) is None


def test_a_text_in_one_language_is_not_that_of_another(engine):
    label = descriptions(engine, "?thing a kl:Action .", (RDFS.label,))[K10]
    assert label.in_language(RDFS.label, "sv") == "Åtgärd tio"
    assert label.in_language(RDFS.label, "en") is None
    assert label.text(RDFS.label, "en") == "Åtgärd tio"


def test_triples_are_grouped_as_they_come():
    triples = [(K2, RDF.type, KL.Goal), (K10, RDF.type, KL.Goal), (K2, RDF.type, KL.Action)]
    found = by_thing([*triples, (K2, DCTERMS.source, None)])
    assert list(found) == [K2, K10]
    assert found[K2].values == {RDF.type: [KL.Action, KL.Goal]}


def test_names_are_learnt_of_things_and_of_patterns(engine):
    names = Names(engine, [K2])
    assert (names.label(K2, "en"), names.number(K2)) == ("Action two", "K2")
    assert not names.knows(TWO)
    names.learn("?thing a kl:Action .")
    assert names.knows(TWO)
    assert (names.label(TWO, "sv"), names.number(TWO)) == (None, "2")


def test_numbers_of_a_class_are_in_natural_order(engine):
    assert [str(number) for number in numbers(engine, KL.Action)] == ["2", "K2", "K10"]


@pytest.mark.parametrize(
    ("lexical", "said"), [("true", True), ("1", True), ("false", False), ("0", False)]
)
def test_a_boolean_says_one_of_two_things(lexical, said):
    assert truth(Literal(lexical, datatype=XSD.boolean)) is said


@pytest.mark.parametrize("lexical", ["yes", "TRUE", "nej", ""])
def test_a_boolean_that_is_none_says_nothing(lexical):
    assert truth(Literal(lexical, datatype=XSD.boolean, normalize=False)) is None
    assert truth(Literal(lexical)) is None
