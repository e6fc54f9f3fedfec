"""Where a line of a cell ends inside a word: with a hyphen, or without one at the cell's edge."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kretslopp.characters import SOFT_HYPHEN, folded
from kretslopp.extraction.pdf.words import PdfWord

LETTER_WIDTHS = dict.fromkeys("fijlrt", 0.5) | dict.fromkeys("mw", 1.5)
"""How wide some letters are; all others are 1. A line without room for the next letter is full."""

ROUNDING = 0.75
"""Points; printers of whole pixels leave so much more room at the end of a full line."""

_SIGNS = ".,:;!?()[]“”\"'*"
_LINKS = {"och", "eller", "samt", "respektive", "till", "&", "/"}
_HYPHENATED = re.compile(r"[^\W\d_]-\Z")
_OWN_HYPHEN = re.compile(r"(?:\A|\W)(?:[^\W\d_]|[A-ZÅÄÖ]+)-\Z")


@dataclass(frozen=True)
class Room:
    """The room that a column leaves for text: where lines begin and end at most, in points."""

    left: float
    right: float


@dataclass(frozen=True)
class Break:
    """The words around a line's end that may break a word, as one or as two, and if it is sure."""

    text: str
    sure: bool


def core(text: str) -> str:
    """Return a word's letters without the signs around them, case folded."""
    return folded(text).strip(_SIGNS)


def broken_word(before: PdfWord, after: PdfWord, room: Room, known: frozenset[str]) -> Break | None:
    """Return the word that the last word of a line and the first of the next make up.

    None where they are two words. ``known`` are the words (``core``) that stand
    whole somewhere in the document: where it has the word, or both of two
    words, that is sure.
    """
    first, second = before.text, after.text
    if first.endswith(SOFT_HYPHEN):
        return Break(first[:-1] + second, True)
    if _HYPHENATED.search(first) and second[0].islower():
        return _hyphenated(first, second, known)
    if is_full(before, after, room) and _may_go_on(first, second):
        return _at_edge(first, second, known)
    return None


def _at_edge(first: str, second: str, known: frozenset[str]) -> Break | None:
    """Return the word that the edge of a cell breaks, or may break, without a hyphen."""
    whole = first + second
    if core(whole) in known:
        return Break(whole, True)
    stand_alone = [core(part) in known for part in (first, second)]
    if all(stand_alone):
        return None
    return Break(f"{first} {second}" if any(stand_alone) else whole, False)


def _hyphenated(first: str, second: str, known: frozenset[str]) -> Break | None:
    """Return a word broken at a hyphen, without it where it is not the word's own.

    ``Kost-`` ``och lokalservice`` are two words; after one letter or an
    abbreviation (``e-``, ``EU-``) the hyphen is the word's own.
    """
    if core(second) in _LINKS:
        return None
    if _OWN_HYPHEN.search(first) or core(first + second) in known:
        return Break(first + second, True)
    whole = first[:-1] + second
    return Break(whole, core(whole) in known)


def _may_go_on(first: str, second: str) -> bool:
    return (first[-1].isalpha() and second[0].islower()) or (
        first[-1].isdigit() and second[0].isdigit()
    )


def is_full(before: PdfWord, after: PdfWord, room: Room) -> bool:
    """Return whether a line has no room for the next letter, and no line has for both words."""
    together = before.box.width + after.box.width
    widths = [LETTER_WIDTHS.get(letter, 1.0) for letter in (before.text + after.text).casefold()]
    next_letter = together * widths[len(before.text)] / sum(widths)
    too_long = together > room.right - room.left
    return too_long and room.right - before.box.x1 <= next_letter + ROUNDING


def whole_words(cells: Iterable[Sequence[PdfWord]]) -> Iterator[str]:
    """Yield the words (``core``) of cells that no line's end may have broken."""
    for cell in cells:
        lines = [list(line) for _, line in groupby(cell, key=lambda word: word.line)]
        for number, line in enumerate(lines):
            first = 1 if number else 0
            last = len(line) - 1 if number < len(lines) - 1 else len(line)
            yield from (core(word.text) for word in line[first:last])
