"""A piece of a table → the rows in it, where no rules part them: by white, or by their numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from math import inf

from kretslopp.extraction.columns import names_of_kinds
from kretslopp.extraction.pdf.columns import Columns
from kretslopp.extraction.pdf.geometry import Box, bounding, merged
from kretslopp.extraction.pdf.pieces import Piece, follows, piece_of
from kretslopp.extraction.pdf.words import PdfWord
from kretslopp.extraction.text import Gap, joined
from kretslopp.extraction.text import TextWord as TextWord
from kretslopp.schema import CONTRACTS
from kretslopp.tables import check_read

LEVEL = 0.3
"""Of the size: the tops, or the middles, of a row's cells lie no farther from each other."""

_KEYS = names_of_kinds("codes", "time")


def strips(band: Piece, gap: float) -> Iterator[Piece]:
    """Yield the parts of a piece that white of at least ``gap`` points parts from edge to edge.

    Where no white parts rows, their numbers do.
    """
    words = [word for cell in band.cells for word in cell]
    heights = merged(((word.box.top, word.box.bottom) for word in words), gap)
    for top, bottom in heights:
        inside = [word for word in words if top <= word.box.middle_y <= bottom]
        yield from _by_numbers(band.columns, inside)


def _by_numbers(columns: Columns, words: Sequence[PdfWord]) -> list[Piece]:
    """Return the rows that no white parts, by their numbers and how their cells are set."""
    pieces = list(_top_aligned(columns, words))
    if len(pieces) > 1 and all(map(_begins_level, pieces)):
        return pieces
    unsure = [replace(piece, unsure=len(pieces) > 1) for piece in pieces]
    return _centred(columns, words) or unsure


def _begins_level(piece: Piece) -> bool:
    """Return whether all cells of a piece begin on one line."""
    tops = [box.top for box in _cell_boxes(piece)]
    return max(tops) - min(tops) <= LEVEL * piece.size


def _top_aligned(columns: Columns, words: Sequence[PdfWord]) -> Iterator[Piece]:
    """Yield the rows whose cells begin beside their numbers.

    A row begins on a level that begins with a number and has goals or years as
    the first one, or the next number and some.
    """
    levels = list(_levels(words))
    beginnings = [piece_of(columns, level) for level in levels]
    keys = [{name for name in piece.filled if name in _KEYS} for piece in beginnings]
    starts: list[int] = []
    for place, (piece, own_keys) in enumerate(zip(beginnings, keys, strict=True)):
        is_next = bool(starts) and follows(beginnings[starts[-1]].number, piece.number)
        if piece.number and own_keys and (is_next or own_keys >= keys[0]):
            starts.append(place)
    cuts = starts if starts[:1] == [0] else [0]
    for start, end in pairwise([*cuts, len(levels)]):
        yield piece_of(columns, chain(*levels[start:end]))


def _levels(words: Sequence[PdfWord]) -> Iterator[list[PdfWord]]:
    """Yield words by the heights at which they begin.

    The mark of a footnote makes its line higher, so that the words on it stand
    a little lower than those of the other cells.
    """
    level: list[PdfWord] = []
    for word in sorted(words, key=lambda word: word.box.top):
        if level and word.box.top - level[0].box.top > LEVEL * word.size:
            yield level
            level = []
        level.append(word)
    if level:
        yield level


def _centred(columns: Columns, words: Sequence[PdfWord]) -> list[Piece]:
    """Return the rows whose cells are set in the middle of each other, none where it is one row.

    There are several where numbers follow each other, and where goals and years
    say what they may say only when parted. What a row is set around is its
    title, or its number where that has a column. Where one row is not, its
    neighbours may have the rest of it: then none is sure.
    """
    starts = _number_lines(columns, words)
    whole = piece_of(columns, words)
    if len(starts) < 2 or _says_keys(whole):
        return []
    titles = whole.words("nr" if "nr" in columns.names else "åtgärder")
    rows: list[Piece] = []
    uneven = False
    begin = -inf
    for number, following in pairwise([*starts, titles[-1].line + 1]):
        own = [word for word in titles if number <= word.line < following]
        below = [word for word in words if word.box.middle_y >= begin]
        end = _end(columns, below, own, [w for w in titles if w.line == following])
        piece = piece_of(columns, (word for word in below if word.box.middle_y < end))
        middle = bounding(word.box for word in own).middle_y
        uneven = uneven or _farthest(piece, middle) > LEVEL * piece.size
        rows.append(piece)
        begin = end
    if not all(map(_says_keys, rows)):
        return []
    return [replace(row, unsure=uneven) for row in rows]


def _number_lines(columns: Columns, words: Sequence[PdfWord]) -> list[int]:
    """Return the lines that begin with a number: the first such, and each with the next number."""
    numbered: list[tuple[int, str]] = []
    for line in sorted({word.line for word in words}):
        number = piece_of(columns, (word for word in words if word.line == line)).number
        if number and (not numbered or follows(numbered[-1][1], number)):
            numbered.append((line, number))
    return [line for line, _ in numbered]


def _end(
    columns: Columns,
    words: Sequence[PdfWord],
    title: Sequence[PdfWord],
    following: Sequence[PdfWord],
) -> float:
    """Return where a row with this title ends: where its cells are nearest to its title's middle.

    ``words`` are its and those below it, ``following`` the first line of the
    next title.
    """
    if not following:
        return inf
    box = bounding(word.box for word in title)
    last = following[0].box.top
    tops = {word.box.top for word in words if box.bottom <= word.box.middle_y < last}

    def distance(end: float) -> float:
        piece = piece_of(columns, (word for word in words if word.box.middle_y < end))
        return sum(abs(cell.middle_y - box.middle_y) for cell in _cell_boxes(piece))

    return min(sorted({*tops, last}), key=distance)


def _cell_boxes(piece: Piece) -> list[Box]:
    return [bounding(word.box for word in words) for words in piece.cells if words]


def _farthest(piece: Piece, middle: float) -> float:
    return max(abs(box.middle_y - middle) for box in _cell_boxes(piece))


def _says_keys(piece: Piece) -> bool:
    """Return whether the cells of goals and years say what they may say."""
    return all(_fits(name, piece.words(name)) for name in _KEYS)


def _fits(name: str, words: Sequence[PdfWord]) -> bool:
    """Return whether words are what a column may hold; the tables' columns of a name are alike."""
    column = CONTRACTS["municipal"].column(name)
    breaks = [a.line != b.line for a, b in pairwise(words)]
    gaps = [Gap.SPACE, *(Gap.LINE if new else Gap.SPACE for new in breaks)]
    some = (TextWord(word.text, word.line, gap) for word, gap in zip(words, gaps, strict=False))
    try:
        if column is not None:
            check_read(column.kind, joined(some))
    except ValueError:
        return False
    return True
