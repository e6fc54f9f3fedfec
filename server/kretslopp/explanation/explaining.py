"""Why a triple holds: which named graphs hold it, and what stands behind each of them."""

from pathlib import Path

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp.addresses import graph_suffix
from kretslopp.engine import Engine
from kretslopp.errors import Fault, Place, UnreadableInput
from kretslopp.explanation.derivations import derivation
from kretslopp.explanation.model import Explanation, ExplanationKind, Triple
from kretslopp.explanation.sources import CitationFinder
from kretslopp.explanation.terms import same
from kretslopp.reading.lookups import Lookups
from kretslopp.reasoning import Derivation

_GRAPHS = "SELECT DISTINCT ?graph ?o WHERE { GRAPH ?graph { ?s ?p ?o } }"
_ASSERTED = ("source", "register", "provenance", "ontology")


def explain(engine: Engine, directory: Path, triple: Triple) -> Explanation | None:
    """Return why a triple holds in a version of the dataset, or None where it does not.

    ``directory`` is the version (``dataset.current``), ``engine`` what answers from
    it. Where several graphs hold the triple, what is asserted comes before what is
    interpreted, and that before what is inferred; the explanation names all graphs.
    Raises UnreadableInput where the version lacks what the build writes beside the
    inferred graphs.
    """
    return Explainer(engine, directory).explain(triple)


class Explainer:
    """Explains triples of one version; remembers what it has looked up for others of them."""

    def __init__(self, engine: Engine, directory: Path) -> None:
        self.lookups = Lookups(engine)
        self._engine = engine
        self._directory = directory
        self._sources = CitationFinder(self.lookups)
        self._explained: dict[Triple, Explanation] = {}

    def explain(self, triple: Triple) -> Explanation | None:
        """Return why a triple holds, or None where it does not; see ``explain``."""
        if triple in self._explained:
            return self._explained[triple]
        graphs = self._graphs(triple)
        if not graphs:
            return None
        explanation = self._explain(triple, graphs)
        self._explained[triple] = explanation
        return explanation

    def _graphs(self, triple: Triple) -> tuple[URIRef, ...]:
        """Return the named graphs that hold a triple, in order; none where it does not hold.

        Literals are compared by term: ``02026`` is not ``2026``.
        """
        subject, predicate, value = triple
        rows = self._engine.select(_GRAPHS, {"s": subject, "p": predicate}).rows
        holding = (graph for graph, term in rows if same(_term(term), value))
        return tuple(sorted(URIRef(str(graph)) for graph in holding))

    def _explain(self, triple: Triple, graphs: tuple[URIRef, ...]) -> Explanation:
        asserted = [graph for graph in graphs if _kind_of(graph) in _ASSERTED]
        interpreted = [graph for graph in graphs if _kind_of(graph) == "interpretation"]
        if not asserted and not interpreted:
            return self._inferred(triple, graphs)
        sources = (source for graph in asserted for source in self._sources.of(triple, graph))
        added = self._sources.interpretations(triple) if interpreted else ()
        return Explanation(
            triple,
            ExplanationKind.ASSERTED if asserted else ExplanationKind.INTERPRETATION,
            graphs,
            tuple(dict.fromkeys(sources)),
            tuple(dict.fromkeys(added)),
        )

    def _inferred(self, triple: Triple, graphs: tuple[URIRef, ...]) -> Explanation:
        reason = self._derivation(triple, graphs)
        axiom, *premises = reason.premises
        return Explanation(
            triple,
            ExplanationKind.INFERRED,
            graphs,
            rule=reason.rule,
            axiom=_checked(axiom),
            premises=tuple(self._premise(_checked(premise)) for premise in premises),
        )

    def _premise(self, triple: Triple) -> Explanation:
        explanation = self.explain(triple)
        if explanation is None:
            raise self._lost(triple)
        return explanation

    def _derivation(self, triple: Triple, graphs: tuple[URIRef, ...]) -> Derivation:
        # Of the same triple inferred for several programmes any derivation will do.
        for graph in graphs:
            reason = derivation(self._directory, graph, triple)
            if reason is not None:
                return reason
        raise self._lost(triple)

    def _lost(self, triple: Triple) -> UnreadableInput:
        words = " ".join(term.n3() for term in triple)
        return UnreadableInput(
            Fault(
                f"The dataset does not say why it holds {words}.",
                Place(str(self._directory)),
                "Build it again.",
            )
        )


def _kind_of(graph: URIRef) -> str:
    return graph_suffix(graph).split("/")[0]


def _term(node: Node | None) -> URIRef | Literal:
    assert isinstance(node, URIRef | Literal)  # no blank node is published
    return node


def _checked(triple: tuple[object, ...]) -> Triple:
    """Return a premise as a triple of the data: no blank node is published."""
    subject, predicate, value = triple
    assert isinstance(subject, URIRef)
    assert isinstance(predicate, URIRef)
    return subject, predicate, value  # type: ignore[return-value]
