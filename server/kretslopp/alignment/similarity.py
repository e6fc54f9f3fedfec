"""How alike two titles are: what they are about, and how they are spelt."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kretslopp.alignment.wording import Wording

# Parts of the similarity: concepts shared by both titles, the shorter title's
# concepts that the longer has, character n-grams in common.
_BOTH, _SHORTER, _SPELLING = 0.5, 0.3, 0.2
_NGRAM = 3


@dataclass(frozen=True)
class Similarity:
    """How alike two titles are, from 0 to 1, and the concepts that both have."""

    value: float
    shared: tuple[str, ...]


class Titles:
    """Titles to compare; a concept that few of them have weighs more."""

    def __init__(self, titles: Iterable[str], wording: Wording) -> None:
        self._concepts = {title: wording.concepts(title) for title in titles}
        self._ngrams = {title: _ngrams(concepts) for title, concepts in self._concepts.items()}
        counts = Counter(concept for concepts in self._concepts.values() for concept in concepts)
        number = len(self._concepts)
        self._weights = {concept: math.log(1 + number / n) for concept, n in counts.items()}

    def compare(self, first: str, second: str) -> Similarity:
        """Return how alike two of the titles are."""
        one, other = self._concepts[first], self._concepts[second]
        shared = one & other
        weights = [self._weight(concepts) for concepts in (one, other)]
        if not shared or not min(weights):
            return Similarity(0.0, ())
        common = self._weight(shared)
        ours, theirs = self._ngrams[first], self._ngrams[second]
        dice = 2 * len(ours & theirs) / (len(ours) + len(theirs))
        value = (
            _BOTH * 2 * common / sum(weights) + _SHORTER * common / min(weights) + _SPELLING * dice
        )
        by_weight = sorted(shared, key=lambda concept: (-self._weights[concept], concept))
        return Similarity(value, tuple(by_weight))

    def _weight(self, concepts: Iterable[str]) -> float:
        return math.fsum(self._weights[concept] for concept in concepts)


def _ngrams(concepts: Iterable[str]) -> frozenset[tuple[str, int]]:
    """Return the n-grams of concepts; one that comes again is another: the second of its kind."""
    text = f" {' '.join(sorted(concepts))} "
    counts = Counter(text[n : n + _NGRAM] for n in range(len(text) - _NGRAM + 1))
    return frozenset((ngram, n) for ngram, count in counts.items() for n in range(count))
