"""The fixtures of the shapes: where they are, and how an expected report is written."""

from functools import cache
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.term import Node

from kretslopp import artefacts, ontology
from kretslopp.namespaces import KL_ID, KL_SHAPES, PREFIXES, RDFS, new_graph
from kretslopp.validation import Report, load_shapes, validate

HOME = Path(__file__).parent
BASE = HOME / "base.ttl"
LINT = HOME / "ontology"
KIND_SHAPE = KL_SHAPES.KindShape


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
def subjects(fixture: Path) -> frozenset[Node]:
    """Return the things that a fixture is about; no other fixture is about them."""
    return frozenset(ontology.read_turtle(fixture).subjects())


@cache
def whole_report() -> Report:
    """Validate all fixtures of the data's shapes together, with what they refer to beside them.

    Of the ontology shapes need the subclasses; the base has of its value lists
    what is needed.
    """
    data = new_graph()
    for path in (BASE, *files("valid"), *files("invalid")):
        data += ontology.read_turtle(path)
    subclasses = new_graph()
    for triple in ontology.load(artefacts.ontology()).triples((None, RDFS.subClassOf, None)):
        subclasses.add(triple)
    return validate(data, subclasses, shapes(artefacts.shapes()), new_graph())


@cache
def report_of(fixture: Path) -> Report:
    """Return the results that are about the things of one fixture, or of the base."""
    own = subjects(fixture)
    return Report(tuple(result for result in whole_report().results if result.focus in own))


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
    lines = {
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
    }
    return "".join(f"{line}\n" for line in sorted(lines))


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
