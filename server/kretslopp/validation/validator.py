"""Shapes against data: pyshacl does the work, the results become values."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kretslopp.errors import DataViolation, Fault, Place, UnreadableInput
from kretslopp.languages import LANGUAGES, Language, pick
from kretslopp.namespaces import DCTERMS, KL_SHAPES, RDF, RDFS, SH, new_graph
from kretslopp.ontology import read_turtle
from kretslopp.validation.places import column_is_absent, place_of
from kretslopp.validation.report import Report, Result, severity_of


def load_shapes(directory: Path) -> Graph:
    """Return the shapes of ``*.ttl`` in a directory, without its subdirectories, as one graph.

    ``shapes/`` holds the shapes of the data, ``shapes/ontology/`` those that lint
    the ontology. Raises UnreadableInput for a directory without shapes, and, with
    file and line, for a file that is no Turtle.
    """
    files = sorted(directory.glob("*.ttl"))
    if not files:
        advice = "Give the directory that holds the *.ttl files of the shapes."
        raise UnreadableInput(Fault("There are no shapes here.", Place(str(directory)), advice))
    shapes = new_graph()
    for path in files:
        for triple in read_turtle(path):
            shapes.add(triple)
    return shapes


def validate(data: Graph, beside: Graph, shapes: Graph, provenance: Graph) -> Report:
    """Check asserted data against shapes (SHACL 1.0 Core and SPARQL), and return what is wrong.

    A warning or info that a value is missing is left out where the document has no
    such column: nothing could stand there.

    ``data`` is one programme's source and interpretation graphs before any
    reasoning; its subjects are the focus nodes. ``beside`` holds what they lead to,
    subclasses and value lists, and is not checked, nor is ``provenance``, which tells
    row and column of a result. To lint an ontology, pass it as ``data``. Nothing is
    fetched or printed.

    Raises DataViolation for data with blank nodes, which can't be reported on by
    name, and UnreadableInput for shapes that are no SHACL.
    """
    _refuse_blank_nodes(data)
    whole = _merged(beside, data)
    report = _run_pyshacl(whole, _targeted(shapes, whole, set(data.subjects())))
    reader = _Reader(report, whole, shapes, provenance)
    results = reader.results()
    return Report(results, _names(results, whole))


def _refuse_blank_nodes(data: Graph) -> None:
    kinds = {
        str(next(data.objects(node, RDF.type), "no type"))
        for node in data.subjects()
        if isinstance(node, BNode)
    }
    if kinds:
        raise DataViolation(
            *(
                Fault(
                    f"A thing of the data has no IRI (it is a blank node; its type: {kind}).",
                    advice="Give it an IRI.",
                )
                for kind in sorted(kinds)
            )
        )


def _merged(*graphs: Graph) -> Graph:
    merged = new_graph()
    for graph in graphs:
        for triple in graph:
            merged.add(triple)
    return merged


def _targeted(shapes: Graph, data: Graph, nodes: set[Node]) -> Graph:
    """Return the shapes with ``sh:targetNode`` for each of ``nodes`` that they target.

    pyshacl's own ``focus_nodes`` narrows nested shapes too: they would pass unseen.
    """
    of_class: dict[Node | None, set[Node]] = defaultdict(set)
    for node in nodes:
        for kind in data.objects(node, RDF.type):
            for above in data.transitive_objects(kind, RDFS.subClassOf):
                of_class[above].add(node)
    targeted = new_graph()
    for shape, predicate, value in shapes:
        match predicate:
            case SH.targetClass:
                found = of_class[value]
            case SH.targetSubjectsOf:
                found = nodes.intersection(data.subjects(value))
            case SH.targetObjectsOf:
                found = nodes.intersection(data.objects(None, value))
            case SH.targetNode:
                found = nodes.intersection((value,))
            case _:
                targeted.add((shape, predicate, value))
                continue
        for node in found:
            targeted.add((shape, SH.targetNode, node))
    return targeted


def _run_pyshacl(data: Graph, shapes: Graph) -> Graph:
    # Read when it is needed: the server, which shows what shapes say, has no use for it.
    import pyshacl

    try:
        _, report, text = pyshacl.validate(
            data,
            shacl_graph=shapes,
            inference="none",
            advanced=False,
            do_owl_imports=False,
            inplace=True,
        )
    except pyshacl.errors.ReportableRuntimeError as error:
        raise UnreadableInput(Fault(f"The shapes are no SHACL: {error}")) from error
    if not isinstance(report, Graph):
        raise UnreadableInput(Fault(f"The shapes are no SHACL: {text.strip()}"))
    return report


@dataclass(frozen=True)
class _Reader:
    """Reads pyshacl's report graph, with what it was made from beside it."""

    report: Graph
    data: Graph
    shapes: Graph
    provenance: Graph

    def results(self) -> tuple[Result, ...]:
        """Return the results in their order, each once."""
        nodes = self.report.objects(None, SH.result)
        by_order = {result.order: result for result in map(self._result, nodes)}
        return tuple(
            by_order[order] for order in sorted(by_order) if self._is_of_use(by_order[order])
        )

    def _is_of_use(self, result: Result) -> bool:
        """Return whether anyone can look into a result: see ``validate``."""
        if result.severity == "violation" or result.value is not None:
            return True
        return not column_is_absent(result.focus, result.path, self.data, self.provenance)

    def _result(self, node: Node) -> Result:
        focus = self._iri(node, SH.focusNode)
        shape = self._iri(node, SH.sourceShape)
        about = self.shapes.value(shape, KL_SHAPES.about)
        path = about or self.report.value(node, SH.resultPath)
        path = path if isinstance(path, URIRef) else None
        value = self._only(focus, path) if about else self.report.value(node, SH.value)
        return Result(
            severity=severity_of(self.report.value(node, SH.resultSeverity)),
            focus=focus,
            path=path,
            value=None if value == focus and path is None else value,
            shape=shape,
            component=self._iri(node, SH.sourceConstraintComponent),
            messages=_messages(self.report.objects(node, SH.resultMessage)),
            place=place_of(focus, path, self.data, self.provenance),
        )

    def _iri(self, node: Node, predicate: URIRef) -> URIRef:
        return URIRef(str(self.report.value(node, predicate)))

    def _only(self, focus: URIRef, path: URIRef | None) -> Node | None:
        """Return the value of a property that has just one."""
        values = list(self.data.objects(focus, path))
        return values[0] if len(values) == 1 else None


def _messages(texts: Iterable[Node]) -> dict[Language, str]:
    known = list(texts)
    picked = ((language, pick(known, language)) for language in LANGUAGES)
    return {language: str(message) for language, message in picked if message is not None}


def _names(results: Iterable[Result], data: Graph) -> dict[Node, dict[Language, str]]:
    """Return what the things of the results are called: ``K3 Utveckla samverkansgrupp …``."""
    nodes = {node for result in results for node in (result.focus, result.value)}
    things = sorted(node for node in nodes if isinstance(node, URIRef))
    return {thing: names for thing in things if (names := _names_of(thing, data))}


def _names_of(thing: URIRef, data: Graph) -> dict[Language, str]:
    labels = [label for label in data.objects(thing, RDFS.label) if isinstance(label, Literal)]
    code = min(map(str, data.objects(thing, DCTERMS.identifier)), default="")
    names: dict[Language, str] = {}
    for language in LANGUAGES:
        label = pick(labels, language)
        if label is not None:
            names[language] = str(label) if code in label.split() else f"{code} {label}".strip()
    return names
