"""The whole vocabulary, put together for a reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef

from kretslopp import ontology as ontologies
from kretslopp.engine import Engine
from kretslopp.namespaces import RDFS, new_graph
from kretslopp.publication.vocabulary.history import VersionChanges, history
from kretslopp.publication.vocabulary.shape_names import all_shapes, shapes_of_ontology
from kretslopp.publication.vocabulary.shapes import PropertyConstraint, Shape, read_shapes
from kretslopp.publication.vocabulary.terms import Header, Scheme, Term, header, schemes, terms
from kretslopp.publication.vocabulary.usage import Usage, usages


@dataclass(frozen=True)
class Vocabulary:
    """Everything that the documentation of the vocabulary shows.

    ``graph`` is the ontology and ``shape_graph`` the shapes, as they are
    published: without blank nodes. ``usages`` has the terms that the dataset uses.
    """

    graph: Graph
    shape_graph: Graph
    header: Header
    terms: tuple[Term, ...]
    schemes: tuple[Scheme, ...]
    shapes: tuple[Shape, ...]
    usages: Mapping[URIRef, Usage]
    history: tuple[VersionChanges, ...]

    def of_kind(self, kind: str) -> tuple[Term, ...]:
        """Return the terms of one kind: ``class``, ``object-property`` or ``datatype-property``."""
        return tuple(term for term in self.terms if term.kind == kind)

    def constraints_of(self, term: Term) -> tuple[PropertyConstraint, ...]:
        """Return what the shapes ask of the things of a class, or of a property anywhere.

        A class is also asked what those above it are.
        """
        if not term.is_class:
            return tuple(
                constraint
                for shape in self.shapes
                for constraint in shape.constraints
                if any(item.iri == term.iri for item in constraint.about)
            )
        kinds = set(self.graph.transitive_objects(term.iri, RDFS.subClassOf))
        return tuple(
            constraint
            for shape in self.shapes
            if any(item.iri in kinds for item in shape.classes)
            for constraint in shape.constraints
        )


def read_vocabulary(ontology: Path, shapes: Path, engine: Engine | None = None) -> Vocabulary:
    """Return the vocabulary of the directories of an ontology and its shapes.

    Without an engine there are no usages. Raises UnreadableInput for a file that
    is no Turtle, and EngineFailure when the engine can't answer.
    """
    graph = ontologies.load(ontology)
    shape_graph = all_shapes(shapes)
    return Vocabulary(
        graph,
        shape_graph,
        header(graph),
        terms(graph),
        schemes(graph),
        read_shapes(shape_graph, graph, shapes_of_ontology(shapes)),
        usages(engine) if engine else {},
        history(ontology),
    )


def read_version(ontology: Path, version: str) -> Vocabulary:
    """Return one released version: its terms alone, as that version's file has them.

    Raises UnreadableInput for a version that there is not.
    """
    graph = ontologies.load_version(ontology, version)
    return Vocabulary(graph, new_graph(), header(graph), terms(graph), schemes(graph), (), {}, ())
