"""What stands between two horizontal rules of a page: words by column, maybe a row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf, isfinite

from kretslopp.extraction.columns import LAW, names_of_kinds
from kretslopp.extraction.pdf.columns import Columns
from kretslopp.extraction.pdf.geometry import Box, bounding, merged, overlap
from kretslopp.extraction.pdf.rules import ACROSS, SAME_RULE, row_rules
from kretslopp.extraction.pdf.sections import TablePart
from kretslopp.extraction.pdf.words import PdfWord
from kretslopp.extraction.rows import row_number

ONCE = (*names_of_kinds("codes", "time"), LAW)
"""Columns whose cells are short: a row that has one already begins no second time with one."""

AREA = "målområde"
"""The column whose cell several rows may share."""

_TITLES = (AREA, "åtgärder", "nr")
_LAST_NUMBER = re.compile(r"(.*?)(\d+)\Z")


@dataclass(frozen=True)
class Piece:
    """What stands between two rules, or two stretches of white, on one page.

    ``cells`` are its words by column. ``number`` is the number of the row that
    begins with it; ``opens`` and ``closes`` say that it is the first or last on
    its page, ``headed`` that the table's head stands on that page.
    ``between_rules`` says that a rule parts it from another; ``unparted`` are
    the columns in which none stands above it, where rules part the others: the
    cell there is shared with the row above. ``unsure`` says that nothing but the
    number shows where the piece begins.
    """

    columns: Columns
    cells: tuple[tuple[PdfWord, ...], ...]
    number: str
    opens: bool = False
    closes: bool = False
    headed: bool = False
    between_rules: bool = False
    unparted: tuple[str, ...] = ()
    unsure: bool = False

    def words(self, name: str | None) -> tuple[PdfWord, ...]:
        """Return the words in the column of this name; none where there is no such column."""
        names = self.columns.names
        return self.cells[names.index(name)] if name in names else ()

    @property
    def filled(self) -> tuple[str, ...]:
        """The names of the columns in which there is a word."""
        return tuple(name for name, words in self.by_column if name and words)

    @property
    def by_column(self) -> Iterator[tuple[str | None, tuple[PdfWord, ...]]]:
        """The name of each column, None where the tables have none such, and its words."""
        return zip(self.columns.names, self.cells, strict=True)

    @property
    def beside(self) -> tuple[str, ...]:
        """The names of the filled columns beside number, goal area and title."""
        return tuple(name for name in self.filled if name not in _TITLES)

    @property
    def lines(self) -> tuple[int, int]:
        """The numbers of the first and the last line."""
        numbers = [word.line for words in self.cells for word in words]
        return min(numbers), max(numbers)

    @property
    def box(self) -> Box:
        """The box around the piece's words."""
        return bounding(word.box for words in self.cells for word in words)

    @property
    def size(self) -> float:
        """The size of the piece's largest word."""
        return max(word.size for words in self.cells for word in words)


def words_of(part: TablePart) -> list[PdfWord]:
    """Return the words of a part of a table, in reading order."""
    return [word for line in part.lines for word in line.words]


def piece_of(columns: Columns, words: Iterable[PdfWord]) -> Piece:
    """Return words as a piece; those outside of all columns are left out."""
    cells: list[list[PdfWord]] = [[] for _ in columns.names]
    for word in sorted(words, key=lambda word: (word.line, word.box.x0)):
        index = columns.index(word)
        if index is not None:
            cells[index].append(word)
    return Piece(columns, tuple(map(tuple, cells)), _number(columns, cells))


def _number(columns: Columns, cells: Sequence[Sequence[PdfWord]]) -> str:
    """Return the number that the words of a row begin with, ``""`` where there is none."""
    by_name = dict(zip(columns.names, cells, strict=True))
    if "nr" in by_name:
        return "".join(word.text for word in by_name["nr"]).rstrip(".")
    beginning = " ".join(word.text for word in by_name.get("åtgärder", ())[:2])
    numbered = row_number(beginning)
    return numbered[0] if numbered else ""


def bands_of(part: TablePart) -> Iterator[Piece]:
    """Yield what stands between the horizontal rules of a page."""
    words = words_of(part)
    if not words:
        return
    left, *inner, right = part.columns.edges
    left = left if isfinite(left) else min(word.box.x0 for word in words)
    right = right if isfinite(right) else max(word.box.x1 for word in words)
    edges = (left, *inner, right)
    ys = row_rules(part.rules, left, right)
    for top, bottom in pairwise((-inf, *ys, inf)):
        piece = piece_of(part.columns, (w for w in words if top <= w.box.middle_y < bottom))
        if any(piece.cells):
            between = isfinite(top) or isfinite(bottom)
            unparted = tuple(_unparted(part, edges, top)) if isfinite(top) else ()
            yield replace(piece, between_rules=between, unparted=unparted)


def _unparted(part: TablePart, edges: Sequence[float], y: float) -> Iterator[str]:
    """Yield the columns in which no rule stands at the height of one that parts others."""
    if not part.columns.ruled:
        return
    near = [r for r in part.rules if r.horizontal and abs(r.at - y) <= SAME_RULE]
    for name, (left, right) in zip(part.columns.names, pairwise(edges), strict=True):
        covered = sum(overlap(one, (left, right)) for one in merged((r.start, r.end) for r in near))
        if name and covered < ACROSS * (right - left):
            yield name


def follows(number: str, other: str) -> bool:
    """Return whether a row's number is the next after another."""
    one, two = _LAST_NUMBER.match(number), _LAST_NUMBER.match(other)
    return bool(one and two and one[1] == two[1] and int(one[2]) + 1 == int(two[2]))
