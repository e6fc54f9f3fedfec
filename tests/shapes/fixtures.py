"""The fixtures of the shapes: where they are, and how an expected report is written."""

from functools import cache
from pathlib import Path

from kretslopp import artefacts, ontology
from kretslopp.namespaces import KL_ID, PREFIXES, RDFS, new_graph
from kretslopp.validation import Report, load_shapes, validate
from rdflib import Graph, URIRef
from rdflib.term import Node

HOME = Path(__file__).parent
LINT = HOME / "ontology"


def files(kind: str) -> list[Path]:
    """Return the fixtures of the data's shapes that are ``valid`` or ``invalid``."""
    return [path for path in sorted(HOME.glob(f"*/*.{kind}.ttl")) if path.parent != LINT]


def lint_files(kind: str) -> list[Path]:
    """Return the fixtures of the shapes that lint the ontology."""
    return sorted(LINT.glob(f"*/*.{kind}.ttl"))


@cache
def shapes(directory: Path) -> Graph:
    return load_shapes(directory)


@cache
def subclasses() -> Graph:
    """Return what shapes need of the ontology; its value lists stand in the base as far as needed."""
    graph = new_graph()
    for triple in ontology.load(artefacts.ontology()).triples((None, RDFS.subClassOf, None)):
        graph.add(triple)
    return graph


@cache
def report_of(fixture: Path) -> Report:
    """Validate a fixture, with the base data and the ontology beside it."""
    data = new_graph()
    for path in (HOME / "base.ttl", fixture):
        data += ontology.read_turtle(path)
    return validate(data, subclasses(), shapes(artefacts.shapes()), new_graph())


@cache
def lint_of(fixture: Path) -> Report:
    """Lint a fixture, which is a small ontology of its own."""
    lint = shapes(artefacts.shapes() / "ontology")
    return validate(ontology.read_turtle(fixture), new_graph(), lint, new_graph())


def written(report: Report) -> str:
    """Return a report as an ``.expected`` file has it: a line a result, sorted.

    ``severity focus path value shape``, with ``-`` for what a result lacks; things
    are written as in the fixtures.
    """
    lines = [
        "  ".join(
            (
                result.severity,
                _short(result.focus),
                _short(result.path),
                _short(result.value),
                _short(result.shape),
            )
        )
        for result in report.results
    ]
    return "".join(f"{line}\n" for line in sorted(set(lines)))


def _short(node: Node | None) -> str:
    if node is None:
        return "-"
    if not isinstance(node, URIRef):
        return node.n3(new_graph().namespace_manager)
    if node.startswith(str(KL_ID)):
        return f"<{node.removeprefix(str(KL_ID))}>"
    for prefix, namespace in PREFIXES.items():
        if node.startswith(str(namespace)):
            return f"{prefix}:{node.removeprefix(str(namespace))}"
    return f"<{node}>"
