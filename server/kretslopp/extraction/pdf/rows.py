"""The lines of a PDF's table → its rows, put together over the ends of pages.

What parts rows: horizontal rules, where the table has them; else white space
from edge to edge, and the numbers that rows begin with.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from kretslopp.extraction.pdf.pieces import AREA, ONCE, Piece, bands_of, follows, words_of
from kretslopp.extraction.pdf.sections import TablePart
from kretslopp.extraction.pdf.strips import strips
from kretslopp.extraction.pdf.words import PdfWord, row_gap
from kretslopp.extraction.rows import Doubt

CROWDED = 0.25
"""Rules part a table's rows where no more than so much of what they part holds several numbers."""

PARAGRAPH_GAP = 1.5
"""Of the size: the most white there is between two paragraphs of one cell."""


@dataclass(frozen=True)
class PdfRow:
    """A row: its pieces in reading order, and what is not sure about them."""

    pieces: tuple[Piece, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def number(self) -> str:
        """The row's number as printed, ``""`` where it has none."""
        return next((piece.number for piece in self.pieces if piece.number), "")

    @property
    def lines(self) -> tuple[int, int]:
        """The numbers of the first and the last line."""
        spans = [piece.lines for piece in self.pieces]
        return min(first for first, _ in spans), max(last for _, last in spans)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns that it has a cell in, in the order of the page."""
        names = (name for piece in self.pieces for name in piece.columns.names)
        return tuple(dict.fromkeys(name for name in names if name))

    @property
    def filled(self) -> frozenset[str]:
        """The names of the columns in which there is a word."""
        return frozenset(name for piece in self.pieces for name in piece.filled)


def table_rows(parts: Sequence[TablePart]) -> tuple[tuple[PdfRow, ...], tuple[PdfWord, ...]]:
    """Return the rows of a table, and the words that stand outside of all its columns."""
    outside = [w for part in parts for w in words_of(part) if part.columns.index(w) is None]
    bands = [list(bands_of(part)) for part in parts]
    lines = [line for part in parts for line in part.lines]
    gap = row_gap(lines) if lines else 0.0
    by_white = [[list(strips(band, gap)) for band in some] for some in bands]
    ruled = _are_rows([b for some in bands for b in some], [s for some in by_white for s in some])
    by_page = (
        [_with_shared(some) for some in bands]
        if ruled
        else [[s for one in some for s in one] for some in by_white]
    )
    pieces = [
        piece
        for part, some in zip(parts, by_page, strict=True)
        for piece in _with_ends(some, part.headed)
    ]
    return tuple(_with_areas(list(_rows(pieces, ruled)), ruled)), tuple(outside)


def _with_shared(pieces: Sequence[Piece]) -> list[Piece]:
    """Give each row the words of the cells that it shares with the rows above and below it."""
    cells = [list(piece.cells) for piece in pieces]
    for index in range(len(pieces[0].cells) if pieces else 0):
        name = pieces[0].columns.names[index]
        starts = [n for n, piece in enumerate(pieces) if not n or name not in piece.unparted]
        for start, end in pairwise([*starts, len(pieces)]):
            shared = tuple(word for piece in pieces[start:end] for word in piece.cells[index])
            for own in cells[start:end]:
                own[index] = shared
    return [replace(p, cells=tuple(own)) for p, own in zip(pieces, cells, strict=True)]


def _are_rows(bands: Sequence[Piece], by_white: Sequence[Sequence[Piece]]) -> bool:
    """Return whether what stands between rules is a row each, given what white parts in it."""
    crowded = [some for some in by_white if _holds_several(some)]
    bounded = [band for band in bands if band.between_rules]
    return 2 * len(bounded) >= len(bands) and len(crowded) <= CROWDED * len(bands)


def _holds_several(strips_of_band: Sequence[Piece]) -> bool:
    """Return whether a band holds the beginnings of two rows, or one below the end of another."""
    starts = [n for n, strip in enumerate(strips_of_band) if strip.number and strip.beside]
    return bool(starts) and (len(starts) > 1 or starts[0] > 0)


def _with_ends(pieces: Sequence[Piece], headed: bool) -> list[Piece]:
    last = len(pieces) - 1
    return [
        replace(piece, opens=place == 0, closes=place == last, headed=headed)
        for place, piece in enumerate(pieces)
    ]


def _rows(pieces: Sequence[Piece], ruled: bool) -> Iterator[PdfRow]:
    """Yield the rows that pieces make up."""
    numbered = any(piece.number for piece in pieces)
    row: PdfRow | None = None
    early: tuple[Piece, ...] = ()
    for piece, following in zip_longest(pieces, pieces[1:]):
        if row is not None and not early and _continues(row, piece, ruled, numbered):
            doubts = (*row.doubts, *_continuation_doubts(row, piece, ruled))
            row = PdfRow((*row.pieces, piece), doubts)
        elif numbered and not piece.number and _is_early(piece, following):
            early = (*early, piece)
        else:
            if row is not None:
                yield row
            doubts = tuple(_start_doubts(piece, numbered))
            row, early = PdfRow((*early, piece), doubts), ()
    if row is not None:
        yield row


def _continues(row: PdfRow, piece: Piece, ruled: bool, numbered: bool) -> bool:
    """Return whether a piece goes on with the row before it."""
    short = {name for name in piece.filled if name in ONCE}
    if piece.number:
        inside = ruled and not piece.opens
        return not (inside or short or follows(row.number, piece.number))
    if ruled:
        return piece.opens and (numbered or not short)
    return not short & row.filled if numbered else not short


def _is_early(piece: Piece, following: Piece | None) -> bool:
    """Return whether a piece at a page's end is the beginning of the row on the next page."""
    if following is None or not (piece.closes and following.opens and following.number):
        return False
    return not any(name in ONCE and name in following.filled for name in piece.filled)


def _continuation_doubts(row: PdfRow, piece: Piece, ruled: bool) -> Iterator[Doubt]:
    """Doubt a piece that was read as the rest of a row where it may be something else."""
    if piece.number:
        message = (
            f"This begins with a number, {piece.number}, but has no goals or years; "
            "it was read as the rest of the row before."
        )
        yield Doubt(("åtgärder",), message, *piece.lines)
    elif piece.opens and piece.closes and not (piece.headed or piece.between_rules):
        message = "This alone stands on its page; it was read as the rest of the row before."
        yield Doubt(piece.filled, message, *piece.lines)
    elif not ruled and not piece.opens:
        far = piece.box.top - row.pieces[-1].box.bottom > PARAGRAPH_GAP * piece.size
        if far or set(piece.filled) != {"åtgärder"}:
            message = "White parts this from the row above; it was read as the rest of that row."
            yield Doubt(piece.filled, message, *piece.lines)


def _start_doubts(piece: Piece, numbered: bool) -> Iterator[Doubt]:
    if numbered and not piece.number:
        message = "Goals or years follow, but no number and title of their own stand before them."
        yield Doubt(("nr", "åtgärder"), message, *piece.lines)
    if piece.unsure:
        message = "Nothing but its number shows where this row begins and ends."
        yield Doubt(piece.filled, message, *piece.lines)


def _with_areas(rows: Sequence[PdfRow], ruled: bool) -> Iterator[PdfRow]:
    """Yield the rows, those without a goal area with that of the row above where it is theirs too.

    So it is where no rule parts the two; over the end of a page it is likely
    where other rows share theirs. Without rules nobody knows.
    """
    shares = any(AREA in row.pieces[0].unparted for row in rows)
    above: PdfRow | None = None
    for row in rows:
        first = row.pieces[0]
        lacks = AREA in first.columns.names and AREA not in row.filled
        if lacks and above is not None and AREA in above.filled:
            if ruled and (AREA in first.unparted or (shares and first.opens)):
                row = _with_area(row, above)
            if not ruled or (shares and first.opens and AREA not in first.unparted):
                message = "The row has no målområde of its own; that of the row above may be its."
                row = replace(row, doubts=(*row.doubts, Doubt((AREA,), message, *row.lines)))
        yield row
        above = row


def _with_area(row: PdfRow, above: PdfRow) -> PdfRow:
    """Return a row with the words of the goal area of the row above."""
    words = tuple(word for piece in above.pieces for word in piece.words(AREA))
    first, *others = row.pieces
    cells = list(first.cells)
    cells[first.columns.names.index(AREA)] = words
    return replace(row, pieces=(replace(first, cells=tuple(cells)), *others))
