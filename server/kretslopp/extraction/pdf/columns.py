"""The columns of a table on its pages: where they lie, and which column a word is in."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from statistics import median

from kretslopp.extraction.columns import LAW, Kind
from kretslopp.extraction.pdf.geometry import Rule, clearest
from kretslopp.extraction.pdf.heads import HeadCell, TableHead, column_of
from kretslopp.extraction.pdf.rules import column_rules
from kretslopp.extraction.pdf.words import MARK_DISTANCE, PHRASE_GAP, PdfWord, PrintedLine

OVERHANG = 1.0
"""Points; a word that reaches farther over the edge of its column lies in two columns."""

SPACE = 1.25
"""Of a line's usual space: a space in running text is no wider."""

LEAST_SPACES = 3
"""A line with so many spaces shows what its usual space is."""

SAME_PLACE = 3.0
"""Points; heads whose cells lie no farther apart are set alike, so their columns are the same."""

_MARKS = ("X", "x", "-")
_NUMBER = re.compile(r"\d{1,3}\.?\Z")


@dataclass(frozen=True)
class Columns:
    """The columns of a table where its head is set in one way.

    ``names`` are the contract's, in the order of the page; None is a column
    that the tables have no place for. ``edges`` has one more x than there are
    columns: the first column begins at the first, the last ends at the last.
    ``ruled`` says that the edges are drawn.
    """

    names: tuple[str | None, ...]
    heads: tuple[HeadCell, ...]
    edges: tuple[float, ...]
    ruled: bool

    def index(self, word: PdfWord) -> int | None:
        """Return which column a word stands in; None where it stands outside of all.

        A word that lies in two stands in the one where it begins.
        """
        x = word.box.x0 + OVERHANG if self.crossed(word) else word.box.middle_x
        places = (n for n, (left, right) in enumerate(pairwise(self.edges)) if left <= x < right)
        return next(places, None)

    def crossed(self, word: PdfWord) -> bool:
        """Return whether a word lies in two columns."""
        x0, x1 = word.box.x0 + OVERHANG, word.box.x1 - OVERHANG
        return any(x0 < edge < x1 for edge in self.edges)

    def runs_across(self, line: PrintedLine) -> bool:
        """Return whether a line is running text that minds no columns.

        Its words stand a space apart, and an edge lies in such a space or in a
        word. (A word at the beginning may only be too long for its column.)
        """
        gaps = [(a.box.x1, b.box.x0) for a, b in pairwise(line.words)]
        widths = [b - a for a, b in gaps]
        if not all(-MARK_DISTANCE <= width / line.size <= PHRASE_GAP for width in widths):
            return False
        crossed = [(word.box.x0 + OVERHANG, word.box.x1 - OVERHANG) for word in line.words[1:]]
        if len(gaps) >= LEAST_SPACES:
            crossed += [(a, b) for a, b in gaps if b - a <= SPACE * median(widths)]
        return any(a < edge < b for a, b in crossed for edge in self.edges[1:-1])


def set_alike(one: TableHead, other: TableHead) -> bool:
    """Return whether two heads have the same cells at the same places."""
    if [cell.key for cell in one.cells] != [cell.key for cell in other.cells]:
        return False
    pairs = zip(one.cells, other.cells, strict=True)
    return all(abs(a.box.x0 - b.box.x0) <= SAME_PLACE for a, b in pairs)


def columns_of(
    heads: Sequence[TableHead],
    kind: Kind,
    lines: Sequence[PrintedLine],
    rules: Sequence[Rule],
) -> Columns:
    """Return the columns below heads that are set alike.

    ``lines`` are those below them, ``rules`` those of the first head's page.
    Where no rules part the columns, the edges lie where the fewest words are
    crossed.
    """
    head = heads[0]
    words = [word for line in lines for word in line.words]
    edges = head.rules or _edges_by_rules(head, lines, rules)
    ruled = bool(edges)
    if not edges:
        some = [*words, *(w for one in heads for cell in one.cells for w in cell.words)]
        inner = [_edge(left, right, some) for left, right in pairwise(head.cells)]
        edges = (-inf, *inner, inf)
    unnamed = Columns((None,) * len(head.cells), head.cells, edges, ruled)
    placed = [w for line in lines if not unnamed.runs_across(line) for w in line.words]
    names: list[str | None] = []
    for index, cell in enumerate(head.cells):
        own = [word.text for word in placed if unnamed.index(word) == index]
        name = column_of(cell, kind) if cell.key else _column_by_cells(own)
        names.append(None if name in names else name)
    return replace(unnamed, names=tuple(names))


def _column_by_cells(texts: Sequence[str]) -> str | None:
    """Return which column without a head has these words: marks of the law, or numbers of rows."""
    if texts and all(text in _MARKS for text in texts):
        return LAW
    return "nr" if texts and all(map(_NUMBER.match, texts)) else None


def _edges_by_rules(
    head: TableHead, lines: Sequence[PrintedLine], rules: Sequence[Rule]
) -> tuple[float, ...]:
    """Return the vertical rules below a head without any, where there is one between all cells."""
    own = [line.box for line in lines if line.page == head.page]
    if not own:
        return ()
    drawn = column_rules(rules, min(box.top for box in own), max(box.bottom for box in own))
    between = [
        [x for x in drawn if left.box.middle_x < x < right.box.middle_x]
        for left, right in pairwise(head.cells)
    ]
    if any(len(places) != 1 for places in between):
        return ()
    first = max((x for x in drawn if x < head.cells[0].box.middle_x), default=-inf)
    last = min((x for x in drawn if x > head.cells[-1].box.middle_x), default=inf)
    return (first, *(places[0] for places in between), last)


def _edge(left: HeadCell, right: HeadCell, words: Iterable[PdfWord]) -> float:
    """Return where the edge between two columns lies, by where the fewest words are crossed.

    The right column begins no farther to the right than its head. A word that
    begins where the left column's lines begin, and reaches into the right one,
    is too long for its column: it does not count.
    """
    occupied = [
        (word.box.x0, word.box.x1)
        for word in words
        if not (abs(word.box.x0 - left.box.x0) <= OVERHANG and word.box.x1 > right.box.x0)
    ]
    return sum(clearest(occupied, left.box.middle_x, right.box.x0)) / 2
