"""The lines of a PDF's table → its rows, put together over the ends of pages.

What parts rows: horizontal rules, where the table has them; else white space
from edge to edge, and the numbers that rows begin with.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from math import inf, isfinite

from kretslopp.extraction.pdf.columns import Columns
from kretslopp.extraction.pdf.geometry import Box, bounding, merged, overlap
from kretslopp.extraction.pdf.rules import ACROSS, SAME_RULE, row_rules
from kretslopp.extraction.pdf.sections import Part
from kretslopp.extraction.pdf.words import Word, row_gap
from kretslopp.extraction.rows import Doubt, row_number

CROWDED = 0.25
"""Rules part a table's rows where no more than so much of what they part holds several numbers."""

PARAGRAPH_GAP = 1.5
"""Of the size: the most white there is between two paragraphs of one cell."""

ONCE = ("mål", "regional_åtgärd", "år", "lagkrav")
"""Columns whose cells are short: a row that has one already begins no second time with one."""

_KEYS = ("mål", "regional_åtgärd", "år")
_AREA = "målområde"
_TITLES = (_AREA, "åtgärder", "nr")
_LAST_NUMBER = re.compile(r"(.*?)(\d+)\Z")


@dataclass(frozen=True)
class Piece:
    """What stands between two rules, or two stretches of white, on one page.

    ``cells`` are its words by column. ``number`` is the number of the row that
    begins with it; ``opens`` and ``closes`` say that it is the first or last on
    its page, ``headed`` that the table's head stands on that page.
    ``between_rules`` says that a rule parts it from another; ``unparted`` are
    the columns in which none stands above it, where rules part the others: the
    cell there is shared with the row above.
    """

    columns: Columns
    cells: tuple[tuple[Word, ...], ...]
    number: str
    opens: bool = False
    closes: bool = False
    headed: bool = False
    between_rules: bool = False
    unparted: tuple[str, ...] = ()

    def words(self, name: str | None) -> tuple[Word, ...]:
        """Return the words in the column of this name; none where there is no such column."""
        names = self.columns.names
        return self.cells[names.index(name)] if name in names else ()

    @property
    def filled(self) -> tuple[str, ...]:
        """The names of the columns in which there is a word."""
        pairs = zip(self.columns.names, self.cells, strict=True)
        return tuple(name for name, words in pairs if name and words)

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
    def filled(self) -> frozenset[str]:
        """The names of the columns in which there is a word."""
        return frozenset(name for piece in self.pieces for name in piece.filled)


def table_rows(parts: Sequence[Part]) -> tuple[tuple[PdfRow, ...], tuple[Word, ...]]:
    """Return the rows of a table, and the words that stand outside of all its columns."""
    outside = [w for part in parts for w in _words(part) if part.columns.index(w) is None]
    bands = [list(_bands(part)) for part in parts]
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


def _words(part: Part) -> list[Word]:
    return [word for line in part.lines for word in line.words]


def _with_ends(pieces: Sequence[Piece], headed: bool) -> list[Piece]:
    last = len(pieces) - 1
    return [
        replace(piece, opens=place == 0, closes=place == last, headed=headed)
        for place, piece in enumerate(pieces)
    ]


def piece_of(columns: Columns, words: Iterable[Word]) -> Piece:
    """Return words as a piece; those outside of all columns are left out."""
    cells: list[list[Word]] = [[] for _ in columns.names]
    for word in sorted(words, key=lambda word: (word.line, word.box.x0)):
        index = columns.index(word)
        if index is not None:
            cells[index].append(word)
    return Piece(columns, tuple(map(tuple, cells)), _number(columns, cells))


def _number(columns: Columns, cells: Sequence[Sequence[Word]]) -> str:
    """Return the number that the words of a row begin with, ``""`` where there is none."""
    by_name = dict(zip(columns.names, cells, strict=True))
    if "nr" in by_name:
        return "".join(word.text for word in by_name["nr"]).rstrip(".")
    beginning = " ".join(word.text for word in by_name.get("åtgärder", ())[:2])
    found = row_number(beginning)
    return found[0] if found else ""


