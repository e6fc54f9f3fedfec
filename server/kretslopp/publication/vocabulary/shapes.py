"""The shapes in words: what they ask of which things, as values that a page can show."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kretslopp.namespaces import KL_SHAPES, RDF, RDFS, SH
from kretslopp.publication.vocabulary.names import Name, Texts, name, names, short, texts_of

ABOUT = KL_SHAPES.about
# What a shape may ask of a value, that can be told as a list of terms or words.
_VALUES = {
    SH["class"]: "class",
    SH.datatype: "datatype",
    SH.nodeKind: "node-kind",
    SH.pattern: "pattern",
    SH.hasValue: "has-value",
    SH["in"]: "in",
    SH.languageIn: "language",
    SH.uniqueLang: "unique-language",
    SH.minInclusive: "least",
    SH.lessThan: "before",
    SH.lessThanOrEquals: "not-after",
}
# What it may ask that only its message tells in words.
_OTHERS = (SH["or"], SH["and"], SH["not"], SH.xone, SH.equals, SH.disjoint, SH.node)
_ENDINGS = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


@dataclass(frozen=True)
class ShapeValue:
    """One thing that is asked of a value.

    ``kind`` is one of ``class``, ``in``, ``pattern``…; ``terms`` and ``words`` are
    what it names.
    """

    kind: str
    terms: tuple[Name, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class PropertyConstraint:
    """What a shape asks of one property: how many values there may be, and which.

    ``path`` is written as in SPARQL, with prefixed names; it is empty where the
    shape looks at the thing itself. ``most`` is None where there is no limit.
    ``about`` are the properties that the constraint concerns.
    """

    iri: URIRef
    local: str
    labels: Texts
    path: str
    about: tuple[Name, ...]
    least: int
    most: int | None
    values: tuple[ShapeValue, ...]
    severity: str
    messages: Texts

    @property
    def how_many(self) -> str:
        """Return the number of values as ``1``, ``0–1`` or ``1–*``."""
        if self.most == self.least:
            return str(self.least)
        return f"{self.least}–{'*' if self.most is None else self.most}"


@dataclass(frozen=True)
class Shape:
    """A shape: the classes and properties whose things it looks at, and what it asks.

    A shape without targets is used by others.
    """

    iri: URIRef
    local: str
    labels: Texts
    classes: tuple[Name, ...]
    subjects_of: tuple[Name, ...]
    constraints: tuple[PropertyConstraint, ...]
    of_ontology: bool


def read_shapes(
    shapes: Graph, ontology: Graph, of_ontology: Container[Node] = ()
) -> tuple[Shape, ...]:
    """Return every node shape, by name.

    ``shapes`` is what ``all_shapes`` gives, ``ontology`` gives the labels of terms;
    ``of_ontology`` are the shapes that lint the ontology itself.
    """
    reader = _Reader(shapes, ontology, of_ontology)
    nodes = {node for node in shapes.subjects(RDF.type, SH.NodeShape) if isinstance(node, URIRef)}
    return tuple(reader.shape(node) for node in sorted(nodes))


@dataclass(frozen=True)
class _Reader:
    shapes: Graph
    ontology: Graph
    of_ontology: Container[Node]

    def shape(self, iri: URIRef) -> Shape:
        """Return one node shape, with the constraints of its own and of its property shapes."""
        parts = sorted(
            part
            for part in self.shapes.objects(iri, SH.property)
            if isinstance(part, URIRef) and (part, SH.message, None) in self.shapes
        )
        own = [iri] if (iri, SH.message, None) in self.shapes else []
        return Shape(
            iri,
            iri.removeprefix(str(KL_SHAPES)),
            texts_of(self.shapes, iri, RDFS.label),
            names(self.ontology, self.shapes.objects(iri, SH.targetClass)),
            names(self.ontology, self.shapes.objects(iri, SH.targetSubjectsOf)),
            tuple(self.constraint(part) for part in (*own, *parts)),
            iri in self.of_ontology,
        )

    def constraint(self, iri: URIRef) -> PropertyConstraint:
        """Return what a property shape, or a node shape of its own, asks."""
        path = self.shapes.value(iri, SH.path)
        qualified = self.shapes.value(iri, SH.qualifiedValueShape)
        least = self._number(iri, SH.qualifiedMinCount if qualified else SH.minCount)
        labels = texts_of(self.shapes, iri, SH.name)
        severity = str(self.shapes.value(iri, SH.severity) or SH.Violation)
        return PropertyConstraint(
            iri,
            iri.removeprefix(str(KL_SHAPES)),
            labels if any(labels.values()) else texts_of(self.shapes, iri, RDFS.label),
            self._path(path) if path is not None else "",
            self._about(iri, path),
            least or 0,
            self._number(iri, SH.qualifiedMaxCount if qualified else SH.maxCount),
            (*self._values(iri), *(self._values(qualified) if qualified else ())),
            severity.removeprefix(str(SH)).lower(),
            texts_of(self.shapes, iri, SH.message),
        )

    def _number(self, iri: URIRef, predicate: URIRef) -> int | None:
        value = self.shapes.value(iri, predicate)
        return int(value) if isinstance(value, Literal) else None

    def _about(self, iri: URIRef, path: Node | None) -> tuple[Name, ...]:
        """Return the properties that a constraint concerns: told, or those of its path."""
        told = list(self.shapes.objects(iri, ABOUT))
        return names(self.ontology, told or self._terms(path))

    def _terms(self, path: Node | None) -> Iterator[Node]:
        if path is None:
            return
        if (path, RDF.first, None) in self.shapes:
            for item in self.shapes.items(path):
                yield from self._terms(item)
        elif self._operators(path):
            for _, operand in self._operators(path):
                yield from self._terms(operand)
        else:
            yield path

    def _operators(self, path: Node) -> list[tuple[URIRef, Node]]:
        wanted = (SH.inversePath, SH.alternativePath, *_ENDINGS)
        return [(p, o) for p in wanted for o in self.shapes.objects(path, p)]

    def _path(self, path: Node) -> str:
        """Return a path as SPARQL writes it (SHACL, section 2.3.1; SPARQL 1.1, section 9.1)."""
        if (path, RDF.first, None) in self.shapes:
            return " / ".join(self._path(item) for item in self.shapes.items(path))
        for operator, operand in self._operators(path):
            if operator == SH.inversePath:
                return f"^{self._path(operand)}"
            if operator == SH.alternativePath:
                return " | ".join(self._path(item) for item in self.shapes.items(operand))
            inner = self._path(operand)
            return f"({inner}){_ENDINGS[operator]}" if " " in inner else inner + _ENDINGS[operator]
        return short(str(path))

    def _values(self, shape: Node) -> tuple[ShapeValue, ...]:
        values = [
            self._value(kind, self._listed(value))
            for predicate, kind in _VALUES.items()
            for value in sorted(self.shapes.objects(shape, predicate), key=str)
        ]
        if any((shape, predicate, None) in self.shapes for predicate in _OTHERS):
            values.append(ShapeValue("other"))
        return tuple(values)

    def _listed(self, value: Node) -> Sequence[Node]:
        return (
            list(self.shapes.items(value)) if (value, RDF.first, None) in self.shapes else [value]
        )

    def _value(self, kind: str, values: Sequence[Node]) -> ShapeValue:
        terms = tuple(name(self.ontology, item) for item in values if isinstance(item, URIRef))
        words = tuple(str(item) for item in values if not isinstance(item, URIRef | BNode))
        return ShapeValue(kind, terms, words)
