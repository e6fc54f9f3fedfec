"""What the words of goals say of their themes, against the themes that were given by hand."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kretslopp.alignment import PROGRAMME, ThemeWords, Thing, propose_themes
from kretslopp.curation import read_rows
from kretslopp.mapping.interpretation import ACCEPTED, GOAL_THEME, LINK_COLUMNS

Pair = tuple[str, str]  # a goal and a theme


@dataclass(frozen=True)
class Measure:
    """Pairs proposed and given by hand, of goals with a text that have a theme by hand."""

    proposed: frozenset[Pair]
    accepted: frozenset[Pair]
    doubtful: frozenset[Pair]

    @property
    def right(self) -> int:
        """Return how many of the proposed are given by hand."""
        return len(self.proposed & (self.accepted | self.doubtful))

    @property
    def missed(self) -> Counter[str]:
        """Return how often each theme was given by hand and is not proposed."""
        return Counter(theme for _, theme in (self.accepted | self.doubtful) - self.proposed)

    @property
    def wrong(self) -> Counter[str]:
        """Return how often each theme is proposed and was not given by hand."""
        return Counter(theme for _, theme in self.proposed - self.accepted - self.doubtful)


def by_hand(data: Path) -> Mapping[Pair, bool]:
    """Return the themes that people gave goals, and whether they are accepted."""
    paths = (data / "curation" / "interpretation").glob("*/*/links.csv")
    return {
        (row["sak"], row["värde"].removeprefix("goal-theme/")): row["läge"] == ACCEPTED
        for path in sorted(paths)
        for row in read_rows(path, LINK_COLUMNS)
        if row["egenskap"] == GOAL_THEME and row.who != PROGRAMME
    }


def measure(
    things: Iterable[Thing], words: ThemeWords, given: Mapping[Pair, bool], *, leave_out: bool
) -> Measure:
    """Measure the proposals; with ``leave_out`` each plan without the words that it alone has."""
    listed = list(things)
    goals = {thing for thing, _ in given}
    asked = [thing for thing in listed if thing.address in goals]
    proposed: set[Pair] = set()
    for folder in sorted({thing.folder for thing in asked}):
        of_plan = [thing for thing in asked if thing.folder == folder]
        others = [thing for thing in listed if thing.folder.split("/")[0] != folder.split("/")[0]]
        used = _known(others, words) if leave_out else words
        proposed |= {(p.thing.address, p.theme) for p in propose_themes(of_plan, used)}
    had = {thing.address for thing in asked}
    with_text = {pair: is_sure for pair, is_sure in given.items() if pair[0] in had}
    return Measure(
        frozenset(proposed),
        frozenset(pair for pair, is_sure in with_text.items() if is_sure),
        frozenset(pair for pair, is_sure in with_text.items() if not is_sure),
    )


def _known(others: Iterable[Thing], words: ThemeWords) -> ThemeWords:
    """Return the words that some other text has, and those that speak for no theme."""
    texts = [text.text for thing in others for text in thing.texts]
    seen = {said.entry for text in texts for said in words.spoken(text)}
    kept = {word: of for word, of in words.words.items() if word in seen or not of.themes}
    return replace(words, words=kept)
