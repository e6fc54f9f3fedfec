"""What the data shows of what rules ask for, without readings of ours that are only proposed."""

from collections.abc import Iterable

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp import addresses
from kretslopp.comparison.answers import Answer, things
from kretslopp.comparison.goals import Goals
from kretslopp.comparison.table import end_of
from kretslopp.engine import Engine
from kretslopp.namespaces import KL
from kretslopp.reading.entries import entries
from kretslopp.reading.interpretations import ACCEPTED, PROPOSED, statuses
from kretslopp.reading.programmes import Selection


class CertainReadings:
    """The answers to what rules ask, as far as what they rest on is accepted.

    They rest on what a provision asks for, and on the themes of goals.
    """

    def __init__(self, engine: Engine, selection: Selection) -> None:
        self._asked = statuses(engine, (KL.asksFor,))
        self._goals = Goals(engine, selection)
        self._named: dict[URIRef, set[URIRef]] = {}
        for entry in entries(engine, selection, (KL.contributesTo,)):
            named = entry.iris(KL.contributesTo, "mål")
            self._named.setdefault(entry.action, set()).update(named)

    def only(self, answer: Answer) -> Answer:
        """Return an answer whose cells are empty where they rest on what is proposed."""
        if end_of(answer["status"]) != PROPOSED:
            return answer
        provision, content, themes = answer["provision"], answer["content"], answer["themes"]
        asked = [thing for thing in (content, *things(themes)) if isinstance(thing, URIRef)]
        assert isinstance(provision, URIRef)
        if any(PROPOSED in self._asked.get((provision, thing), ()) for thing in asked):
            emptied = ("themes", "finding", "goals", "actions", "status")
            return {**answer, **dict.fromkeys(emptied)}
        wanted = {one for theme in things(themes) for one in self._goals.narrower(theme)}
        goals = [goal for goal in things(answer["goals"]) if self._has([goal], wanted)]
        actions = [
            action
            for action in things(answer["actions"])
            if self._has(self._named.get(action, ()), wanted)
        ]
        is_kept = bool(goals or actions)
        return {
            **answer,
            "finding": answer["finding"] if is_kept else None,
            "goals": _cell(goals),
            "actions": _cell(actions),
            "status": addresses.make("interpretation-status", ACCEPTED) if is_kept else None,
        }

    def _has(self, goals: Iterable[URIRef], wanted: set[URIRef]) -> bool:
        """Return whether one of the goals has one of these themes, and that is accepted."""
        known = (self._goals.get(iri) for iri in goals)
        return any(wanted & {*self._goals.used(goal)} for goal in known if goal is not None)


def _cell(listed: list[URIRef]) -> Node | None:
    return Literal(" ".join(listed)) if listed else None
