"""How the actions of a programme cover the themes of goals.

An action serves the themes of the goals that it names, and of the goals that
those are parts of: whoever works for goal 1.1 works for goal 1. The other way
nothing follows, since a goal above may be reached without one of its parts. A
goal counts where it has its theme itself. Each theme is counted on its own, and
together with the themes that are narrower.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rdflib import URIRef

from kretslopp.comparison.goals import Goals, PlanThemes
from kretslopp.comparison.table import Row, of_programme, text
from kretslopp.engine import Engine
from kretslopp.namespaces import KL
from kretslopp.reading.entries import Entry, entries
from kretslopp.reading.interpretations import combined
from kretslopp.reading.programmes import Selection
from kretslopp.reading.states import count, either

GOALS, PRECEDING = "mål", "regional_åtgärd"
BELOW = "_below"  # ends the names of counts that narrower themes are part of
_Entries = dict[URIRef, set[URIRef]]


@dataclass
class Coverage:
    """The entries of one programme that serve each theme, or goal, and what its tables say.

    A programme without a column of goals says nothing of what its actions
    serve: that is not the same as none.
    """

    municipal: _Entries = field(default_factory=dict)
    regional: _Entries = field(default_factory=dict)
    indirect: _Entries = field(default_factory=dict)
    says_municipal: bool = False
    says_regional: bool = False
    says_indirect: bool = False

    @property
    def counts(self) -> tuple[tuple[str, _Entries, bool], ...]:
        """Return the name of each count, what it counts by theme, and whether that is stated."""
        return (
            ("municipal_actions", self.municipal, self.says_municipal),
            ("regional_actions", self.regional, self.says_regional),
            ("indirect_actions", self.indirect, self.says_indirect),
        )


def rows(engine: Engine, selection: Selection) -> Iterator[Row]:
    """Yield each selected programme with each theme that a goal has, and each broader one."""
    goals = Goals(engine, selection)
    covered = coverage(engine, selection, themes_of(selection, goals))
    for municipality, programme in selection.members:
        covering = covered.get(programme.iri, Coverage())
        of_plan = goals.of_plan(programme.plan)
        for theme in goals.themes():
            broader = goals.broader(theme)
            yield {
                **of_programme(municipality, programme),
                "partial": either(programme.partial, programme.plan_partial),
                "theme": text(theme),
                "theme_name": goals.name(theme),
                **_counts(of_plan, covering, theme, goals.narrower(theme)),
                "broader": text(broader),
                "broader_name": goals.name(broader) if broader else None,
            }


def _counts(
    of_plan: PlanThemes, covering: Coverage, theme: URIRef, narrower: frozenset[URIRef]
) -> dict[str, str | int | None]:
    """Return the counts of a theme, on its own and with narrower ones, and how sure it is.

    They are None where no goal of the plan has been given a theme, and where a
    theme of this plan is left out since it is only proposed.
    """
    cells: dict[str, str | int | None] = {}
    for ending, themes in (("", frozenset({theme})), (BELOW, narrower)):
        having = frozenset().union(*(of_plan.goals.get(one, frozenset()) for one in themes))
        is_known = bool(of_plan.goals) and (bool(having) or not themes & of_plan.left_out)
        cells["goals" + ending] = count(having, is_stated=is_known)
        for name, of, says in covering.counts:
            served = set().union(*(of.get(one, set()) for one in themes))
            cells[name + ending] = count(served, is_stated=is_known and says)
    cells["status"] = combined(
        status for one in narrower for status in of_plan.statuses.get(one, ())
    )
    return cells


def themes_of(selection: Selection, goals: Goals) -> dict[URIRef, frozenset[URIRef]]:
    """Return the themes that whoever names a goal serves, by the goal."""
    return {
        goal.iri: goals.inherited(goal)
        for item in selection.programmes
        for goal in goals.of(item.plan)
    }


def coverage(
    engine: Engine, selection: Selection, served: Mapping[URIRef, frozenset[URIRef]]
) -> Mapping[URIRef | None, Coverage]:
    """Return which entries of each programme, by its IRI, serve what goals stand for.

    ``served`` is that by goal: its themes, or the goals that it is a part of.
    """
    covered: dict[URIRef | None, Coverage] = {}
    listed = entries(engine, selection, (KL.contributesTo, KL.buildsOn))
    of_regional = {entry.iri: _served(entry, served) for entry in listed if entry.is_regional}
    for entry in listed:
        of = covered.setdefault(entry.programme.iri, Coverage())
        _add(of.regional if entry.is_regional else of.municipal, _served(entry, served), entry)
        for participation in entry.iris(KL.buildsOn, PRECEDING):
            _add(of.indirect, of_regional.get(participation, frozenset()), entry)
        says = bool(entry.description.iris(KL.contributesTo)) or entry.cells.has(GOALS)
        if entry.is_regional:
            of.says_regional = of.says_regional or says
        else:
            of.says_municipal = of.says_municipal or says
            of.says_indirect = (
                of.says_indirect
                or bool(entry.description.iris(KL.buildsOn))
                or entry.cells.has(PRECEDING)
            )
    for of in covered.values():
        of.says_indirect = of.says_indirect and of.says_regional
    return covered


def _served(entry: Entry, served: Mapping[URIRef, frozenset[URIRef]]) -> frozenset[URIRef]:
    """Return what an entry serves by the goals that it names, of its own plan or another."""
    named = entry.iris(KL.contributesTo, GOALS)
    return frozenset(one for goal in named for one in served.get(goal, ()))


def _add(to: _Entries, served: frozenset[URIRef], entry: Entry) -> None:
    for one in served:
        to.setdefault(one, set()).add(entry.iri)
