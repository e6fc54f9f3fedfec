import pytest
from rdflib import Literal, URIRef

from kretslopp import languages
from kretslopp.namespaces import RDFS, new_graph

SV, EN, NONE, DE = (Literal("sv", lang="sv"), Literal("en", lang="en"), Literal("none"),
                    Literal("de", lang="de"))  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "for_swede", "for_other"),
    [
        ([EN, SV, NONE], SV, EN),
        ([EN, NONE], EN, EN),
        ([SV, NONE], SV, SV),
        ([NONE, DE], NONE, NONE),
        ([DE], None, None),
        ([], None, None),
    ],
)
def test_one_fallback(texts, for_swede, for_other):
    assert languages.pick(texts, "sv") == for_swede
    assert languages.pick(texts, "en") == for_other


def test_of_several_the_same_one_every_time():
    texts = [Literal("b", lang="sv"), Literal("a", lang="sv")]
    assert languages.pick(texts, "sv") == languages.pick(reversed(texts), "sv") == texts[1]


def test_a_thing_without_label_is_called_by_its_iri():
    graph, thing = new_graph(), URIRef("https://example.org/x")
    assert languages.label(graph, thing, "sv") == str(thing)
    graph.add((thing, RDFS.label, SV))
    assert languages.label(graph, thing, "en") == "sv"


def test_numbers_in_texts_sort_as_numbers_before_names_and_those_as_swedish_does():
    ordered = ["", "1", "1.2", "1.10", "2", "K2", "k2", "K10", "PHU.9", "PHU.16", "Å 1", "Ä 1"]
    assert sorted(set(ordered), key=languages.natural) == ordered