def _bands(part: Part) -> Iterator[Piece]:
    """Yield what stands between the horizontal rules of a page."""
    words = _words(part)
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


def _unparted(part: Part, edges: Sequence[float], y: float) -> Iterator[str]:
    """Yield the columns in which no rule stands at the height of one that parts others."""
    if not part.columns.ruled:
        return
    near = [r for r in part.rules if r.horizontal and abs(r.at - y) <= SAME_RULE]
    for name, (left, right) in zip(part.columns.names, pairwise(edges), strict=True):
        covered = sum(overlap(one, (left, right)) for one in merged((r.start, r.end) for r in near))
        if name and covered < ACROSS * (right - left):
            yield name


def strips(band: Piece, gap: float) -> Iterator[Piece]:
    """Yield the parts of a piece that white of at least ``gap`` points parts from edge to edge.

    Where no white parts rows, the lines do that begin with a number and have
    goals or years as the first one, or the next number and some.
    """
    words = [word for cell in band.cells for word in cell]
    heights = merged(((word.box.top, word.box.bottom) for word in words), gap)
    for top, bottom in heights:
        inside = [word for word in words if top <= word.box.middle_y <= bottom]
        yield from _numbered_strips(band.columns, inside)


def _numbered_strips(columns: Columns, words: Sequence[Word]) -> Iterator[Piece]:
    numbers = sorted({word.line for word in words})
    lines = [piece_of(columns, (w for w in words if w.line == number)) for number in numbers]
    keys = [{name for name in line.filled if name in _KEYS} for line in lines]
    starts: list[int] = []
    for place, (line, own_keys) in enumerate(zip(lines, keys, strict=True)):
        follows = bool(starts) and _follows(lines[starts[-1]].number, line.number)
        if line.number and own_keys and (follows or own_keys >= keys[0]):
            starts.append(place)
    cuts = starts if starts[:1] == [0] else [0]
    for start, end in pairwise([*cuts, len(numbers)]):
        own = set(numbers[start:end])
        yield piece_of(columns, (word for word in words if word.line in own))


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
        return not (inside or short or _follows(row.number, piece.number))
    if ruled:
        return piece.opens and (numbered or not short)
    return not short & row.filled if numbered else not short


def _follows(number: str, other: str) -> bool:
    one, two = _LAST_NUMBER.match(number), _LAST_NUMBER.match(other)
    return bool(one and two and one[1] == two[1] and int(one[2]) + 1 == int(two[2]))


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


def _with_areas(rows: Sequence[PdfRow], ruled: bool) -> Iterator[PdfRow]:
    """Yield the rows, those without a goal area with that of the row above where it is theirs too.

    So it is where no rule parts the two; over the end of a page it is likely
    where other rows share theirs. Without rules nobody knows.
    """
    shares = any(_AREA in row.pieces[0].unparted for row in rows)
    above: PdfRow | None = None
    for row in rows:
        first = row.pieces[0]
        lacks = _AREA in first.columns.names and _AREA not in row.filled
        if lacks and above is not None and _AREA in above.filled:
            if ruled and (_AREA in first.unparted or (shares and first.opens)):
                row = _with_area(row, above)
            if not ruled or (shares and first.opens and _AREA not in first.unparted):
                message = "The row has no målområde of its own; that of the row above may be its."
                row = replace(row, doubts=(*row.doubts, Doubt((_AREA,), message, *row.lines)))
        yield row
        above = row


def _with_area(row: PdfRow, above: PdfRow) -> PdfRow:
    """Return a row with the words of the goal area of the row above."""
    words = tuple(word for piece in above.pieces for word in piece.words(_AREA))
    first, *others = row.pieces
    cells = list(first.cells)
    cells[first.columns.names.index(_AREA)] = words
    return replace(row, pieces=(replace(first, cells=tuple(cells)), *others))
