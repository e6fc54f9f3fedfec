"""What changed between versions: any number of them, told by term."""

import pytest

from kretslopp import artefacts
from kretslopp.ontology import versions
from kretslopp.publication.vocabulary import history

HEAD = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kl: <https://w3id.org/kretslopp/def#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture
def ontology(tmp_path):
    """A directory of an ontology; call it with a version and its Turtle to release it."""
    (tmp_path / "releases").mkdir()

    def release(version, day, turtle):
        head = (
            f"{HEAD}<https://w3id.org/kretslopp/def> a owl:Ontology ; "
            f'dcterms:issued "{day}T00:00:00Z"^^xsd:dateTime .\n'
        )
        path = tmp_path / "releases" / f"{version}.ttl"
        path.write_text(head + turtle, encoding="utf-8")
        return tmp_path

    return release


def shorts(names):
    return [name.short for name in names]


def test_the_real_versions_are_told_newest_first_and_the_oldest_has_nothing_before_it():
    released = versions(artefacts.ontology())
    *later, first = history(artefacts.ontology())
    assert tuple(item.version for item in (first, *reversed(later))) == released
    assert (first.version, first.day, first.before) == ("1.0.0", "2026-11-24", "")
    assert first.added == first.removed == first.changed == ()
    assert all(item.before and (item.added or item.changed) for item in later)


def test_the_first_new_term_is_of_the_second_version():
    second = history(artefacts.ontology())[-2]
    assert (second.version, second.before) == ("1.1.0", "1.0.0")
    assert shorts(second.added) == ["kl:rewordedColumn"]
    assert second.removed == second.changed == ()


def test_nothing_that_was_released_is_gone_before_a_major_version():
    for item in history(artefacts.ontology()):
        is_major = item.before.partition(".")[0] not in ("", item.version.partition(".")[0])
        assert is_major or not item.removed, item.version


def test_terms_are_added_removed_and_changed(ontology):
    ontology("1.0.0", "2026-11-24", "kl:Plan a owl:Class . kl:old a owl:ObjectProperty .")
    home = ontology(
        "1.1.0",
        "2027-01-02",
        """kl:Plan a owl:Class ; rdfs:label "Avfallsplan"@sv .
        kl:new a owl:ObjectProperty ; rdfs:label "ny"@sv .""",
    )
    newest, first = history(home)
    assert (newest.version, newest.before, newest.day) == ("1.1.0", "1.0.0", "2027-01-02")
    assert shorts(newest.added) == ["kl:new"]
    assert str(newest.added[0].labels["sv"]) == "ny"
    assert shorts(newest.removed) == ["kl:old"]
    ((change),) = newest.changed
    assert (change.term.short, change.what) == ("kl:Plan", ("rdfs:label",))
    assert first.before == ""


def test_versions_are_in_the_order_of_their_numbers(ontology):
    for version in ("1.10.0", "1.2.0", "2.0.0", "1.9.0"):
        home = ontology(version, "2027-01-01", "kl:Plan a owl:Class .")
    told = [(item.version, item.before) for item in history(home)]
    assert told == [("2.0.0", "1.10.0"), ("1.10.0", "1.9.0"), ("1.9.0", "1.2.0"), ("1.2.0", "")]


def test_a_chain_is_compared_by_its_links(ontology):
    ontology(
        "1.0.0", "2027-01-01", "kl:c a owl:ObjectProperty ; owl:propertyChainAxiom (kl:a kl:b) ."
    )
    home = ontology(
        "1.1.0", "2027-01-01", "kl:c a owl:ObjectProperty ; owl:propertyChainAxiom (kl:a kl:b) ."
    )
    assert history(home)[0].changed == ()
    home = ontology(
        "1.2.0", "2027-01-01", "kl:c a owl:ObjectProperty ; owl:propertyChainAxiom (kl:b kl:a) ."
    )
    ((change),) = history(home)[0].changed
    assert change.what == ("owl:propertyChainAxiom",)
