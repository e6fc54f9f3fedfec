import socket
from pathlib import Path

import pytest
from rdflib import BNode, Literal, URIRef

from kretslopp import artefacts
from kretslopp.errors import DataViolation, Place, UnreadableInput
from kretslopp.namespaces import KL, KL_ID, KL_SHAPES, OWL, RDF, RDFS, SH, new_graph
from kretslopp.validation import load_shapes, validate
from validation import examples


def test_results_say_what_is_wrong_with_what_where_and_which_shape_says_so():
    (result,) = [it for it in examples.report().results if it.path == KL.responsible]
    assert result.severity == "violation"
    assert result.focus == examples.K3
    assert result.value == examples.GOAL
    assert result.shape == KL_SHAPES["MunicipalActionShape-responsible"]
    assert result.component == SH.ClassConstraintComponent
    assert result.place == Place("tables/borlange/2023-2026/municipal.csv", row=4, column="ansvar")
    assert result.messages["sv"].startswith("Den ansvariga finns inte i organisationsregistret.")
    assert result.messages["en"].startswith("The responsible is not in the register")


def test_results_are_sorted_worst_first_then_by_place():
    report = examples.report()
    found = [(it.severity, str(it.place or "")) for it in report.results]
    assert found == [
        ("violation", "tables/borlange/2023-2026/municipal.csv, row 4, column ansvar"),
        ("violation", "tables/borlange/2023-2026/plan.csv, row 2, column programperiod"),
        ("violation", "tables/borlange/2023-2026/regional.csv, row 16, column mål"),
        ("warning", "tables/borlange/2023-2026/municipal.csv, row 4, column mål"),
        ("info", ""),
    ]


def test_the_report_does_not_depend_on_the_order_of_the_data():
    triples = sorted(examples.parsed(examples.TEXT))
    forwards, backwards = new_graph(), new_graph()
    for triple in triples:
        forwards.add(triple)
    for triple in reversed(triples):
        backwards.add(triple)
    assert examples.report_of(forwards) == examples.report_of(backwards)


def test_a_constraint_on_the_thing_itself_shows_the_value_it_is_about():
    results = examples.report().results
    (result,) = [it for it in results if it.shape.endswith("endYear-in-plan")]
    assert (result.path, result.value) == (KL.endYear, Literal(2031))


def test_warnings_and_infos_do_not_stop_the_data_from_conforming():
    data = examples.parsed(examples.TEXT)
    data.set((examples.GOAL, KL.number, Literal(6)))
    data.remove((examples.K3, KL.responsible, None))
    data.set(
        (
            URIRef(f"{examples.K3.rsplit('/action')[0]}/programme/borlange/2023-2026"),
            KL.endYear,
            Literal(2026),
        )
    )
    report = examples.report_of(data)
    assert [it.severity for it in report.results] == ["warning", "info"]
    assert report.conforms
    assert not examples.report().conforms


def test_a_missing_value_is_no_warning_where_the_document_has_no_such_column():
    records = examples.parsed(examples.RECORDS)
    municipal = KL_ID["record/borlange/2023-2026/municipal"]
    records.remove((municipal, KL.column, Literal("mål")))
    records.remove((municipal, KL.column, Literal("ansvar")))
    report = validate(
        examples.parsed(examples.TEXT), examples.vocabulary(), examples.SHAPES, records
    )
    (gone,) = [it for it in examples.report().results if it not in report.results]
    assert (gone.severity, gone.path) == ("warning", KL.contributesTo)
    assert len(report.results) == len(examples.report().results) - 1
    assert KL.responsible in {result.path for result in report.of("violation")}


def test_only_asserted_data_count_not_what_reasoning_would_add():
    # rdfs:range would make the goal an organisation, and the wrong value right.
    vocabulary = examples.vocabulary()
    assert (KL.responsible, RDFS.range, None) in vocabulary
    assert any(it.path == KL.responsible for it in examples.report().results)


def test_the_graphs_handed_in_stay_as_they_are():
    data, records = examples.parsed(examples.TEXT), examples.parsed(examples.RECORDS)
    vocabulary, shapes = examples.vocabulary(), load_shapes(artefacts.shapes())
    graphs = (data, vocabulary, shapes, records)
    before = [set(graph) for graph in graphs]
    validate(data, vocabulary, shapes, records)
    assert [set(graph) for graph in graphs] == before


def test_nothing_is_printed_or_fetched(capfd, monkeypatch, caplog):
    def refuse(*_, **__):
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    importing = (URIRef("https://example.org/a"), OWL.imports, URIRef("https://example.org/b"))
    data, shapes = examples.parsed(examples.TEXT), load_shapes(artefacts.shapes())
    data.add(importing)
    data.add((importing[0], RDF.type, OWL.Ontology))
    shapes.add(importing)
    shapes.add((importing[0], RDF.type, OWL.Ontology))
    assert validate(data, examples.vocabulary(), shapes, new_graph()).results
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_data_with_a_blank_node_are_refused_with_its_type():
    data = examples.parsed(examples.TEXT)
    data.add((BNode(), RDF.type, KL.Goal))
    with pytest.raises(DataViolation) as error:
        examples.report_of(data)
    assert "blank node" in str(error.value)
    assert str(KL.Goal) in str(error.value)


@pytest.mark.parametrize(
    "broken",
    [
        "klsh:P a sh:PropertyShape ; sh:minCount 1 .",
        "klsh:P a sh:PropertyShape ; sh:path kl:number ; sh:minCount 'one' .",
    ],
    ids=["property-without-path", "count-is-text"],
)
def test_shapes_that_are_no_shacl_are_refused(broken: str):
    shapes = examples.parsed(
        "@prefix kl: <https://w3id.org/kretslopp/def#> ."
        "@prefix klsh: <https://w3id.org/kretslopp/shapes#> ."
        "@prefix sh: <http://www.w3.org/ns/shacl#> ."
        f"klsh:S a sh:NodeShape ; sh:targetClass kl:Goal ; sh:property klsh:P . {broken}"
    )
    with pytest.raises(UnreadableInput, match="The shapes are no SHACL"):
        validate(examples.parsed(examples.TEXT), new_graph(), shapes, new_graph())


def test_the_shapes_of_a_directory_are_read_without_those_below_it():
    data_shapes = load_shapes(artefacts.shapes())
    lint = load_shapes(artefacts.shapes() / "ontology")
    assert (KL_SHAPES.GoalShape, None, None) in data_shapes
    assert (KL_SHAPES.OntologyShape, None, None) not in data_shapes
    assert (KL_SHAPES.OntologyShape, None, None) in lint


def test_a_directory_without_shapes_is_refused(tmp_path: Path):
    with pytest.raises(UnreadableInput, match="There are no shapes here"):
        load_shapes(tmp_path)


def test_a_shape_file_with_a_syntax_error_is_named_with_its_line(tmp_path: Path):
    path = tmp_path / "goal.ttl"
    path.write_text("@prefix sh: <http://www.w3.org/ns/shacl#> .\n\nsh:a sh:b ;;; c .\n", "utf-8")
    with pytest.raises(UnreadableInput) as error:
        load_shapes(tmp_path)
    (fault,) = error.value.faults
    assert (fault.place.file, fault.place.line) == (str(path), 3)
