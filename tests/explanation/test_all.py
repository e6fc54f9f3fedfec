"""Every triple has an explanation, and every asserted one of a source a cell or a row.

All triples of the source, register and inferred graphs are tried, and each fifth of the others
(provenance, interpretation, ontology), which are many and alike: 12,000 of 31,000.
"""

import re

import pytest
from rdflib import Literal

from kretslopp.dataset import read_graph
from kretslopp.explanation import ExplanationKind, sentence
from kretslopp.namespaces import DCTERMS, KL, PROV, RDF, RDFS
from kretslopp.schema import Step

STRIDES = {
    "source": 1,
    "register": 1,
    "inferred": 1,
    "provenance": 5,
    "interpretation": 5,
    "ontology": 5,
}
TOLD = 40  # each so many is also told as a sentence


pytestmark = pytest.mark.slow


def triples(version, kind):
    for path in sorted((version / "graph").rglob("*.nq")):
        if path.relative_to(version / "graph").with_suffix("").parts[0] == kind:
            yield from sorted(read_graph(path), key=str)[:: STRIDES[kind]]


@pytest.fixture(scope="module")
def explained(version, explainer):
    """The explanations of each kind of graph."""
    return {
        kind: [explainer.explain(triple) for triple in triples(version, kind)] for kind in STRIDES
    }


def test_every_triple_has_an_explanation(explained):
    assert sum(map(len, explained.values())) > 11_000
    for kind, found in explained.items():
        assert len(found) > 300, kind
        assert None not in found


def test_the_kind_is_that_of_the_graph(explained):
    for kind in ("source", "register", "provenance", "ontology"):
        assert {found.kind for found in explained[kind]} == {ExplanationKind.ASSERTED}
    assert {found.kind for found in explained["inferred"]} == {ExplanationKind.INFERRED}
    agents = {
        ExplanationKind.INTERPRETATION,
        ExplanationKind.ASSERTED,
    }  # whose type and name other graphs have too
    assert {found.kind for found in explained["interpretation"]} <= agents


def test_every_triple_of_a_source_has_a_cell_that_says_it(explained):
    for found in explained["source"]:
        assert found.sources, found.triple
        for source in found.sources:
            assert source.table
            assert source.row >= 2
            without_cell = source.step is Step.ROW
            assert (source.cell is None) == without_cell, found.triple
            assert without_cell or source.cell.text.strip(" -"), found.triple


def test_the_cell_holds_the_value(explained):
    """Numbers, codes and texts stand in their cells; titles but for stars and footnote marks."""
    tried = 0
    exact = {KL.unit, KL.decisionReference, KL.valueText}
    for found in explained["source"]:
        _, predicate, value = found.triple
        for source in found.sources if isinstance(value, Literal) else ():
            text = source.cell.text if source.cell else ""
            match predicate:
                case KL.startYear | KL.endYear | KL.year:
                    held = str(value) in text
                case KL.value | KL.upperLimit | KL.lowerLimit:
                    digits = re.sub(r"[^0-9]", "", text.rstrip("0 "))
                    held = re.sub(r"[^0-9]", "", str(value).rstrip("0")) in digits + "0"
                case DCTERMS.identifier | KL.number:
                    held = str(value).lstrip("RK") in re.split(r"[,\s]+", text) or value == Literal(
                        text
                    )
                case DCTERMS.title:
                    held = str(value).split()[0] == text.split()[0]
                case KL.legallyRequired | KL.recommendedForAll:
                    held = text in (("X", "*") if value.value else ("nej",))
                case _ if predicate in exact:
                    held = str(value) == text
                case _:
                    continue
            assert held, (found.triple, text)
            tried += 1
    assert tried > 900


def test_every_inferred_triple_goes_down_to_what_is_no_longer_inferred(explained):
    for found in explained["inferred"]:
        leaves = [step for step in found.walk() if not step.premises]
        assert leaves
        for leaf in leaves:
            assert leaf.kind is not ExplanationKind.INFERRED
            assert leaf.sources or leaf.interpretations, leaf.triple
        assert found.axiom


def test_every_entry_of_a_register_says_who_when_and_why(explained):
    headings = 0
    for found in explained["register"]:
        assert found.sources
        for source in found.sources:
            assert source.file.startswith("data/curation/registers/")
            headings += source.attribution is None
    assert headings == 3  # type and labels of the list of goal areas


def test_what_nobody_is_named_for_is_only_who_and_what_is_a_list(explained):
    """Agents, and the concept schemes themselves."""
    for found in explained["interpretation"]:
        if not found.interpretations and not found.sources:
            assert found.triple[1] in (RDF.type, RDFS.label)
            kind = found.triple[0].split("/id/")[1]
            assert kind in ("goal-theme", "sdg") or kind.startswith("agent/")


def test_sentences_are_whole(explained, explainer):
    told = 0
    for found in [item for kind in explained.values() for item in kind[::TOLD]]:
        for language in ("sv", "en"):
            text = sentence(found, explainer.lookups, language)
            assert text.endswith(".")
            assert not re.search(r"[{}]|\bNone\b|https://w3id.org/kretslopp/id/", text), text
            # How a property is put that has no sentence of its own.
            assert not re.search("with the value|med värdet", text), found.triple[1]
            told += 1
    assert told > 500


def test_what_a_thing_is_derived_from_is_the_record_itself(explained):
    tried = 0
    for found in explained["source"]:
        if found.triple[1] == PROV.wasDerivedFrom:
            assert [source.record for source in found.sources] == [found.triple[2]]
            tried += 1
    assert tried > 400
