"""How the actions of a programme cover the themes of goals.

An action serves the themes of the goals that it names, and of the goals that
those are parts of: whoever works for goal 1.1 works for goal 1. The other way
nothing follows, since a goal above may be reached without one of its parts. A
goal counts where it has its theme itself. Each theme is counted on its own, and
together with the themes that are narrower. Apart from that stands how many
actions have the theme themselves, in our reading, whatever goals they name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rdflib import URIRef

from kretslopp.comparison.goals import Goals, Themed
from kretslopp.comparison.table import Row, of_programme, text
from kretslopp.engine import Engine
from kretslopp.namespaces import KL
from kretslopp.reading.descriptions import NOTHING, descriptions
from kretslopp.reading.entries import Entry, entries
from kretslopp.reading.programmes import Selection
from kretslopp.reading.states import count, either

GOALS, PRECEDING, TITLE = "mål", "regional_åtgärd", "åtgärder"
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
    """Yield each selected programme with each theme of a goal or action, and each broader one."""
    goals = Goals(engine, selection)
    listed = read_entries(engine, selection)
    covered = coverage(listed, themes_of(selection, goals))
    own = themes_of_actions(engine, listed)
    themes = goals.themes(theme for of in own.values() for theme in of)
    given: dict[URIRef | None, list[tuple[URIRef, URIRef]]] = {}
    for entry in listed:
        pairs = given.setdefault(entry.programme.iri, [])
        pairs += ((entry.action, theme) for theme in own[entry.action])
    for municipality, programme in selection.members:
        covering = covered.get(programme.iri, Coverage())
        of_plan = goals.of_plan(programme.plan)
        of_actions = goals.statuses.themed(given.get(programme.iri, ()))
        for theme in themes:
            broader = goals.broader(theme)
            yield {
                **of_programme(municipality, programme),
                "partial": either(programme.partial, programme.plan_partial),
                "theme": text(theme),
                "theme_name": goals.name(theme),
                **_counts(of_plan, covering, theme, goals.narrower(theme)),
                **_own(of_actions, theme, goals.narrower(theme)),
                "broader": text(broader),
                "broader_name": goals.name(broader) if broader else None,
            }


def read_entries(engine: Engine, selection: Selection) -> tuple[Entry, ...]:
    """Return the entries of the selected programmes, with what they serve."""
    return entries(engine, selection, (KL.contributesTo, KL.buildsOn))


def themes_of_actions(
    engine: Engine, listed: Iterable[Entry]
) -> Mapping[URIRef, tuple[URIRef, ...]]:
    """Return the themes that the actions of entries have themselves, by action."""
    themed = descriptions(engine, "?thing kl:theme ?any .", (KL.theme,))
    return {entry.action: themed.get(entry.action, NOTHING).iris(KL.theme) for entry in listed}


def _own(of: Themed, theme: URIRef, narrower: frozenset[URIRef]) -> dict[str, str | int | None]:
    """Return how many actions have a theme themselves, and how sure that is."""
    return {
        "actions_on": of.count(frozenset({theme})),
        "actions_on" + BELOW: of.count(narrower),
        "actions_status": of.status(narrower),
    }


def _counts(
    of_plan: Themed, covering: Coverage, theme: URIRef, narrower: frozenset[URIRef]
) -> dict[str, str | int | None]:
    """Return the counts of a theme, on its own and with narrower ones, and how sure it is.

    They are None where no goal of the plan has been given a theme, and where a
    theme of this plan is left out since it is only proposed.
    """
    cells: dict[str, str | int | None] = {}
    for ending, themes in (("", frozenset({theme})), (BELOW, narrower)):
        cells["goals" + ending] = of_plan.count(themes)
        for name, of, says in covering.counts:
            served = set().union(*(of.get(one, set()) for one in themes))
            cells[name + ending] = count(served, is_stated=of_plan.is_known(themes) and says)
    cells["status"] = of_plan.status(narrower)
    return cells


def themes_of(selection: Selection, goals: Goals) -> dict[URIRef, frozenset[URIRef]]:
    """Return the themes that whoever names a goal serves, by the goal."""
    return {
        goal.iri: goals.inherited(goal)
        for item in selection.programmes
        for goal in goals.of(item.plan)
    }


def coverage(
    listed: Iterable[Entry], served: Mapping[URIRef, frozenset[URIRef]]
) -> Mapping[URIRef | None, Coverage]:
    """Return which of the entries of each programme, by its IRI, serve what goals stand for.

    ``served`` is that by goal: its themes, or the goals that it is a part of.
    """
    covered: dict[URIRef | None, Coverage] = {}
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
