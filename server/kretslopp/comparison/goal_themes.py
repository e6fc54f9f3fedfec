"""How the actions of a programme cover the themes of goals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rdflib import URIRef

from kretslopp.comparison.goals import Goals
from kretslopp.comparison.table import Row, of_programme, text
from kretslopp.engine import Engine
from kretslopp.namespaces import KL
from kretslopp.reading.documents import Documents
from kretslopp.reading.entries import Entry, entries
from kretslopp.reading.programmes import Selection

GOALS, PRECEDING = "mål", "regional_åtgärd"


@dataclass
class Coverage:
    """The entries of one programme that name a goal of each theme, and what its tables say.

    A programme without a column of goals says nothing of what its actions
    serve: that is not the same as none.
    """

    municipal: dict[URIRef, set[URIRef]] = field(default_factory=dict)
    regional: dict[URIRef, set[URIRef]] = field(default_factory=dict)
    indirect: dict[URIRef, set[URIRef]] = field(default_factory=dict)
    says_municipal: bool = False
    says_regional: bool = False
    says_indirect: bool = False


def rows(engine: Engine, selection: Selection) -> Iterator[Row]:
    """Yield each selected programme with each theme that a goal of a selected plan has."""
    goals = Goals(engine, selection)
    themes = goals.themes()
    covered = coverage(engine, selection, goals)
    documents = Documents(engine)
    for municipality, programme in selection.members:
        of_plan = goals.by_theme(programme.plan)
        covering = covered.get(programme.iri) if of_plan else None
        partial = documents.partial(programme)
        for theme in themes:
            yield {
                **of_programme(municipality, programme),
                "plan": text(programme.plan),
                "theme": text(theme),
                "theme_name": goals.name(theme),
                "goals": len(of_plan.get(theme, ())) if of_plan else None,
                **(_counts(covering, theme) if covering else {}),
                "partial": partial,
            }


def _counts(covering: Coverage, theme: URIRef) -> dict[str, int | None]:
    return {
        name: len(of.get(theme, ())) if says else None
        for name, of, says in (
            ("municipal_actions", covering.municipal, covering.says_municipal),
            ("regional_actions", covering.regional, covering.says_regional),
            ("indirect_actions", covering.indirect, covering.says_indirect),
        )
    }


def coverage(
    engine: Engine, selection: Selection, goals: Goals
) -> Mapping[URIRef | None, Coverage]:
    """Return which entries of each programme, by IRI, name a goal of each theme."""
    themes = {
        goal.iri: goal.themes for item in selection.programmes for goal in goals.of(item.plan)
    }
    covered: dict[URIRef | None, Coverage] = {}
    listed = entries(engine, selection, (KL.contributesTo, KL.buildsOn))
    of_regional = {entry.iri: _themes(entry, themes) for entry in listed if entry.is_regional}
    for entry in listed:
        of = covered.setdefault(entry.programme.iri, Coverage())
        _add(of.regional if entry.is_regional else of.municipal, _themes(entry, themes), entry)
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


def _themes(entry: Entry, themes: Mapping[URIRef, tuple[URIRef, ...]]) -> frozenset[URIRef]:
    """Return the themes of the goals that an entry names, of its own plan or another."""
    named = entry.iris(KL.contributesTo, GOALS)
    return frozenset(theme for goal in named for theme in themes.get(goal, ()))


def _add(to: dict[URIRef, set[URIRef]], themes: frozenset[URIRef], entry: Entry) -> None:
    for theme in themes:
        to.setdefault(theme, set()).add(entry.iri)
