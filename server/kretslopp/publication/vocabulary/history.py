"""What changed in the vocabulary from one released version to the next."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from rdflib import Graph, URIRef

from kretslopp import ontology
from kretslopp.namespaces import DCTERMS, KL, KL_ONTOLOGY, RDF
from kretslopp.publication.vocabulary.names import Name, name, short


@dataclass(frozen=True)
class Change:
    """A term of which a version says something else than the one before.

    ``what`` are the properties that differ, as prefixed names (``rdfs:domain``).
    """

    term: Name
    what: tuple[str, ...]


@dataclass(frozen=True)
class VersionChanges:
    """One released version, and how its terms differ from those of the version before.

    ``before`` is empty for the first version, which has nothing to differ from.
    """

    version: str
    day: str
    before: str
    added: tuple[Name, ...] = ()
    removed: tuple[Name, ...] = ()
    changed: tuple[Change, ...] = ()


def history(directory: Path) -> tuple[VersionChanges, ...]:
    """Return the released versions of an ontology, newest first.

    ``directory`` is that of the ontology. Raises UnreadableInput for a release
    that is no Turtle.
    """
    versions = ontology.versions(directory)
    graphs = {version: ontology.load_version(directory, version) for version in versions}
    changes = [VersionChanges(version, _day(graphs[version]), "") for version in versions[:1]]
    changes += [_changes(one, graphs[one], two, graphs[two]) for one, two in pairwise(versions)]
    return tuple(reversed(changes))


def _day(graph: Graph) -> str:
    return str(graph.value(KL_ONTOLOGY, DCTERMS.issued) or "")[:10]


def _changes(before: str, old: Graph, version: str, new: Graph) -> VersionChanges:
    olds, news = _terms(old), _terms(new)
    changed = [
        Change(name(new, term), what)
        for term in sorted(olds & news)
        if (what := _differing(old, new, term))
    ]
    return VersionChanges(
        version,
        _day(new),
        before,
        added=tuple(name(new, term) for term in sorted(news - olds)),
        removed=tuple(name(old, term) for term in sorted(olds - news)),
        changed=tuple(changed),
    )


def _terms(graph: Graph) -> set[URIRef]:
    return {
        term
        for term in graph.subjects(RDF.type)
        if isinstance(term, URIRef) and term.startswith(str(KL))
    }


def _differing(old: Graph, new: Graph, term: URIRef) -> tuple[str, ...]:
    """Return the properties of which the two graphs give a term different values."""
    differing = _said(old, term) ^ _said(new, term)
    return tuple(sorted({short(predicate) for predicate, _ in differing}))


def _said(graph: Graph, term: URIRef) -> set[tuple[str, tuple[str, ...]]]:
    """Return property and value of each statement; a list is the values of its cells."""
    return {
        (str(predicate), tuple(item.n3() for item in graph.items(value)) or (value.n3(),))
        for predicate, value in graph.predicate_objects(term)
    }
