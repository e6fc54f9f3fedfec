"""Which goal themes the words of a Swedish text speak for, after a table of the field's words.

The table is ``data/curation/alignment/theme-words.csv``: ``ord`` is a word or
phrase, ``tema`` the addresses of the themes that it speaks for; nothing where
it holds a word of the table and speaks for none. ``ensamt`` marks a word that
counts only where no other speaks. What a theme is called in ``themes.csv`` is
a word for it too.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kretslopp.characters import folded
from kretslopp.curation import CurationRow, read_rows
from kretslopp.errors import DataViolation, Fault
from kretslopp.mapping.interpretation import read_themes
from kretslopp.tables import nearest

_TOKEN = re.compile(r"[^\W_]+")
_PUNCTUATION = re.compile(r"[,;:.()–]")
# What follows them, up to the next punctuation, is what the text is not about.
_EXCEPT = frozenset({"utan", "utom", "exklusive", "förutom"})
_AND, _WASTE = frozenset({"och", "eller", "samt"}), "avfall"
# From the first length on a word also stands inside a compound, from the second it begins one.
_IN_COMPOUND, _BEGINS = 6, 4
_MARK = "X"


@dataclass(frozen=True)
class Word:
    """A word or phrase of the table: the themes it speaks for, and whether only on its own."""

    themes: tuple[str, ...]
    is_last_resort: bool = False


@dataclass(frozen=True)
class Spoken:
    """What a text says for a theme: its own words, and the word of the table that they hold."""

    theme: str
    words: str
    entry: str
    is_last_resort: bool


@dataclass(frozen=True)
class _Token:
    form: str
    start: int
    end: int


@dataclass(frozen=True)
class ThemeWords:
    """The table: what each word speaks for; what themes are called, and which is broader."""

    words: Mapping[str, Word] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    broader: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, data: Path) -> "ThemeWords":
        """Read the table and the themes of a data directory.

        Raises UnreadableInput, or DataViolation with every fault of the rows.
        """
        themes = read_themes(data)
        path = data / "curation" / "alignment" / "theme-words.csv"
        words = {_plain(row["namn"]): Word((row["adress"],)) for row in themes}
        known = [row["adress"] for row in themes]
        seen: set[str] = set()
        faults: list[Fault] = []
        for row in read_rows(path, ("ord", "tema", "ensamt")):
            word = _plain(row["ord"])
            faults += _faults(row, word, seen, known)
            seen.add(word)
            words[word] = Word(row.values("tema"), row["ensamt"] == _MARK)
        if faults:
            raise DataViolation(*faults)
        broader = {row["adress"]: row["överordnat"] for row in themes if row["överordnat"]}
        return cls(words, {row["adress"]: row["namn"] for row in themes}, broader)

    def spoken(self, text: str) -> tuple[Spoken, ...]:
        """Return what the words of a text say for themes, from its beginning.

        A word that stands inside a longer one of the table says nothing by itself.
        """
        tokens = _tokens(text)
        joined = " ".join(token.form for token in tokens)
        found = [
            (match.start(), match.end(), word)
            for word in self.words
            for match in _pattern(word).finditer(joined)
        ]
        says = []
        for start, end, word in sorted(found, key=lambda item: (item[0], -item[1])):
            if not any(_is_inside((start, end), other[:2]) for other in found):
                words = _printed(text, tokens, start, end)
                entry = self.words[word]
                says += [Spoken(theme, words, word, entry.is_last_resort) for theme in entry.themes]
        return tuple(says)

    def is_top_of(self, theme: str, other: str) -> bool:
        """Return whether a theme that none is broader than is broader than another."""
        above = other
        while above in self.broader:
            above = self.broader[above]
        return above == theme != other


def _faults(row: CurationRow, word: str, seen: set[str], known: list[str]) -> Iterator[Fault]:
    if not word:
        yield row.fault("ord", "The cell has no word.", "Write a word or phrase.")
    if word in seen:
        yield row.fault("ord", f"“{row['ord']}” stands in the table already.")
    for theme in row.values("tema"):
        if theme not in known:
            yield row.fault("tema", f"There is no theme “{theme}”.", nearest(theme, known))
    if row["ensamt"] not in ("", _MARK):
        yield row.fault("ensamt", f"“{row['ensamt']}” is not known.", f"Write {_MARK} or nothing.")


def _plain(text: str) -> str:
    return " ".join(token.form for token in _tokens(text))


def _tokens(text: str) -> list[_Token]:
    """Return the words of a text as they are compared, and where each stands.

    The first half of “rest- och grovavfall” is compared as “restavfall”; what the text leaves out
    (“utan slam”) as nothing.
    """
    matches = list(_TOKEN.finditer(text))
    forms = [folded(match.group()) for match in matches]
    tokens, is_left_out = [], False
    for n, match in enumerate(matches):
        form, before = forms[n], matches[n - 1].end() if n else 0
        if _PUNCTUATION.search(text, before, match.start()):
            is_left_out = False
        is_left_out = is_left_out or form in _EXCEPT
        end = match.end()
        following = forms[n + 1 : n + 3]
        if text[end : end + 1] == "-" and _AND.intersection(following[:1]):
            end += 1
            form += _WASTE if _WASTE in following[-1] else ""
        tokens.append(_Token("" if is_left_out else form, match.start(), end))
    return tokens


def _pattern(word: str) -> re.Pattern[str]:
    """Return what finds a word with any ending, from its length on inside a compound too."""
    pattern = re.escape(word)
    if len(word) >= _IN_COMPOUND:
        return re.compile(pattern)
    return re.compile(rf"(?<!\w){pattern}" + ("" if len(word) >= _BEGINS else r"(?!\w)"))


def _is_inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]


def _printed(text: str, tokens: list[_Token], start: int, end: int) -> str:
    """Return the whole words of a text that a span of the compared words lies in."""
    at, inside = 0, []
    for token in tokens:
        if at < end and start < at + len(token.form):
            inside.append(token)
        at += len(token.form) + 1
    return text[inside[0].start : inside[-1].end]
