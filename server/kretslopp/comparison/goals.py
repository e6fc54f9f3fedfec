"""The goals of the selected plans, and their themes.

A theme that is only proposed is left out where certain cells alone are asked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import URIRef

from kretslopp.comparison.table import end_of, iris, joined
from kretslopp.engine import Engine
from kretslopp.languages import alphabetical, natural
from kretslopp.namespaces import DCTERMS, KL, SKOS
from kretslopp.reading.descriptions import Description, descriptions
from kretslopp.reading.goals import HEADING
from kretslopp.reading.interpretations import PROPOSED, combined, statuses
from kretslopp.reading.names import Names
from kretslopp.reading.programmes import Selection
from kretslopp.reading.sources import UNREAD, SourceCells, source_cells
from kretslopp.reading.states import count

_NAMES = (KL.goalOf, DCTERMS.identifier, DCTERMS.title, KL.unit, KL.measuredIn, KL.goalTheme,
          KL.subGoalOf, KL.goalLevel)  # fmt: skip


@dataclass(frozen=True)
class Goal:
    """A goal of one plan: code, text, unit, level, None where the source gives none; its themes.

    ``above`` are the goals that it is a part of. A heading is not counted as a goal, however
    sure it is that it is one.
    """

    iri: URIRef
    plan: URIRef
    code: str | None
    title: str | None
    unit: str | None
    measured_in: URIRef | None
    themes: tuple[URIRef, ...]
    above: tuple[URIRef, ...]
    level: str | None
    is_heading: bool


@dataclass(frozen=True)
class Themed:
    """Goals of a plan, or actions of a programme, by theme.

    ``statuses`` are those of what gives them a theme, ``left_out`` the themes
    that are left out since they are only proposed.
    """

    things: Mapping[URIRef, set[URIRef]]
    statuses: Mapping[URIRef, set[str]]
    left_out: set[URIRef]

    def count(self, themes: frozenset[URIRef]) -> int | None:
        """Return how many have one of the themes.

        None where none has been given any theme, and where one of these is left out.
        """
        having = frozenset().union(*(self.things.get(theme, frozenset()) for theme in themes))
        return count(having, is_stated=self.is_known(themes))

    def is_known(self, themes: frozenset[URIRef]) -> bool:
        """Return whether it is known what has one of the themes."""
        return bool(self.things) and (
            bool(themes & self.things.keys()) or not themes & self.left_out
        )

    def status(self, themes: frozenset[URIRef]) -> str | None:
        """Return how sure it is that what has one of the themes has it."""
        return combined(status for theme in themes for status in self.statuses.get(theme, ()))


class ThemeStatuses:
    """How sure it is that a goal or action has a theme; proposed ones may have to be left out."""

    def __init__(self, engine: Engine, *, certain_only: bool) -> None:
        self._statuses = statuses(engine, (KL.goalTheme, KL.theme))
        self._certain_only = certain_only

    def is_left_out(self, thing: URIRef, theme: URIRef) -> bool:
        """Return whether a theme of a thing may not be used."""
        return self._certain_only and PROPOSED in self._statuses.get((thing, theme), ())

    def themed(
        self,
        given: Iterable[tuple[URIRef, URIRef]],
        not_counted: frozenset[URIRef] = frozenset(),
    ) -> Themed:
        """Return things by theme, of pairs of a thing and a theme.

        Of things that are not counted only the themes are there.
        """
        things: dict[URIRef, set[URIRef]] = {}
        found: dict[URIRef, set[str]] = {}
        left_out: set[URIRef] = set()
        for thing, theme in given:
            if self.is_left_out(thing, theme):
                left_out.add(theme)
            else:
                things.setdefault(theme, set()).update({thing} - not_counted)
                found.setdefault(theme, set()).update(self._statuses.get((thing, theme), ()))
        return Themed(things, found, left_out)


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
        self._goals = {goal.iri: goal for goals in self._of.values() for goal in goals}
        self.statuses = ThemeStatuses(engine, certain_only=selection.certain_only)
        self._broader = {
            theme: of.iri(SKOS.broader)
            for theme, of in descriptions(
                engine, "?thing a kl:GoalTheme .", (SKOS.broader,)
            ).items()
        }
        for goals in self._of.values():
            goals.sort(key=lambda goal: (natural(goal.code or ""), goal.iri))
        self._language = selection.language
        self._names = Names(engine)
        self._names.learn("?thing a kl:GoalTheme .")

    def of(self, plan: URIRef | None) -> tuple[Goal, ...]:
        """Return the goals of a plan."""
        return () if plan is None else tuple(self._of.get(plan, ()))

    def get(self, iri: URIRef) -> Goal | None:
        """Return a goal of the selected plans, None for another."""
        return self._goals.get(iri)

    def of_plan(self, plan: URIRef | None) -> Themed:
        """Return the goals of a plan by theme; nothing where none has been given a theme.

        A theme that only a heading has is there, without a goal.
        """
        return self.statuses.themed(
            ((goal.iri, theme) for goal in self.of(plan) for theme in goal.themes),
            not_counted=frozenset(goal.iri for goal in self.of(plan) if goal.is_heading),
        )

    def used(self, goal: Goal) -> tuple[URIRef, ...]:
        """Return the themes of a goal that may be used."""
        return tuple(
            theme for theme in goal.themes if not self.statuses.is_left_out(goal.iri, theme)
        )

    def line(self, iri: URIRef) -> tuple[Goal, ...]:
        """Return a goal of the selected plans and all goals that it is a part of."""
        line: dict[URIRef, Goal] = {}
        climbing = [iri]
        while climbing:
            one = self._goals.get(climbing.pop())
            if one is not None and one.iri not in line:
                line[one.iri] = one
                climbing += one.above
        return tuple(line.values())

    def inherited(self, goal: Goal) -> frozenset[URIRef]:
        """Return the themes of a goal and of all goals that it is a part of."""
        return frozenset(theme for one in self.line(goal.iri) for theme in self.used(one))

    def status(self, goals: Iterable[Goal]) -> str | None:
        """Return whether the themes of goals that may be used are accepted; one proposed is not."""
        of = self.statuses.themed((goal.iri, theme) for goal in goals for theme in goal.themes)
        return of.status(frozenset(of.things))

    def broader(self, theme: URIRef) -> URIRef | None:
        """Return the theme that is broader than a theme, or None."""
        return self._broader.get(theme)

    def narrower(self, theme: URIRef) -> frozenset[URIRef]:
        """Return a theme and all that are narrower."""
        return frozenset(one for one in (*self._broader, theme) if theme in self._line(one))

    def _line(self, theme: URIRef) -> list[URIRef]:
        """Return a theme and all that are broader, from the narrowest."""
        line: list[URIRef] = []
        climbing: URIRef | None = theme
        while climbing is not None and climbing not in line:
            line.append(climbing)
            climbing = self._broader.get(climbing)
        return line

    def themes(self, others: Iterable[URIRef] = ()) -> tuple[URIRef, ...]:
        """Return the themes of all goals, others, and all that are broader, by their names."""
        given = {theme for goal in self._goals.values() for theme in goal.themes}.union(others)
        themes = {theme for one in given for theme in self._line(one)}
        return tuple(sorted(themes, key=self._order))

    def _order(self, theme: URIRef) -> tuple[str, URIRef]:
        return alphabetical(self.name(theme)), theme

    def name(self, theme: URIRef) -> str:
        """Return what a theme is called."""
        return self._names.label(theme, self._language) or str(theme)

    def theme_cells(self, themes: Iterable[URIRef]) -> dict[str, str | None]:
        """Return the cells that name themes, in alphabetical order."""
        listed = sorted(themes, key=self._order)
        return {"themes": joined(map(self.name, listed)), "theme_iris": iris(listed)}


def _goal(
    iri: URIRef, plan: URIRef, of: Description, cells: SourceCells, selection: Selection
) -> Goal:
    def may_use(head: str) -> bool:
        return cells.may_use(head, certain_only=selection.certain_only)

    level = of.iri(KL.goalLevel)
    return Goal(
        iri,
        plan,
        of.text(DCTERMS.identifier, "sv"),
        of.text(DCTERMS.title, selection.language) if may_use("text") else None,
        of.text(KL.unit, "sv") if may_use("enhet") else None,
        of.iri(KL.measuredIn) if may_use("enhet") else None,
        of.iris(KL.goalTheme),
        of.iris(KL.subGoalOf) if may_use("överordnat_mål") else (),
        end_of(level) if may_use("nivå") else None,
        level == HEADING,
    )
