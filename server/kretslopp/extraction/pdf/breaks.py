"""Where a line of a cell ends inside a word: with a hyphen, or without one at the cell's edge."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kretslopp.extraction.pdf.words import Word

LETTER_WIDTHS = dict.fromkeys("fijlrt", 0.6) | dict.fromkeys("mw", 1.6)
"""Of a word's mean width of a letter: how wide some letters are."""

LETTER_WIDTH = 1.15
"""The same for all other letters. A line that has no room for the next letter is full."""

SOFT_HYPHEN = "\u00ad"
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
    """A word that a line's end breaks, put together, and whether that is sure."""

    text: str
    sure: bool


def core(text: str) -> str:
    """Return a word's letters without the signs around them, case folded."""
    return text.casefold().strip(_SIGNS)


def broken_word(before: Word, after: Word, room: Room, known: frozenset[str]) -> Break | None:
    """Return the word that the last word of a line and the first of the next make up.

    None where they are two words. ``known`` are the words (``core``) that stand
    whole somewhere in the document: where it has the word, it is sure.
    """
    first, second = before.text, after.text
    if first.endswith(SOFT_HYPHEN):
        return Break(first[:-1] + second, True)
    if _HYPHENATED.search(first) and second[0].islower():
        return _hyphenated(first, second, known)
    if is_full(before, after, room) and _may_go_on(first, second):
        whole = first + second
        if core(whole) in known:
            return Break(whole, True)
        return None if {core(first), core(second)} & known else Break(whole, False)
    return None


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


def is_full(before: Word, after: Word, room: Room) -> bool:
    """Return whether a line has no room for the next letter, and no line has for both words."""
    mean = after.box.width / len(after.text)
    letter = mean * LETTER_WIDTHS.get(after.text[0].lower(), LETTER_WIDTH)
    together = before.box.width + after.box.width
    return room.right - before.box.x1 <= letter and together > room.right - room.left


def whole_words(cells: Iterable[Sequence[Word]]) -> Iterator[str]:
    """Yield the words (``core``) of cells that no line's end may have broken."""
    for cell in cells:
        lines = [list(line) for _, line in groupby(cell, key=lambda word: word.line)]
        for number, line in enumerate(lines):
            first = 1 if number else 0
            last = len(line) - 1 if number < len(lines) - 1 else len(line)
            yield from (core(word.text) for word in line[first:last])
