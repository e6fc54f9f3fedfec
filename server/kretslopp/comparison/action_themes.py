"""What actions are about: the themes of the goals that they name, and those of their own."""

from rdflib import URIRef

from kretslopp.comparison.goals import Goals
from kretslopp.comparison.table import Value
from kretslopp.engine import Engine
from kretslopp.namespaces import KL
from kretslopp.reading.descriptions import NOTHING, descriptions
from kretslopp.reading.entries import Entry
from kretslopp.reading.interpretations import PROPOSED, combined, statuses
from kretslopp.reading.programmes import Selection

HEAD = "mål"


class ActionThemes:
    """The themes of the entries of the selected programmes; which they are is our reading.

    An entry is about what the goals are about that it names, and those that these
    are parts of, and about the themes that its action has been given itself.
    """

    def __init__(self, engine: Engine, selection: Selection) -> None:
        self._goals = Goals(engine, selection)
        self._own = descriptions(engine, "?thing kl:theme ?any .", (KL.theme,))
        self._statuses = statuses(engine, (KL.theme,))
        self._certain_only = selection.certain_only

    def cells(self, entry: Entry) -> dict[str, Value]:
        """Return the cells that say what an entry is about, and whether that is accepted."""
        goals = [
            goal for named in entry.iris(KL.contributesTo, HEAD) for goal in self._goals.line(named)
        ]
        themes = {theme for goal in goals for theme in self._goals.used(goal)}
        found = [self._goals.status(goals)]
        for theme, of in self._of_action(entry).items():
            themes.add(theme)
            found.append(combined(of))
        return {
            **self._goals.theme_cells(themes),
            "status": combined(status for status in found if status),
        }

    def _of_action(self, entry: Entry) -> dict[URIRef, frozenset[str]]:
        """Return the themes that an action has been given itself, with their statuses."""
        given = {
            theme: self._statuses.get((thing, theme), frozenset())
            for thing in (entry.action, entry.iri)
            for theme in self._own.get(thing, NOTHING).iris(KL.theme)
        }
        left_out = PROPOSED if self._certain_only else None
        return {theme: of for theme, of in given.items() if left_out not in of}
