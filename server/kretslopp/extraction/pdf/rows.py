"""The lines of a PDF's table → its rows, put together over the ends of pages.

What parts rows: horizontal rules, where the table has them; else white space
from edge to edge, and the numbers that rows begin with.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import quantiles

from kretslopp.extraction.pdf.columns import Columns
from kretslopp.extraction.pdf.geometry import merged
from kretslopp.extraction.pdf.heads import row_rules
from kretslopp.extraction.pdf.sections import Part
from kretslopp.extraction.pdf.words import Word
from kretslopp.extraction.rows import Doubt, row_number

ROW_GAP = 0.15
"""Of the size: the white between two rows is so much more than that between two lines."""

LINE_SPACING = 0.5
"""Of the size: the most white there is between two lines of one cell."""

RULED_ROWS = 0.75
"""Rules part a table's rows where they make at least so many bands for each number of a row."""

_ONCE = ("mål", "regional_åtgärd", "år", "lagkrav")


@dataclass(frozen=True)
class Piece:
    """What stands between two rules, or two stretches of white, on one page.

    ``cells`` are its words by column. ``number`` is the number of the row that
    begins with it; ``opens`` and ``closes`` say that it is the first or last on
    its page.
    """

    columns: Columns
    cells: tuple[tuple[Word, ...], ...]
    number: str
    opens: bool = False
    closes: bool = False

    def has(self, names: Iterable[str]) -> bool:
        """Return whether there is a word in one of the columns of these names."""
        return any(
            words and name in names
            for name, words in zip(self.columns.names, self.cells, strict=True)
        )

    @property
    def lines(self) -> tuple[int, int]:
        """The numbers of the first and the last line."""
        numbers = [word.line for words in self.cells for word in words]
        return min(numbers), max(numbers)


@dataclass(frozen=True)
class PdfRow:
    """A row: its pieces in reading order, and what is not sure about them."""

    pieces: tuple[Piece, ...]
    doubts: tuple[Doubt, ...] = field(default=())

    @property
    def number(self) -> str:
        """The row's number as printed, ``""`` where it has none."""
        return next((piece.number for piece in self.pieces if piece.number), "")

    @property
    def lines(self) -> tuple[int, int]:
        """The numbers of the first and the last line."""
        spans = [piece.lines for piece in self.pieces]
        return min(first for first, _ in spans), max(last for _, last in spans)

    def has(self, names: Iterable[str]) -> bool:
        """Return whether there is a word in one of the columns of these names."""
        return any(piece.has(names) for piece in self.pieces)


def table_rows(parts: Sequence[Part]) -> tuple[tuple[PdfRow, ...], tuple[Word, ...]]:
    """Return the rows of a table, and the words that stand outside of all its columns."""
    placed = [_placed(part) for part in parts]
    outside = tuple(word for _, others in placed for word in others)
    bands = [list(_bands(part, words)) for part, (words, _) in zip(parts, placed, strict=True)]
    gap = _row_gap(parts)
    stripped = [
        [piece for band in some for piece in _strips(part.columns, band, gap)]
        for part, some in zip(parts, bands, strict=True)
    ]
    starts = sum(_begins_row(piece) for pieces in stripped for piece in pieces)
    ruled = sum(map(len, bands)) >= RULED_ROWS * starts and starts > 0
    if ruled:
        pieces = [
            [_piece(part.columns, band) for band in some]
            for part, some in zip(parts, bands, strict=True)
        ]
    else:
        pieces = stripped
    return tuple(_rows([p for some in pieces for p in _with_ends(some)], ruled)), outside
