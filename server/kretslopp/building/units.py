"""Units of a build: one programme, or what all programmes share.

A unit is mapped, validated and reasoned over on its own, with the shared
graphs beside it; closed one by one they give what closing all at once gives.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib import Graph
from rdflib.term import Node

from kretslopp import addresses, artefacts, validation
from kretslopp.building import sources
from kretslopp.building.context import BuildContext
from kretslopp.building.sources import ExtractedDocument
from kretslopp.errors import DataViolation, Fault, Place
from kretslopp.mapping import programme as programmes
from kretslopp.mapping.interpretation import Curated, interpretation_graph
from kretslopp.mapping.provenance import provenance_graph
from kretslopp.mapping.register_graphs import register_graphs
from kretslopp.mapping.source import source_graph
from kretslopp.namespaces import new_graph
from kretslopp.reasoning import Derivation, inconsistencies, infer, verify
from kretslopp.validation import Report

SHARED = "shared"


@dataclass(frozen=True)
class Asserted:
    """What a unit asserts: the graphs that shapes and reasoning read, and its records.

    ``warnings`` say where its tables and its document differ.
    """

    name: str
    graphs: tuple[Graph, ...]
    provenance: Graph
    warnings: tuple[Fault, ...] = ()

    @cached_property
    def data(self) -> Graph:
        """Return the merge of the unit's graphs, without its records."""
        return merge(self.graphs)


@dataclass(frozen=True)
class Unit:
    """A unit that was mapped, validated and reasoned over."""

    asserted: Asserted
    inferred: Graph
    derivations: tuple[Derivation, ...]
    report: Report

    @property
    def name(self) -> str:
        """Return the unit's name: ``shared`` or ``borlange/2023-2026``."""
        return self.asserted.name

    @property
    def graphs(self) -> tuple[Graph, ...]:
        """Return all named graphs of the unit."""
        return (*self.asserted.graphs, self.asserted.provenance, self.inferred)


def programme_directories(data: Path, documents: dict[str, ExtractedDocument]) -> dict[str, Path]:
    """Return the directory of each programme's tables by its name, ``borlange/2023-2026``."""
    names = {path.parent.relative_to(data / "tables").as_posix() for path in _plans(data)}
    return {name: data / "tables" / name for name in sorted(names | documents.keys())}


def _plans(data: Path) -> Iterable[Path]:
    return (data / "tables").glob("*/*/*.csv")


def merge(graphs: Iterable[Graph]) -> Graph:
    """Return the merge of graphs: each triple once."""
    merged = new_graph()
    for graph in graphs:
        merged += graph
    return merged


def is_of(curated: Curated, programme: str) -> bool:
    """Return whether an interpretation graph is of one programme and not shared."""
    return curated.suffix == programme


def assert_shared(context: BuildContext, programme_names: Iterable[str]) -> Asserted:
    """Return the register graphs and the interpretations that are of no one programme."""
    *graphs, provenance = register_graphs(context.registers)
    names = set(programme_names)
    for curated in context.interpretations:
        if curated.suffix not in names:
            graphs.append(interpretation_graph(curated))
    return Asserted(SHARED, tuple(graphs), provenance)


def assert_programme(
    context: BuildContext, name: str, directory: Path, source: ExtractedDocument | None
) -> Asserted:
    """Return what one programme asserts.

    Raises UnreadableInput or DataViolation with every fault of its tables.
    """
    programme = programmes.read_programme(directory, context.registers)
    if source and (faults := tuple(sources.reworded(source, programme.tables))):
        raise DataViolation(*faults)
    graphs = [source_graph(programme, context.registers, context.units)]
    graphs += [interpretation_graph(item) for item in context.interpretations if is_of(item, name)]
    warnings = tuple(sources.differences(source, programme.tables)) if source else ()
    provenance = provenance_graph(
        programme,
        source.document if source else None,
        source.corrections if source else (),
    )
    return Asserted(name, tuple(graphs), provenance, warnings)


def check_unit(context: BuildContext, asserted: Asserted, shared: Asserted) -> Report:
    """Validate a unit with SHACL and the cube's constraints; the results are of its own things.

    Of the shared graphs only what can bear on the unit stands beside it.
    """
    own, beside = asserted.data, context.ontology
    if asserted is not shared:
        beside = merge((context.ontology, _neighbourhood(own, (shared.data,))))
    return combined(
        (
            validation.validate(own, beside, context.shapes, asserted.provenance),
            validation.check_cube(own, context.ontology, context.constraints, asserted.provenance),
        )
    )


