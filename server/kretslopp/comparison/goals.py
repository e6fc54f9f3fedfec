"""The goals of the selected plans, and their themes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import URIRef

from kretslopp.engine import Engine
from kretslopp.languages import alphabetical, natural
from kretslopp.namespaces import DCTERMS, KL
from kretslopp.reading.descriptions import Description, descriptions
from kretslopp.reading.names import Names
from kretslopp.reading.programmes import Selection
from kretslopp.reading.sources import UNREAD, SourceCells, source_cells

_NAMES = (KL.goalOf, DCTERMS.identifier, DCTERMS.title, KL.unit, KL.measuredIn, KL.goalTheme)


@dataclass(frozen=True)
class Goal:
    """A goal of one plan: code, text and unit, None where the source gives none; its themes."""

    iri: URIRef
    plan: URIRef
    code: str | None
    title: str | None
    unit: str | None
    measured_in: URIRef | None
    themes: tuple[URIRef, ...]


class Goals:
    """The goals of the selected plans by plan, in the order of their codes."""

    def __init__(self, engine: Engine, selection: Selection) -> None:
        pattern = f"{selection.of_plans}?thing kl:goalOf ?plan ."
        plans = {item.plan for item in selection.programmes}
        read = source_cells(engine, pattern, frozenset({"goals"}))
        self._of: dict[URIRef, list[Goal]] = {}
        for iri, of in descriptions(engine, pattern, _NAMES).items():
            plan = of.iri(KL.goalOf)
            if plan is not None and plan in plans:
                goal = _goal(iri, plan, of, read.get(iri, UNREAD), selection)
                self._of.setdefault(plan, []).append(goal)
        for goals in self._of.values():
            goals.sort(key=lambda goal: (natural(goal.code or ""), goal.iri))
        self._language = selection.language
        self._names = Names(engine)
        self._names.learn("?thing a kl:GoalTheme .")

    def of(self, plan: URIRef | None) -> tuple[Goal, ...]:
        """Return the goals of a plan."""
        return () if plan is None else tuple(self._of.get(plan, ()))

    def by_theme(self, plan: URIRef | None) -> Mapping[URIRef, frozenset[URIRef]]:
        """Return the goals of a plan by theme; nothing where none has been given a theme."""
        of_theme: dict[URIRef, set[URIRef]] = {}
        for goal in self.of(plan):
            for theme in goal.themes:
                of_theme.setdefault(theme, set()).add(goal.iri)
        return {theme: frozenset(goals) for theme, goals in of_theme.items()}

    def themes(self) -> tuple[URIRef, ...]:
        """Return the themes of all goals, in alphabetical order."""
        themes = {theme for goals in self._of.values() for goal in goals for theme in goal.themes}
        return tuple(sorted(themes, key=lambda theme: (alphabetical(self.name(theme)), theme)))

    def name(self, theme: URIRef) -> str:
        """Return what a theme is called."""
        return self._names.label(theme, self._language) or str(theme)

    def names(self, themes: Iterable[URIRef]) -> tuple[str, ...]:
        """Return what themes are called, in alphabetical order."""
        return tuple(sorted(map(self.name, themes), key=alphabetical))


def _goal(
    iri: URIRef, plan: URIRef, of: Description, cells: SourceCells, selection: Selection
) -> Goal:
    def may_use(head: str) -> bool:
        return cells.may_use(head, certain_only=selection.certain_only)

    return Goal(
        iri,
        plan,
        of.text(DCTERMS.identifier, "sv"),
        of.text(DCTERMS.title, selection.language) if may_use("text") else None,
        of.text(KL.unit, "sv") if may_use("enhet") else None,
        of.iri(KL.measuredIn) if may_use("enhet") else None,
        of.iris(KL.goalTheme),
    )
