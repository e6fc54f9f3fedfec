from rdflib import BNode, Literal, URIRef

from kretslopp.namespaces import KL, KL_SHAPES, RDF, SH, XSD
from kretslopp.validation import Report, report_graph
from validation import examples

BASE = URIRef("https://w3id.org/kretslopp/graph/report/borlange/2023-2026")
TRUE, FALSE = (Literal(text, datatype=XSD.boolean) for text in ("true", "false"))


def test_the_report_as_rdf_has_every_result_with_all_that_shacl_requires():
    report = examples.report()
    graph = report_graph(report, BASE)
    results = list(graph.objects(BASE, SH.result))
    assert len(results) == len(report.results) == 5
    for result in results:
        assert (result, RDF.type, SH.ValidationResult) in graph
        for required in (
            SH.focusNode,
            SH.resultSeverity,
            SH.sourceShape,
            SH.sourceConstraintComponent,
        ):
            assert len(list(graph.objects(result, required))) == 1
        messages = graph.objects(result, SH.resultMessage)
        assert sorted(message.language for message in messages) == ["en", "sv"]


def test_the_first_result_is_the_first_of_the_report():
    graph = report_graph(examples.report(), BASE)
    first = URIRef(f"{BASE}/1")
    assert graph.value(first, SH.focusNode) == examples.K3
    assert graph.value(first, SH.resultPath) == KL.responsible
    assert graph.value(first, SH.value) == examples.GOAL
    assert graph.value(first, SH.resultSeverity) == SH.Violation
    assert graph.value(first, SH.sourceShape) == KL_SHAPES["MunicipalActionShape-responsible"]


def test_the_report_as_rdf_is_the_same_every_time_and_has_no_blank_nodes():
    first, second = (
        report_graph(examples.report_of(examples.parsed(examples.TEXT)), BASE) for _ in range(2)
    )
    assert set(first) == set(second)
    assert first.serialize(format="turtle") == second.serialize(format="turtle")
    assert not any(isinstance(node, BNode) for triple in first for node in triple)


def test_conforms_is_the_standards_in_rdf_and_ours_in_python():
    warned = Report(examples.report().of("warning"))
    assert warned.conforms
    assert report_graph(warned, BASE).value(BASE, SH.conforms) == FALSE
    assert report_graph(Report(()), BASE).value(BASE, SH.conforms) == TRUE
