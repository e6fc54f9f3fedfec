"""All shapes as one graph that can be published: every anonymous part has an IRI.

A part is named for the shape that holds it, the property that leads to it and its
place there: ``shapes#GoalShape-number.or.1``, ``shapes#KindShape-one.in.2``.
"""

from collections.abc import Iterator
from pathlib import Path

from rdflib import BNode, Graph, URIRef
from rdflib.term import Node

from kretslopp.namespaces import RDF, new_graph
from kretslopp.validation import load_shapes

# Below shapes/: the shapes of the data, and those that lint the ontology itself.
LINT = "ontology"


def all_shapes(directory: Path) -> Graph:
    """Return the shapes of the data and of the ontology, without blank nodes.

    ``directory`` is that of the shapes. Raises UnreadableInput for a file that is
    no Turtle.
    """
    merged = new_graph()
    for part in (directory, directory / LINT):
        for triple in load_shapes(part):
            merged.add(triple)
    return _named(merged)


def shapes_of_ontology(directory: Path) -> frozenset[Node]:
    """Return the shapes that lint the ontology itself, not the data."""
    return frozenset(load_shapes(directory / LINT).subjects())


def _named(graph: Graph) -> Graph:
    names: dict[Node, URIRef] = {}
    shapes = {node for node in graph.subjects() if isinstance(node, URIRef)}
    for shape in sorted(shapes):
        names |= _names_below(graph, shape, shape)
    named = new_graph()
    for subject, predicate, value in graph:
        named.add((names.get(subject, subject), predicate, names.get(value, value)))
    return named


def _names_below(graph: Graph, holder: Node, name: URIRef) -> dict[Node, URIRef]:
    """Return a name for each anonymous part of what is called ``name``, however deep."""
    names: dict[Node, URIRef] = {}
    for predicate in sorted(set(graph.predicates(holder)), key=str):
        parts = [part for part in graph.objects(holder, predicate) if isinstance(part, BNode)]
        local = str(predicate).rpartition("#")[2]
        for number, part in enumerate(sorted(parts, key=lambda p: _content(graph, p)), start=1):
            if (part, RDF.first, None) in graph:
                names |= _names_of_list(graph, part, f"{name}.{local}")
            else:
                names[part] = URIRef(f"{name}.{local}.{number}")
                names |= _names_below(graph, part, names[part])
    return names


def _names_of_list(graph: Graph, head: Node, name: str) -> dict[Node, URIRef]:
    """Name the cells of a list by their places, and an anonymous item for its cell."""
    names: dict[Node, URIRef] = {}
    for place, cell in enumerate(_cells(graph, head), start=1):
        names[cell] = URIRef(f"{name}.{place}")
        names |= _names_of_item(graph, cell, names[cell])
    return names


def _names_of_item(graph: Graph, cell: Node, name: URIRef) -> dict[Node, URIRef]:
    item = graph.value(cell, RDF.first)
    if not isinstance(item, BNode):
        return {}
    item_name = URIRef(f"{name}.item")
    return {item: item_name} | _names_below(graph, item, item_name)


def _cells(graph: Graph, head: Node | None) -> Iterator[Node]:
    while isinstance(head, BNode):
        yield head
        head = graph.value(head, RDF.rest)


def _content(graph: Graph, node: Node) -> str:
    """Return what a part says, all that is below it included: the same part, the same text."""
    if not isinstance(node, BNode):
        return node.n3()
    said = sorted(f"{p.n3()} {_content(graph, o)}" for p, o in graph.predicate_objects(node))
    return f"[{' ; '.join(said)}]"
