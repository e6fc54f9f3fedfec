"""What the words of a Swedish title mean, after a table of the field's synonyms.

The table is ``data/curation/alignment/synonyms.csv``: ``ord`` is a word or
phrase, ``betyder`` the one word for all that mean the same; nothing where the
word says nothing about what an action is about.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kretslopp.characters import folded
from kretslopp.curation import read_rows
from kretslopp.errors import DataViolation

_LETTERS = re.compile(r"[^\W_]+")
_BREAK = " # "  # stands where a word of the table stood: phrases don't reach across it
# A word of the table also stands inside a compound, if it is at least this long.
_IN_COMPOUND = 5
# Endings of nouns and adjectives; what is left of a word keeps at least four letters.
_ENDINGS = ("erna", "arna", "orna", "ens", "ets", "en", "et", "er", "ar", "or", "na", "s")
_SHORTEST = 4


@dataclass(frozen=True)
class Wording:
    """The table of synonyms: what each word or phrase means; nothing for an empty word."""

    meanings: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, data: Path) -> "Wording":
        """Read the table of a data directory.

        Raises UnreadableInput, or DataViolation with every fault of its rows.
        """
        rows = read_rows(data / "curation" / "alignment" / "synonyms.csv", ("ord", "betyder"))
        faults = []
        meanings: dict[str, str] = {}
        for row in rows:
            word = _plain(row["ord"])
            if not word:
                faults.append(row.fault("ord", "The cell has no word.", "Write a word or phrase."))
            if word in meanings:
                faults.append(row.fault("ord", f"“{row['ord']}” stands in the table already."))
            meanings[word] = row["betyder"]
        if faults:
            raise DataViolation(*faults)
        return cls(meanings)

    def concepts(self, title: str) -> frozenset[str]:
        """Return what a title is about: words of the table, and stems of other words."""
        text, meanings = _plain(title), set()
        for word in sorted(self.meanings, key=lambda word: (-len(word), word)):
            text, count = self._pattern(word).subn(_BREAK, text)
            if count:
                meanings.add(self.meanings[word])
        rest = (part for part in text.split() if len(part) >= _SHORTEST and not part.isdigit())
        return frozenset((meanings - {""}).union(_stem(part) for part in rest))

    def _pattern(self, word: str) -> re.Pattern[str]:
        """Return what finds a word: whole, or in a compound with its joining s."""
        pattern = re.escape(word)
        if len(word) >= _IN_COMPOUND and self.meanings[word]:
            return re.compile(rf"{pattern}(?:s(?=\w))?")
        return re.compile(rf"(?<!\w){pattern}(?!\w)")


def _plain(text: str) -> str:
    """Return the words of a text in lower case, with single blanks between."""
    return " ".join(_LETTERS.findall(folded(text)))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word
