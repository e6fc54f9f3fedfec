"""The one chooser of forms: what it is asked in words, and what its answers have come to say."""

import pytest

from kretslopp.engine import AnswerKind
from kretslopp.web.pages import compare, questions, why
from kretslopp.web.protocol import document_forms, sparql_forms
from kretslopp.web.protocol.forms import not_acceptable
from kretslopp.web.protocol.problems import Problem

ALL = [document_forms.OFFERS, questions.OFFERS, compare.OFFERS, why.OFFERS]
ALL += [*sparql_forms.OFFERS.values(), sparql_forms.GRAPH_FILES]


@pytest.mark.parametrize("offers", ALL)
def test_each_form_is_had_by_its_name_and_by_its_media_type(offers):
    for form in offers.forms:
        assert offers.choose([form.name.upper()], "image/gif").name == form.name
        assert offers.choose([], form.media_type) == form
    assert offers.choose([], None) == offers.choose([""], "*/*") == offers.forms[0]
    assert offers.choose([], "image/gif") is None


@pytest.mark.parametrize("offers", ALL)
def test_what_clients_also_call_a_form_is_what_they_are_sent(offers):
    for form in offers.also_known_as:
        chosen = offers.choose([], form.media_type)
        assert chosen.media_type == form.media_type
        assert chosen.name in {each.name for each in offers.forms}


def test_a_page_is_a_page_unless_another_form_is_named():
    for offers in ALL[:-1]:
        assert offers.choose([], "text/csv, text/turtle", page_first=True).is_page


def test_what_sparqlwrapper_says_is_understood():
    graph, solutions = (sparql_forms.OFFERS[AnswerKind(kind)] for kind in ("graph", "solutions"))
    for asked, name in (("turtle", "ttl"), ("n3", "ttl"), ("json-ld", "jsonld"), ("json", "jsonld"),
                        ("rdf+xml", "rdf"), ("xml", "rdf"), ("text/turtle", "ttl")):  # fmt: skip
        assert graph.choose([asked], None).name == name
    assert solutions.choose(["json"], None).name == "json"
    assert solutions.choose(["turtle"], None) is None


def test_what_the_one_chooser_says_otherwise_than_its_four_forerunners():
    """The cases in which answers have changed since 0.1, besides those of negotiation.py."""
    # Several in one value of ?format= are a wish everywhere; they were refused but as media types.
    assert document_forms.OFFERS.choose(["nt,ttl"], None).name == "ttl"
    # Of those the server's first is sent, also where the page is one of them.
    graph = sparql_forms.OFFERS[AnswerKind.GRAPH]
    assert graph.choose(["text/html,text/turtle"], None).name == "ttl"
    # Formats that differ are told in the order of the request, with the ending as it is written.
    with pytest.raises(Problem) as caught:
        questions.OFFERS.choose(["json"], None, "csv")
    assert caught.value.values["formats"] == "json, .csv"
    # What there is, is told in the server's order of preference …
    with pytest.raises(Problem) as caught:
        compare.OFFERS.choose(["pdf"], None)
    assert caught.value.values["known"] == "json, csv, html, xlsx, svg, png"
    # … and a media type under which a form is also known is not told.
    assert "application/json" not in not_acceptable(graph).members["available"]
