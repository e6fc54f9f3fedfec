"""The shapes: published without blank nodes, and told in words."""

from pathlib import Path

import pytest
from rdflib import BNode, Graph, URIRef
from rdflib.compare import to_isomorphic

from kretslopp import artefacts, ontology
from kretslopp.namespaces import KL, KL_SHAPES, RDF, SH, new_graph
from kretslopp.publication.vocabulary import all_shapes, read_shapes
from kretslopp.validation import load_shapes

HEAD = """
@prefix kl: <https://w3id.org/kretslopp/def#> .
@prefix klsh: <https://w3id.org/kretslopp/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


@pytest.fixture(scope="module")
def published() -> Graph:
    return all_shapes(artefacts.shapes())


def as_written(shapes: Path) -> Graph:
    graph = new_graph()
    for directory in (shapes, shapes / "ontology"):
        for triple in load_shapes(directory):
            graph.add(triple)
    return graph


def test_no_part_of_a_published_shape_is_anonymous(published):
    nodes = {node for triple in published for node in triple}
    assert len(published) > 2000
    assert not [node for node in nodes if isinstance(node, BNode)]


@pytest.mark.slow
def test_naming_the_parts_changes_nothing_else(published):
    """With the names taken away again it is the graph that people wrote."""
    written = as_written(artefacts.shapes())
    own = {node for node in written.subjects() if isinstance(node, URIRef)}
    subjects = set(published.subjects())
    anonymous = {node: BNode() for node in subjects if node not in own}
    assert len(anonymous) == len({s for s in written.subjects() if isinstance(s, BNode)}) > 200
    again = new_graph()
    for s, p, o in published:
        again.add((anonymous.get(s, s), p, anonymous.get(o, o)))
    assert to_isomorphic(again) == to_isomorphic(written)


def test_a_part_is_named_for_its_place(published):
    cell = KL_SHAPES["KindShape-one.qualifiedValueShape.1.in.1"]
    assert published.value(cell, RDF.first) == KL.ActionProgramme
    rule = KL_SHAPES["MunicipalActionShape-municipality-of-programme.or.1.item"]
    assert published.value(rule, SH.maxCount).toPython() == 0


def test_names_are_the_same_every_time(published):
    assert set(all_shapes(artefacts.shapes())) == set(published)


def constraint(documented, local):
    return next(
        item for shape in documented.shapes for item in shape.constraints if item.local == local
    )


def test_every_shape_with_a_message_is_told(documented, published):
    told = {item.iri for shape in documented.shapes for item in shape.constraints}
    assert told == set(published.subjects(SH.message))
    assert len(told) > 150


def test_a_rule_is_told_in_words(documented):
    rule = constraint(documented, "MunicipalActionShape-inProgramme")
    assert str(rule.labels["sv"]) == "åtgärdsprogram"
    assert str(rule.labels["en"]) == "action programme"
    assert rule.path == "kl:inProgramme"
    assert rule.how_many == "1"
    ((value),) = rule.values
    assert (value.kind, value.terms[0].short) == ("class", "kl:ActionProgramme")
    assert rule.severity == "violation"
    assert rule.messages["en"].startswith("A municipal action must stand in exactly one")


@pytest.mark.parametrize(
    ("local", "how_many"),
    [
        ("MunicipalActionShape-municipality", "1–*"),
        ("MunicipalActionShape-legallyRequired", "0–1"),
        ("MunicipalActionShape-goalArea", "0–*"),
        ("MunicipalActionShape-lead", "0"),
        ("LabelledShape-sv", "1–*"),
        ("KindShape-one", "1"),
    ],
)
def test_how_many_values(documented, local, how_many):
    assert constraint(documented, local).how_many == how_many


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("kl:a", "kl:a"),
        ("( kl:a kl:b )", "kl:a / kl:b"),
        ("[ sh:inversePath kl:a ]", "^kl:a"),
        ("[ sh:alternativePath ( kl:a kl:b ) ]", "kl:a | kl:b"),
        ("[ sh:zeroOrMorePath kl:a ]", "kl:a*"),
        ("[ sh:oneOrMorePath kl:a ]", "kl:a+"),
        ("[ sh:zeroOrOnePath ( kl:a kl:b ) ]", "(kl:a / kl:b)?"),
        ("( kl:a [ sh:zeroOrMorePath kl:b ] )", "kl:a / kl:b*"),
    ],
)
def test_paths_are_written_as_in_sparql(tmp_path, path, text):
    (tmp_path / "ontology").mkdir()
    for file in (tmp_path / "a.ttl", tmp_path / "ontology" / "a.ttl"):
        file.write_text(
            HEAD
            + f"""klsh:S a sh:NodeShape ; sh:targetClass kl:Goal ; sh:property klsh:S-p .
            klsh:S-p a sh:PropertyShape ; sh:path {path} ; sh:message "Fel"@sv .""",
            encoding="utf-8",
        )
    shapes = all_shapes(tmp_path)
    ((shape),) = read_shapes(shapes, new_graph())
    assert shape.constraints[0].path == text
    letters = {name.short for name in shape.constraints[0].about}
    assert letters == {part for part in ("kl:a", "kl:b") if part in path}


def test_a_class_has_the_rules_of_those_above_it(documented):
    action = next(term for term in documented.terms if term.local == "MunicipalAction")
    rules = {item.local for item in documented.constraints_of(action)}
    assert {"MunicipalActionShape-goal", "KindShape-one", "SourceShape-record"} <= rules
    assert "RegionalActionShape-lead" not in rules


def test_a_property_has_the_rules_about_it(documented):
    builds_on = next(term for term in documented.terms if term.local == "buildsOn")
    rules = {item.local for item in documented.constraints_of(builds_on)}
    assert {"MunicipalActionShape-buildsOn", "MunicipalActionShape-buildsOn-municipality"} <= rules
    assert "MunicipalActionShape-goal" not in rules


def test_shapes_of_the_ontology_are_told_from_those_of_data(documented):
    kinds = {shape.local: shape.of_ontology for shape in documented.shapes}
    assert kinds["OntologyShape"] is True
    assert kinds["GoalShape"] is False
    assert 10 < sum(kinds.values()) < len(kinds)


def test_every_rule_concerns_a_term_that_there_is(documented):
    graph = ontology.load(artefacts.ontology())
    for shape in documented.shapes:
        for item in shape.constraints:
            for name in item.about:
                assert not name.is_ours or (name.iri, RDF.type, None) in graph, item.local
