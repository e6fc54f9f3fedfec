"""The columns of a table on its pages: where they lie, and which column a word is in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from kretslopp.extraction.heads import Kind
from kretslopp.extraction.pdf.geometry import clearest
from kretslopp.extraction.pdf.heads import HeadCell, TableHead, column_of
from kretslopp.extraction.pdf.words import PHRASE_GAP, PrintedLine, Word

OVERHANG = 1.0
"""Points; a word that reaches farther over the edge of its column lies in two columns."""

SAME_PLACE = 3.0
"""Points; heads whose cells lie no farther apart are set alike, so their columns are the same."""


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

    def index(self, word: Word) -> int | None:
        """Return which column a word stands in; None where it stands outside of all.

        A word that lies in two stands in the one where it begins.
        """
        x = word.box.x0 + OVERHANG if self.crossed(word) else word.box.middle_x
        places = (n for n, (left, right) in enumerate(pairwise(self.edges)) if left <= x < right)
        return next(places, None)

    def crossed(self, word: Word) -> bool:
        """Return whether a word lies in two columns."""
        x0, x1 = word.box.x0 + OVERHANG, word.box.x1 - OVERHANG
        return any(x0 < edge < x1 for edge in self.edges)

    def runs_across(self, line: PrintedLine) -> bool:
        """Return whether a line is running text that minds no columns.

        All its words are of one phrase, and the phrase crosses an edge.
        """
        gaps = (b.box.x0 - a.box.x1 for a, b in pairwise(line.words))
        is_phrase = all(gap <= PHRASE_GAP * line.size for gap in gaps)
        inside = self.edges[1:-1]
        return is_phrase and any(
            line.box.x0 + OVERHANG < edge < line.box.x1 - OVERHANG for edge in inside
        )


def set_alike(one: TableHead, other: TableHead) -> bool:
    """Return whether two heads have the same cells at the same places."""
    if [cell.key for cell in one.cells] != [cell.key for cell in other.cells]:
        return False
    pairs = zip(one.cells, other.cells, strict=True)
    return all(abs(a.box.x0 - b.box.x0) <= SAME_PLACE for a, b in pairs)


def columns_of(heads: Sequence[TableHead], kind: Kind, lines: Iterable[PrintedLine]) -> Columns:
    """Return the columns below heads that are set alike; ``lines`` are those below them.

    Where no rules part the head's cells, the edges lie where the fewest words
    are crossed.
    """
    head = heads[0]
    names: list[str | None] = []
    for cell in head.cells:
        name = column_of(cell, kind)
        names.append(None if name in names else name)
    if head.rules:
        return Columns(tuple(names), head.cells, head.rules, True)
    occupied = [(w.box.x0, w.box.x1) for line in lines for w in line.words]
    occupied += [(cell.box.x0, cell.box.x1) for one in heads for cell in one.cells]
    edges = [
        sum(clearest(occupied, left.box.middle_x, right.box.middle_x)) / 2
        for left, right in pairwise(head.cells)
    ]
    return Columns(tuple(names), head.cells, (-inf, *edges, inf), False)