def reason(
    context: BuildContext, asserted: Asserted, shared: Asserted, known: Graph
) -> tuple[Graph, tuple[Derivation, ...]]:
    """Return what a unit entails beyond ``known``, as a named graph, and why.

    ``known`` is what the shared graphs entail by themselves; its triples are premises
    like those that are asserted. Raises DataViolation when something belongs to two
    disjoint classes.
    """
    own = data = asserted.data
    if asserted is not shared:
        data = merge((own, _neighbourhood(own, (shared.data, known))))
    derivations = infer(data, context.ontology)
    faults = inconsistencies(data, derivations, context.ontology)
    if faults:
        raise DataViolation(*faults)
    new = tuple(item for item in derivations if item.triple not in known)
    graph = new_graph(addresses.graph("inferred", *asserted.name.split("/")))
    for derivation in new:
        graph.add(derivation.triple)
    return graph, new


def _neighbourhood(own: Graph, shared: tuple[Graph, ...]) -> Graph:
    """Return what the shared graphs say that can bear on a unit.

    That is what they say of all that the unit's terms lead to, however many steps away,
    and of all that leads to the things that the unit describes.
    """

    def leads_to(thing: Node) -> Iterator[Node]:
        return (value for graph in shared for value in graph.objects(thing, None))

    def led_from(thing: Node) -> Iterator[Node]:
        return (subject for graph in shared for subject in graph.subjects(None, thing))

    leading = _reached(own.subjects(), led_from)
    neighbourhood = new_graph()
    for thing in _reached((*own.all_nodes(), *own.predicates(), *leading), leads_to):
        for graph in shared:
            neighbourhood += graph.triples((thing, None, None))
    return neighbourhood


def _reached(start: Iterable[Node], step: Callable[[Node], Iterable[Node]]) -> set[Node]:
    """Return the nodes that any number of steps reach, those at the start among them."""
    reached: set[Node] = set()
    waiting = set(start)
    while waiting:
        thing = waiting.pop()
        reached.add(thing)
        waiting.update(node for node in step(thing) if node not in reached)
    return reached


def compare_with_reference(
    context: BuildContext, data: Graph, inferred: Graph
) -> tuple[Fault, ...]:
    """Return where what was inferred of all units differs from owlrl's closure of their data."""
    difference = verify(data, context.ontology, inferred)
    return tuple(
        Fault(f"{words} {' '.join(term.n3() for term in triple)}")
        for words, triples in (
            ("owlrl infers, and our rules do not:", difference.missing),
            ("our rules infer, and owlrl does not:", difference.extra),
        )
        for triple in sorted(triples)
    )


def ontology_graph(context: BuildContext) -> Graph:
    """Return the ontology, its concepts and alignments as the named graph of the dataset."""
    graph = new_graph(addresses.graph("ontology"))
    graph += context.ontology
    return graph


def validate_all(context: BuildContext) -> Report:
    """Validate the whole data directory and the ontology, without building anything.

    Raises UnreadableInput or DataViolation with every fault of the tables.
    """
    documents = sources.read_manifest(context.data)
    directories = programme_directories(context.data, documents)
    shared = assert_shared(context, directories)
    faults: list[Fault] = []
    reports = [lint(context), check_unit(context, shared, shared)]
    for name, directory in directories.items():
        try:
            unit = assert_programme(context, name, directory, documents.get(name))
        except DataViolation as error:
            faults += error.faults
            continue
        reports.append(check_unit(context, unit, shared))
    if faults:
        raise DataViolation(*faults)
    return combined(reports)


def combined(reports: Iterable[Report]) -> Report:
    """Return several reports as one."""
    reports = tuple(reports)
    names = {thing: name for report in reports for thing, name in report.names.items()}
    return Report(tuple(result for report in reports for result in report.results), names)


def lint(context: BuildContext) -> Report:
    """Check the ontology itself with the shapes in ``shapes/ontology/``."""
    shapes = validation.load_shapes(artefacts.shapes() / "ontology")
    return validation.validate(context.ontology, new_graph(), shapes, new_graph())


def violations(report: Report) -> tuple[Fault, ...]:
    """Return the violations of a report as faults."""
    return tuple(
        Fault(_message(result), result.place or Place(str(result.focus)))
        for result in report.of("violation")
    )


def _message(result: validation.Result) -> str:
    """Return the message of a result in the language of the command line."""
    return result.messages.get("en") or result.messages.get("sv") or str(result.shape)
