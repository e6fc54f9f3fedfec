"""The text of cells: words with what parts them, folding, and the numbers a text begins with."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from kretslopp.characters import SOFT_HYPHEN, plain, without_raised
from kretslopp.extraction.lines import TextLine

_CODE = r"\d{1,2}(?:\.\d{1,2})*"
_CODES = re.compile(rf"(?:{_CODE}(?:,{_CODE})*,?|-)\Z")
_MORE_CODES = re.compile(rf"{_CODE}(?:,{_CODE})*,?\Z")
_YEARS = re.compile(r"(?:\d{4}(?:[-–](?:\d{4})?)?|[-–]\d{4})\Z")
_YEAR = re.compile(r"\d{4}\Z")
_COMPOUND = re.compile(r"[^\W\d_]-\Z")
_OPEN_YEARS = re.compile(r"\d{4}[-–]\Z")
_MARK = re.compile(r"(?<=[^\W\d_])\d{1,2}\b")


class Gap(IntEnum):
    """What stands before a word; the more, the likelier a new cell begins."""

    SPACE = 1
    WIDE = 2
    LINE = 3
    BLOCK = 4


@dataclass(frozen=True)
class TextWord:
    """A word of the document, the line it stands on, and what parts it from the word before."""

    text: str
    line: int
    gap: Gap


def words(lines: Iterable[TextLine], first_gap: Gap = Gap.BLOCK) -> tuple[TextWord, ...]:
    """Return the words of a block's lines; two spaces or more are a wide gap."""
    text_words: list[TextWord] = []
    for line in lines:
        gap = Gap.LINE if text_words else first_gap
        for match in re.finditer(r"\S+", line.text):
            text_words.append(TextWord(match[0], line.number, gap))
            gap = Gap.WIDE if line.text[match.end() : match.end() + 2] == "  " else Gap.SPACE
    return tuple(text_words)


def fold(text: str) -> str:
    """Return ``text`` with every run of white space as one space, and none at the ends."""
    return " ".join(text.split())


def joined(some: Iterable[TextWord]) -> str:
    """Return words as one text with single spaces.

    A hyphen at the end of a line stays; what follows is written on to it only
    where that is sure: a span of years (``2023-`` ``2024``) and a compound name
    (``Malung-`` ``Sälen``). ``Kost-`` ``och lokalservice`` keeps its space. A soft
    hyphen goes.
    """
    text = ""
    for word in some:
        if text.endswith(SOFT_HYPHEN):
            text = text.removesuffix(SOFT_HYPHEN) + word.text
            continue
        glued = word.gap >= Gap.LINE and _is_glued(text, word.text)
        text += word.text if glued or not text else f" {word.text}"
    return text.removesuffix(SOFT_HYPHEN)


def _is_glued(before: str, after: str) -> bool:
    if _OPEN_YEARS.search(before):
        return bool(_YEAR.match(after))
    return bool(_COMPOUND.search(before)) and after[0].isupper()


def without_marks(text: str) -> str:
    """Return ``text`` without footnote marks at the end of words: ``ByggEkot1`` → ``ByggEkot``."""
    return _MARK.sub("", text)


@dataclass(frozen=True)
class Numbers:
    """The numbers that words begin with: codes, at most one span of years, and what follows.

    ``marks`` are the numbers of footnotes that stand raised among them (``7¹``).
    """

    codes: tuple[str, ...]
    years: str
    rest: tuple[TextWord, ...]
    marks: tuple[str, ...] = ()


def leading_numbers(some: Sequence[TextWord], most_codes: int = 2) -> Numbers:
    """Read the codes (``4,5``, ``10,11,12`` or ``-``) and years that words begin with.

    Codes go on after a comma at the end (``4,`` ``5``), years after a dash
    (``2023-`` ``2024``, ``2023`` ``–`` ``2024``).
    """
    bare = [replace(word, text=without_raised(word.text)[0]) for word in some]
    codes: list[str] = []
    position = 0
    while len(codes) < most_codes and _matches(_CODES, bare, position):
        end = position + 1
        while bare[end - 1].text.endswith(",") and _matches(_MORE_CODES, bare, end):
            end += 1
        codes.append(plain(joined(bare[position:end])))
        position = end
    end = position + _length_of_years(bare[position:])
    marks = (mark for word in some[:end] for mark in without_raised(word.text)[1])
    return Numbers(tuple(codes), joined(bare[position:end]), tuple(some[end:]), tuple(marks))


def _length_of_years(some: Sequence[TextWord]) -> int:
    if not _matches(_YEARS, some, 0):
        return 0
    if _matches(_OPEN_YEARS, some, 0) and _matches(_YEAR, some, 1):
        return 2
    if len(some) > 1 and plain(some[1].text) == "-" and _matches(_YEAR, some, 2):
        return 3
    return 1


def _matches(pattern: re.Pattern[str], some: Sequence[TextWord], position: int) -> bool:
    return position < len(some) and bool(pattern.match(plain(some[position].text)))
