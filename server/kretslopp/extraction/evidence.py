"""What the document itself tells of its names: the municipality's, and those seen in other rows.

The register of organisations plays no part here: an unknown name must come
out of the document as printed. That of goal areas only tells which guesses are
sure.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kretslopp.characters import folded
from kretslopp.extraction.text import without_marks


def name_forms(municipality: str) -> tuple[tuple[str, ...], ...]:
    """Return the forms in which a municipality's name begins another name, as words.

    ``Falun`` → Falun, Faluns, Falu (as in Falu kommun); ``Säter`` → Säter,
    Säters; ``Upplands Väsby`` keeps its two words. Case is folded. The longest
    first.
    """
    words = tuple(folded(municipality).split())
    if not words:
        return ()
    last = words[-1]
    endings = {last, f"{last}s", last.removesuffix("n")}
    return tuple(sorted(((*words[:-1], ending) for ending in endings), reverse=True))


@dataclass(frozen=True)
class Evidence:
    """The municipality's name in its forms, and texts whose place is sure in some row.

    ``areas`` are goal areas, ``names`` blocks of organisations' names,
    ``leads`` and ``participants`` whole cells of the regional table.
    ``registered`` are the goal areas of the register.
    """

    forms: tuple[tuple[str, ...], ...] = ()
    areas: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    participants: frozenset[str] = frozenset()
    registered: frozenset[str] = frozenset()

    def names_municipality(self, texts: list[str]) -> bool:
        """Return whether ``texts`` (words) begin with the municipality's name."""
        plain = [folded(text).strip(",.;()") for text in texts]
        return any(tuple(plain[: len(form)]) == form for form in self.forms)

    def speaks_of_municipality(self, texts: list[str]) -> bool:
        """Return whether the municipality's name stands anywhere in ``texts``."""
        return any(self.names_municipality(texts[n:]) for n in range(len(texts)))

    def begins_with_organisation(self, texts: list[str]) -> bool:
        """Return whether ``texts`` begin with a name that is surely an organisation's."""
        known = longest_start(texts, self.leads | self.names)
        return bool(known) or self.names_municipality(texts)


def longest_start(texts: list[str], known: Iterable[str]) -> str:
    """Return the longest of the ``known`` names that ``texts`` begin with, or ``""``.

    Footnote marks don't matter.
    """
    plain = [without_marks(text) for text in texts]
    fitting = [name for name in known if plain[: len(name.split())] == name.split()]
    return max(fitting, key=len, default="")
