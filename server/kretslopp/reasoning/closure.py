"""Forward chaining: round by round, until the rules give nothing new."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rdflib import Graph, Literal
from rdflib.term import Node

from kretslopp.namespaces import OWL, RDF, RDFS
from kretslopp.reasoning.rules import Derivation, Join, SimpleRule, Triple, joins, steps
from kretslopp.reasoning.support import check_data, check_supported

_ABOUT_TERMS = frozenset(
    {
        RDFS.subClassOf,
        RDFS.subPropertyOf,
        RDFS.domain,
        RDFS.range,
        OWL.equivalentClass,
        OWL.equivalentProperty,
        OWL.disjointWith,
    }
)
_TYPES_OF_TERMS = frozenset({OWL.Thing, OWL.Class, OWL.AnnotationProperty, RDFS.Datatype})


def infer(data: Graph, ontology: Graph) -> tuple[Derivation, ...]:
    """Return one derivation for each triple that the ontology entails of the data.

    Left out are triples that stand in ``data`` or ``ontology`` already, and those
    that ``speaks_of_data`` is false for. Of several derivations the one with the
    fewest steps above one another is kept, then the one with the fewest steps in
    all. The order is the same every time, and a premise that is itself inferred
    stands before what is inferred from it. A conclusion that RDF can't write (a
    literal as subject) is not drawn, nor anything that would follow from it.

    Raises DataViolation where the ontology or the data use a construct of OWL or
    RDFS that the rules do not cover.
    """
    check_supported(ontology)
    check_data(data)
    rules = _Rules(ontology)
    facts = _Facts({*data, *ontology}, rules)
    new = list(facts.triples)
    derivations: list[Derivation] = []
    while new:
        best = facts.best(rules.candidates(new, facts))
        new = sorted(best, key=_text)
        for triple in new:
            facts.add(triple, best[triple])
        derivations.extend(best[triple] for triple in new)
    return tuple(derivations)


def speaks_of_data(triple: Triple) -> bool:
    """Return whether a triple says something about the data.

    ``comparable`` says in full which triples do not.
    """
    subject, predicate, value = triple
    if isinstance(subject, Literal) or predicate in _ABOUT_TERMS:
        return False
    if predicate == OWL.sameAs and subject == value:
        return False
    return not (predicate == RDF.type and value in _TYPES_OF_TERMS)


class _Rules:
    """The ontology's axioms as rules, by what they apply to."""

    def __init__(self, ontology: Graph) -> None:
        self.steps: dict[tuple[Node, Node | None], list[SimpleRule]] = defaultdict(list)
        self.first: dict[Node, list[Join]] = defaultdict(list)
        self.second: dict[Node, list[Join]] = defaultdict(list)
        for step in steps(ontology):
            self.steps[step.predicate, step.value].append(step)
        for join in joins(ontology):
            self.first[join.first].append(join)
            self.second[join.second].append(join)

    def candidates(self, new: Iterable[Triple], facts: "_Facts") -> Iterator[Derivation]:
        """Yield each conclusion that has a new triple among its premises."""
        for triple in new:
            subject, predicate, value = triple
            for key in ((predicate, None), (predicate, value)):
                for step in self.steps.get(key, ()):
                    conclusion = step.conclude(subject, value)
                    yield Derivation(conclusion, step.rule, (step.axiom, triple))
            for join in self.first.get(predicate, ()):
                for end in facts.objects.get((value, join.second), ()):
                    premises = (join.axiom, triple, (value, join.second, end))
                    yield Derivation((subject, join.result, end), join.rule, premises)
            for join in self.second.get(predicate, ()):
                for start in facts.subjects.get((join.first, subject), ()):
                    premises = (join.axiom, (start, join.first, subject), triple)
                    yield Derivation((start, join.result, value), join.rule, premises)


class _Facts:
    """All triples known so far, with the size of their proofs, and indexes for the joins."""

    def __init__(self, asserted: set[Triple], rules: _Rules) -> None:
        self.triples: dict[Triple, int] = {}
        self.objects: dict[tuple[Node, Node], list[Node]] = defaultdict(list)
        self.subjects: dict[tuple[Node, Node], list[Node]] = defaultdict(list)
        self._joined = {*rules.first, *rules.second}
        for triple in asserted:
            self._add(triple, 0)

    def add(self, triple: Triple, derivation: Derivation) -> None:
        """Add an inferred triple."""
        self._add(triple, self._size(derivation))

    def _add(self, triple: Triple, size: int) -> None:
        subject, predicate, value = triple
        self.triples[triple] = size
        if predicate in self._joined:
            self.objects[subject, predicate].append(value)
            self.subjects[predicate, value].append(subject)

    def _size(self, derivation: Derivation) -> int:
        """Return how many steps prove the conclusion, counting a repeated step each time."""
        return 1 + sum(self.triples[premise] for premise in derivation.premises)

    def best(self, candidates: Iterable[Derivation]) -> dict[Triple, Derivation]:
        """Return the best derivation of each triple that is new and speaks of the data."""
        best: dict[Triple, Derivation] = {}
        for candidate in candidates:
            triple = candidate.triple
            if triple in self.triples or not speaks_of_data(triple):
                continue
            if triple not in best or self._rank(candidate) < self._rank(best[triple]):
                best[triple] = candidate
        return best

    def _rank(self, derivation: Derivation) -> tuple[int, str, list[str]]:
        premises = [_text(premise) for premise in derivation.premises]
        return self._size(derivation), derivation.rule, premises


def _text(triple: Triple) -> str:
    """Return a triple as an N-Triples line, to sort by."""
    return " ".join(term.n3() for term in triple)
