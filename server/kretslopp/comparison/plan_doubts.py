"""What is uncertain of plans, programmes and decisions: cells that certain ones leave out."""

from rdflib import URIRef

from kretslopp.engine import Engine
from kretslopp.namespaces import KL
from kretslopp.reading.descriptions import descriptions
from kretslopp.reading.programmes import Programme, Selection
from kretslopp.reading.sources import UNREAD, source_cells

WORKS = "?thing a ?class . FILTER (?class IN (kl:Plan, kl:ActionProgramme))"
_DECISIONS = "?thing a kl:Decision ."
MUNICIPALITY, PLAN_PERIOD, PROGRAMME_PERIOD = "kommun", "planperiod", "programperiod"
_NONE: frozenset[str] = frozenset()


class PlanDoubts:
    """The heads of uncertain cells; none where those are used as well."""

    def __init__(self, engine: Engine, selection: Selection) -> None:
        self._certain_only = selection.certain_only
        if not self._certain_only:
            return
        self._of_works = source_cells(engine, WORKS, frozenset({"plan"}))
        read = source_cells(engine, _DECISIONS, frozenset({"decisions"}))
        self._of_decisions = {
            (of.iri(KL.decisionOn), of.iri(KL.municipality)): read.get(iri, UNREAD).uncertain
            for iri, of in descriptions(
                engine, _DECISIONS, (KL.decisionOn, KL.municipality)
            ).items()
        }

    def of(self, work: URIRef | None) -> frozenset[str]:
        """Return the heads of the uncertain cells of a plan or programme."""
        if not self._certain_only or work is None:
            return _NONE
        return self._of_works.get(work, UNREAD).uncertain

    def of_decision(self, plan: URIRef | None, municipality: URIRef) -> frozenset[str]:
        """Return those of a municipality's decision: its own, else as the plan tells it."""
        if not self._certain_only:
            return _NONE
        own = self._of_decisions.get((plan, municipality))
        return self.of(plan) if own is None else own

    def is_certain(self, programme: Programme, *heads: str) -> bool:
        """Return whether none of these cells of a programme or plan is uncertain."""
        return not self.of(programme.iri or programme.plan) & {*heads}
