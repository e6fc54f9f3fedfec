"""The outcome of a validation: its results as values, and as an RDF graph."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal as OneOf

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kretslopp.errors import Place
from kretslopp.languages import LANGUAGES, Language
from kretslopp.namespaces import RDF, SH, XSD, new_graph

Severity = OneOf["violation", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")

_SEVERITY_IRIS: dict[Severity, URIRef] = {
    "violation": SH.Violation,
    "warning": SH.Warning,
    "info": SH.Info,
}


@dataclass(frozen=True)
class Result:
    """One thing that a shape finds wrong with one thing of the data.

    ``path`` is the property it is about, where it is about one; ``value`` the
    value that is wrong, where there is one. ``shape`` and ``component`` say which
    constraint it is (SHACL ``sh:sourceShape``, ``sh:sourceConstraintComponent``).
    ``place`` is the row and column of the table that the thing comes from.
    """

    severity: Severity
    focus: URIRef
    path: URIRef | None
    value: Node | None
    shape: URIRef
    component: URIRef
    messages: Mapping[Language, str]
    place: Place | None

    @property
    def order(self) -> tuple[object, ...]:
        """Return what results are sorted by: severity, place, then the rest."""
        place = self.place or Place()
        return (
            SEVERITIES.index(self.severity),
            place.file is None,
            place.file or "",
            place.row or 0,
            place.column or "",
            str(self.focus),
            str(self.path or ""),
            str(self.shape),
            str(self.component),
            self.value.n3() if self.value is not None else "",
        )


@dataclass(frozen=True)
class Report:
    """All results of a validation, sorted, and the names of what they speak of."""

    results: tuple[Result, ...]
    names: Mapping[Node, Mapping[Language, str]] = field(default_factory=dict)

    @property
    def conforms(self) -> bool:
        """Return whether there is no violation; warnings and infos are allowed."""
        return not self.of("violation")

    def of(self, severity: Severity) -> tuple[Result, ...]:
        """Return the results of one severity."""
        return tuple(result for result in self.results if result.severity == severity)


def severity_of(iri: Node | None) -> Severity:
    """Return the severity that SHACL's IRI stands for; one that SHACL lacks is a violation."""
    return next((name for name, known in _SEVERITY_IRIS.items() if known == iri), "violation")


def report_graph(report: Report, base: URIRef) -> Graph:
    """Return the report as RDF (SHACL 1.0, section 3): the same every time, without blank nodes.

    ``base`` is the report's IRI, ``<base>/1``, ``<base>/2``… those of its results.
    ``sh:conforms`` is as the standard has it: true only without any result at all,
    warnings and infos included.
    """
    graph = new_graph()
    conforms = Literal("false" if report.results else "true", datatype=XSD.boolean)
    graph.add((base, RDF.type, SH.ValidationReport))
    graph.add((base, SH.conforms, conforms))
    for number, result in enumerate(report.results, start=1):
        node = URIRef(f"{base}/{number}")
        graph.add((base, SH.result, node))
        _add_result(graph, node, result)
    return graph


def _add_result(graph: Graph, node: URIRef, result: Result) -> None:
    graph.add((node, RDF.type, SH.ValidationResult))
    graph.add((node, SH.focusNode, result.focus))
    graph.add((node, SH.resultSeverity, _SEVERITY_IRIS[result.severity]))
    graph.add((node, SH.sourceShape, result.shape))
    graph.add((node, SH.sourceConstraintComponent, result.component))
    if result.path is not None:
        graph.add((node, SH.resultPath, result.path))
    if result.value is not None:
        graph.add((node, SH.value, result.value))
    for language in LANGUAGES:
        if language in result.messages:
            message = Literal(result.messages[language], lang=language)
            graph.add((node, SH.resultMessage, message))
