"""Broken copies of the ontology, on which each check must find what is wrong."""

from rdflib import Graph
from rdflib.term import Node

from kretslopp.namespaces import KL, new_graph

HEAD = "\n".join(f"@prefix {prefix}: <{iri}> ." for prefix, iri in new_graph().namespaces())


def parsed(turtle: str) -> Graph:
    """Return Turtle, which may use our prefixes, as a graph."""
    return new_graph().parse(data=f"{HEAD}\n{turtle}", format="turtle")


def broken(graph: Graph, removed: str, added: str) -> Graph:
    """Return a copy of the graph without what fits the patterns, and with the Turtle added.

    Patterns are triples with ``;`` between; ``*`` stands for anything. Each must
    fit something.
    """
    copy = new_graph()
    for triple in graph:
        copy.add(triple)
    for pattern in filter(None, removed.split(";")):
        found = list(copy.triples(_pattern(pattern)))
        assert found, f"nothing fits {pattern}"
        for triple in found:
            copy.remove(triple)
    for triple in parsed(added):
        copy.add(triple)
    return copy


def _pattern(text: str) -> tuple[Node | None, Node | None, Node | None]:
    ((subject, predicate, value),) = parsed(text.replace("*", "kl:any") + " .")
    return tuple(None if node == KL.any else node for node in (subject, predicate, value))
