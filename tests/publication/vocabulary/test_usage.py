"""Counts and real examples come from the dataset, each the same for the same data."""

import pytest

from kretslopp.namespaces import KL, RDF
from kretslopp.publication import vocabulary
from kretslopp.publication.release import open_release


@pytest.fixture(scope="module")
def engine(few):
    return open_release(few).engine


@pytest.mark.parametrize("local", ["Goal", "SourceCell", "Action", "Municipality"])
def test_a_class_is_counted(engine, documented, local):
    ((times,),) = engine.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a <{KL[local]}> }}").rows
    assert documented.usages[KL[local]].times == int(times) > 0


@pytest.mark.parametrize("local", ["contributesTo", "involves", "printedValue", "subGoalOf"])
def test_a_property_is_counted(engine, documented, local):
    ((times,),) = engine.select(f"SELECT (COUNT(*) AS ?n) {{ ?x <{KL[local]}> ?y }}").rows
    assert documented.usages[KL[local]].times == int(times) > 0


def test_every_example_is_a_real_thing_or_statement(engine, documented):
    checked = 0
    for term in documented.terms:
        usage = documented.usages.get(term.iri)
        for example in usage.examples if usage else ():
            if term.is_class:
                triple = f"<{example.thing.iri}> <{RDF.type}> <{term.iri}>"
            elif isinstance(example.value, vocabulary.Name):
                triple = f"<{example.thing.iri}> <{term.iri}> <{example.value.iri}>"
            else:
                triple = f"<{example.thing.iri}> <{term.iri}> {example.value['sv'].n3()}"
            assert engine.select(f"SELECT (1 AS ?one) {{ {triple} }}").rows, triple
            checked += 1
    assert checked > 180


def test_what_is_not_used_has_no_usage(documented):
    """Nothing is only a source record: rows and tables are, and provenance is not reasoned on."""
    unused = {term.local for term in documented.terms if term.iri not in documented.usages}
    assert "SourceRecord" in unused
    # What no plan that is here prints, such as what an action costs.
    assert "cost" in unused
    assert len(unused) < 40


def test_examples_have_the_readers_words(documented):
    example = documented.usages[KL.buildsOn].examples[0]
    assert example.thing.short == "action/borlange/2023-2026/K1"
    assert example.thing.labels["sv"].startswith("Implementera riktlinje")
    assert example.thing.labels["en"].startswith("Implement guidelines")
    assert str(example.value.labels["sv"]) == "R2 i Borlänge 2023-2026"


def test_the_same_data_give_the_same_examples(engine, documented):
    assert vocabulary.usages(engine) == documented.usages
