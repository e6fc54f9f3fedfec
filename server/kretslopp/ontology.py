"""The ontology: its own terms, its concept schemes and its alignments, as one graph."""

from pathlib import Path

from rdflib import BNode, Graph, URIRef
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from kretslopp import addresses
from kretslopp.characters import folded
from kretslopp.errors import Fault, Place, UnreadableInput
from kretslopp.namespaces import KL, RDF, SKOS, new_graph


def load(directory: Path) -> Graph:
    """Return ``kretslopp.ttl``, ``cube.ttl``, ``concepts/`` and ``alignments/`` as one graph.

    The cells of RDF lists have IRIs (``id/list/<term>/<list>/<cell>``), so that the
    graph can be published without blank nodes and is the same every time. Raises
    UnreadableInput, with file and line, for a file that is missing or no Turtle.
    """
    graph = new_graph()
    for path in files(directory):
        for triple in read_turtle(path):
            graph.add(triple)
    return _with_named_lists(graph)


def versions(directory: Path) -> tuple[str, ...]:
    """Return the versions of the ontology that have been released, oldest first."""
    names = [path.stem for path in (directory / "releases").glob("*.ttl")]
    return tuple(sorted(names, key=lambda name: [int(part) for part in name.split(".")]))


def load_version(directory: Path, version: str) -> Graph:
    """Return ``kretslopp.ttl`` as it was released in a version, with IRIs for lists.

    Raises UnreadableInput as ``load`` does.
    """
    return _with_named_lists(read_turtle(directory / "releases" / f"{version}.ttl"))


def files(directory: Path) -> tuple[Path, ...]:
    """Return the files that ``load`` reads, in their order."""
    concepts = sorted((directory / "concepts").glob("*.ttl"))
    alignments = sorted((directory / "alignments").glob("*.ttl"))
    return (directory / "kretslopp.ttl", directory / "cube.ttl", *concepts, *alignments)


def read_turtle(path: Path) -> Graph:
    """Return the triples of a Turtle file (RDF 1.1 Turtle, UTF-8).

    Raises UnreadableInput, with the file and, where the parser knows it, the line.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        fault = Fault(f"The file can't be read: {error.strerror}.", Place(str(path)))
        raise UnreadableInput(fault) from error
    except UnicodeDecodeError as error:
        fault = Fault("The file is not UTF-8 text.", Place(str(path)), "Save it as UTF-8.")
        raise UnreadableInput(fault) from error
    return _parse(text, path)


def _parse(text: str, path: Path) -> Graph:
    base = path.absolute().as_uri()
    try:
        return new_graph().parse(data=text, format="turtle", publicID=base)
    except BadSyntax as error:
        place = Place(str(path), line=error.lines + 1)
        fault = Fault(f"The file is not Turtle: {error._why}.", place, "Mend the syntax.")
        raise UnreadableInput(fault) from error
    except Exception as error:
        # On some broken texts the parser of rdflib fails with an AssertionError, IndexError,
        # RecursionError… of its own and knows no line.
        fault = Fault(
            "The file is not Turtle.",
            Place(str(path)),
            "Look for a quotation mark or a bracket that is not closed.",
        )
        raise UnreadableInput(fault) from error


def _with_named_lists(graph: Graph) -> Graph:
    """Return the graph with an IRI for each cell of a list that a term of ours points to."""
    names: dict[Node, URIRef] = {}
    for term in sorted(_own_terms(graph)):
        heads = [(p, o) for p, o in graph.predicate_objects(term) if (o, RDF.first, None) in graph]
        lists = sorted((str(p), [str(item) for item in graph.items(o)], o) for p, o in heads)
        for number, (_, _, head) in enumerate(lists, start=1):
            names |= _cell_names(graph, head, term.removeprefix(str(KL)), number)
    named = new_graph()
    for subject, predicate, value in graph:
        named.add((names.get(subject, subject), predicate, names.get(value, value)))
    return named


def _own_terms(graph: Graph) -> set[URIRef]:
    return {s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(str(KL))}


def _cell_names(graph: Graph, head: Node, term: str, number: int) -> dict[Node, URIRef]:
    names: dict[Node, URIRef] = {}
    cell: Node | None = head
    while isinstance(cell, BNode) and cell not in names:
        names[cell] = addresses.make("list", term, str(number), str(len(names) + 1))
        cell = graph.value(cell, RDF.rest)
    return names


def units(ontology: Graph) -> dict[str, URIRef]:
    """Return the concepts of units by each way they are printed, in lower case.

    A unit (``kl:Unit``) is known by its labels and alternative labels.
    """
    return {
        folded(str(name)): unit
        for unit in sorted(ontology.subjects(RDF.type, KL.Unit), key=str)
        if isinstance(unit, URIRef)
        for predicate in (SKOS.altLabel, SKOS.prefLabel)
        for name in ontology.objects(unit, predicate)
    }
