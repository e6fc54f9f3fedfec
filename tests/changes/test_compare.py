"""What changed between two versions, thing by thing."""

import json
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef

from kretslopp import changes
from kretslopp.engine import open_file
from kretslopp.errors import WrongUse
from kretslopp.namespaces import CS, KL, KL_ID, PROV, RDF

VERSIONS = Path(__file__).parent
OLD, NEW = VERSIONS / "old.trig", VERSIONS / "new.trig"

SWEDISH = """\
Källor och register: ändrade 5, nya 1, borttagna 1

Dalarna
  R18: text ”Masshantering” → ”Regional masshantering”

Register
  Byrån: namn ”Byrån” → ”Kontoret”

Åtgärdsprogram Borlänge 2023-2026
  K2: lagkrav ja → –
  K2: mål 2 → 2, 10
  K3: ansvarig Byrån → –
  K3: år – → 2024-
  K5 Försvinner: borttagen
  K13: år 2026 → 2027
  K24 Ny åtgärd åäö: ny

Våra tolkningar: ändrade 2, nya 0, borttagna 0

Åtgärdsprogram Borlänge 2023-2026
  K2: avfallsström – → Slam
  K13: avfallsström Schaktmassor: föreslagen → godtagen
"""


@pytest.fixture(scope="module")
def found():
    return changes.compare(open_file(OLD), open_file(NEW))


def of(things, end):
    (thing,) = (thing for thing in things if thing.iri.endswith(end))
    return thing


def test_as_text(found):
    assert changes.to_text(found, "sv") == SWEDISH
    assert "  K13: years 2026 → 2027\n" in changes.to_text(found, "en")
    assert "  K2: required by law yes → –\n" in changes.to_text(found, "en")
    assert "  K13: waste stream Excavated soil: proposed → accepted\n" in changes.to_text(
        found, "en"
    )


def test_what_is_inferred_and_where_it_was_read_do_not_count(found):
    """K1 is inferred to serve another goal and was read in another row."""
    every = (*found.things, *found.interpretations)
    assert not [thing for thing in every if thing.iri.endswith("/K1")]
    properties = {iri for thing in every for item in thing.properties for iri in item.properties}
    assert PROV.wasDerivedFrom not in properties
    assert KL.buildsOn not in properties


def test_the_years_are_one_change_with_the_triples_of_both(found):
    (years,) = of(found.things, "/K13").properties
    assert years.properties == (KL.startYear, KL.endYear)
    assert years.label == {"sv": "år", "en": "years"}
    assert [triple[2] for triple in years.removed] == [Literal(2026), Literal(2026)]
    assert [triple[1] for triple in years.added] == [KL.startYear, KL.endYear]


def test_what_is_gone_is_called_what_it_was_called(found):
    thing = of(found.things, "/K5")
    assert (thing.kind, thing.name["sv"], thing.label["sv"]) == ("withdrawn", "K5", "Försvinner")
    assert thing.group == {
        "sv": "Åtgärdsprogram Borlänge 2023-2026",
        "en": "Action programme Borlänge 2023-2026",
    }


def test_the_same_version_has_not_changed():
    found = changes.compare(open_file(OLD), open_file(OLD))
    assert found.is_empty
    assert changes.to_text(found, "en") == "Nothing changed.\n"
    assert json.loads(changes.to_json(found)) == {"things": [], "interpretations": []}


def test_the_way_back_is_the_opposite(found):
    back = changes.compare(open_file(NEW), open_file(OLD))
    assert {thing.iri for thing in back.things} == {thing.iri for thing in found.things}
    (years,) = of(back.things, "/K13").properties
    assert (years.old["en"], years.new["en"]) == ("2027", "2026")
    assert of(back.things, "/K24").kind == "withdrawn"


def test_as_json(found):
    document = json.loads(changes.to_json(found))
    (thing,) = (thing for thing in document["things"] if thing["name"]["sv"] == "K13")
    assert thing["kind"] == "changed"
    assert thing["sentence"]["en"] == "K13: years 2026 → 2027"
    (years,) = thing["properties"]
    assert (years["old"]["sv"], years["new"]["sv"]) == ("2026", "2027")
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    assert [triple[2] for triple in years["added"]] == [f'"2027"^^<{integer}>'] * 2


def test_as_rdf(found):
    old, new = URIRef("urn:x:old"), URIRef("urn:x:new")
    graph = changes.to_graph(found, old, new)
    assert (new, PROV.wasRevisionOf, old) in graph
    (change,) = graph.subjects(CS.subjectOfChange, KL_ID["action/borlange/2023-2026/K24"])
    assert (change, RDF.type, CS.ChangeSet) in graph
    added = Graph()
    for statement in graph.objects(change, CS.addition):
        parts = (graph.value(statement, RDF[part]) for part in ("subject", "predicate", "object"))
        added.add(tuple(parts))
    assert (KL_ID["action/borlange/2023-2026/K24"], RDF.type, KL.MunicipalAction) in added
    assert not list(graph.objects(change, CS.removal))
    assert all(isinstance(term, URIRef) for triple in graph for term in triple[:2])
    assert set(graph) == set(changes.to_graph(found, old, new))


def test_the_change_sets_turn_the_old_version_into_the_new_one(found):
    """By thing: what was said, less the removals, with the additions."""
    graph = changes.to_graph(found, URIRef("urn:x:old"), URIRef("urn:x:new"))
    turned = 0
    for change in graph.subjects(RDF.type, CS.ChangeSet):
        for role, engine in ((CS.removal, open_file(OLD)), (CS.addition, open_file(NEW))):
            for statement in graph.objects(change, role):
                parts = [
                    graph.value(statement, RDF[part]) for part in ("subject", "predicate", "object")
                ]
                query = f"SELECT (1 AS ?n) {{ {' '.join(part.n3() for part in parts)} }}"
                assert engine.select(query).rows, parts
                turned += 1
    assert turned > 15


def test_a_file_without_our_graphs_can_not_be_compared(tmp_path):
    path = tmp_path / "x.ttl"
    path.write_text(f"<{KL_ID['action/x/y/K1']}> a <{KL.MunicipalAction}> .", encoding="utf-8")
    with pytest.raises(WrongUse, match="The new version has none") as caught:
        changes.compare(open_file(OLD), open_file(path))
    assert ".nq" in caught.value.faults[0].advice
