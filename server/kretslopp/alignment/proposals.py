"""Pairs of actions that may be the same, ranked, each with its evidence in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from kretslopp.alignment.actions import Action
from kretslopp.alignment.similarity import Similarity, Titles
from kretslopp.alignment.wording import Wording

# How much the titles weigh, against what else is known of the two actions.
_TITLES, _REST = 0.8, 0.2
# A pair of which one has a better partner is worth this part of its score.
_NOT_THE_BEST = 0.7
STRONG = 0.5  # and each the other's best
SHOWN = 0.25


@dataclass(frozen=True)
class Proposal:
    """Two actions that may be the same: score from 0 to 1, strength, evidence in Swedish.

    ``strong`` is a pair of which each is the other's best and the score at
    least ``STRONG``.
    """

    a: Action
    b: Action
    score: float
    strong: bool
    evidence: tuple[str, ...]

    @property
    def strength(self) -> str:
        """Return ``strong`` or ``weak``."""
        return "strong" if self.strong else "weak"

    @property
    def words(self) -> str:
        """Return the evidence as one text."""
        return "; ".join(self.evidence)

    @property
    def same_bank(self) -> bool:
        """Return whether both are of the actions that their one region recommends to all."""
        return _from_one_bank(self.a, self.b) and _both_marked(self.a, self.b)


@dataclass(frozen=True)
class _Pair:
    a: Action
    b: Action
    titles: Similarity
    facts: tuple[tuple[bool, str], ...]

    @property
    def score(self) -> float:
        """Return the score of a pair by itself: no one else's best partner counts here."""
        speaking = [agrees for agrees, _ in self.facts]
        rest = sum(speaking) / len(speaking) if speaking else 0.5
        return _TITLES * self.titles.value + _REST * rest


def propose(
    first: tuple[Action, ...], second: tuple[Action, ...], wording: Wording
) -> tuple[Proposal, ...]:
    """Return the pairs of an action of ``first`` and one of ``second``, the best first.

    Pairs whose titles have nothing in common, or whose score is below
    ``SHOWN``, are left out; so are pairs within one programme.
    """
    titles = Titles((action.title for action in (*first, *second)), wording)
    pairs = [
        _Pair(a, b, similarity, tuple(_facts(a, b)))
        for a in first
        for b in second
        if a.programme != b.programme and (similarity := titles.compare(a.title, b.title)).shared
    ]
    best: dict[Action, _Pair] = {}
    for pair in sorted(pairs, key=_order):
        best.setdefault(pair.a, pair)
        best.setdefault(pair.b, pair)
    proposals = [_proposal(pair, best) for pair in pairs]
    shown = (proposal for proposal in proposals if proposal.score >= SHOWN)
    return tuple(sorted(shown, key=lambda item: (-item.score, item.a.iri, item.b.iri)))


def _order(pair: _Pair) -> tuple[float, str, str]:
    return (-pair.score, pair.a.iri, pair.b.iri)


def _proposal(pair: _Pair, best: dict[Action, _Pair]) -> Proposal:
    better = {
        f"{action.code} i {action.programme} liknar {_other(best[action], action).code} mer"
        for action in (pair.a, pair.b)
        if best[action] != pair
    }
    score = pair.score * (_NOT_THE_BEST if better else 1)
    shared = ", ".join(pair.titles.shared)
    evidence = (
        f"titlarna liknar varandra till {_number(pair.titles.value)}, gemensamt: {shared}",
        *(
            f"titeln på {action.code} i {action.programme} är med våra ord, inte de tryckta"
            for action in (pair.a, pair.b)
            if action.reworded
        ),
        *(words for _, words in pair.facts),
        *(sorted(better) or ["varandras närmaste"]),
    )
    strong = not better and score >= STRONG
    return Proposal(pair.a, pair.b, round(score, 3), strong, evidence)


def _other(pair: _Pair, action: Action) -> Action:
    return pair.b if pair.a == action else pair.a


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _facts(a: Action, b: Action) -> Iterator[tuple[bool, str]]:
    """Yield what else speaks for (true) or against a pair; nothing where a source is silent."""
    if _from_one_bank(a, b) and (a.recommended or b.recommended):
        both = _both_marked(a, b)
        who = "båda är rekommenderade" if both else "bara den ena är rekommenderad"
        yield both, f"{who} för alla kommuner i regionen"
    if a.area and b.area:
        same = a.area == b.area
        yield same, f"samma målområde ({a.area})" if same else "olika målområden"
    if a.before and b.before:
        common = sorted(iri.rpartition("/")[2] for iri in a.before & b.before)
        yield (
            bool(common),
            f"båda föregås av {', '.join(common)}" if common else "olika regionala åtgärder före",
        )
    if _years(a) and _years(b):
        apart = _apart(a, b)
        yield not apart, f"{'olika år' if apart else 'åren möts'} ({_years(a)} och {_years(b)})"


def _from_one_bank(a: Action, b: Action) -> bool:
    """Return whether both programmes mark what one region recommends to all."""
    marked = a.recommended is not None and b.recommended is not None
    return marked and a.region is not None and a.region == b.region


def _both_marked(a: Action, b: Action) -> bool:
    return bool(a.recommended and b.recommended)


def _years(action: Action) -> str:
    years = (action.start, action.end)
    if action.start == action.end:
        return str(action.start or "")
    return "–".join(str(year or "") for year in years)


def _apart(a: Action, b: Action) -> bool:
    """Return whether one action ends before the other begins."""
    return any(
        one.end is not None and other.start is not None and one.end < other.start
        for one, other in ((a, b), (b, a))
    )
