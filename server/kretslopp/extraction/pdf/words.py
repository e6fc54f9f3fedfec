"""The glyphs of a sheet → words → printed lines, numbered over all pages.

A raised digit is a superscript of the word that it stands at, ``7¹``; the mark of
a footnote is written on to its word, ``ByggEkot¹`` → ``ByggEkot1``, as it is in
the text of a document.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from kretslopp.characters import raised, with_marks
from kretslopp.extraction.lines import TextLine
from kretslopp.extraction.pdf.geometry import Box, bounding, overlap
from kretslopp.extraction.pdf.pdf_pages import Glyph, PdfPage

BASELINE = 0.3
"""Of the size: glyphs whose feet differ by less stand on one line."""

WORD_GAP = 0.18
"""Of the size: so wide a gap parts two words where no space is printed (a space has 0.25)."""

ORDERLY = 2.0
"""A page that draws so many letters of a word in a row, on average, draws each word in one go."""

SMALLER = 0.87
"""A raised or lowered glyph has at most so much of the size of its word."""

BESIDE = 0.35
"""Of a raised glyph's height: so much of it must lie beside its word."""

MARK_DISTANCE = 0.2
"""Of the size: a mark stands no farther from the end of its word."""

NOTE_DISTANCE = 4.0
"""Of the size: the raised number of a footnote stands no farther before its text."""

PHRASE_GAP = 0.6
"""Of the size: what is farther apart is not running text, but two cells."""

SAME_SIZE = 0.05
"""Of the size: words whose sizes differ by no more are set in one size."""

ROW_GAP = 0.1
"""Of the size: the white between two rows is so much more than that between two lines."""

PIXEL = 0.8
"""Points; browsers set lines on whole pixels of 0.75: the white in a cell differs by as much."""

SAME_WHITE = 0.1
"""Of the size: two stretches of white that differ by no more are the same."""

LINE_SPACING = 1.2
"""Of the size: the most white there is between two lines of one cell."""

RAISED = 0.12
"""Of the size: so high above the feet of its word a smaller glyph is raised."""


@dataclass(frozen=True)
class PdfWord:
    """A word as printed: its text, its box, its size, its line's number, and whether it is struck.

    What is struck through is no longer said; where it stands tells rows apart all the same.
    """

    text: str
    box: Box
    size: float
    line: int = 0
    struck: bool = False


@dataclass(frozen=True)
class PrintedLine:
    """The words on one line of a page, from left to right.

    Lines are numbered from 1 over all pages, each page from top to bottom.
    """

    number: int
    page: int
    words: tuple[PdfWord, ...]

    @cached_property
    def box(self) -> Box:
        """The box around the line's words."""
        return bounding(word.box for word in self.words)

    @property
    def size(self) -> float:
        """The size of the line's largest word."""
        return max(word.size for word in self.words)

    @cached_property
    def text(self) -> str:
        """The line's text; two spaces stand for a gap that parts cells."""
        text = self.words[0].text
        for before, word in pairwise(self.words):
            gap = word.box.x0 - before.box.x1
            text += ("  " if gap > PHRASE_GAP * word.size else " ") + word.text
        return text


def printed_lines(sheets: Sequence[PdfPage]) -> tuple[PrintedLine, ...]:
    """Return the lines of all pages in reading order."""
    lines: list[PrintedLine] = []
    for sheet in sheets:
        for words in words_by_line(sheet.glyphs):
            number = len(lines) + 1
            numbered = tuple(replace(word, line=number) for word in words)
            lines.append(PrintedLine(number, sheet.number, numbered))
    return tuple(lines)


def text_lines(lines: Iterable[PrintedLine]) -> tuple[TextLine, ...]:
    """Return printed lines as lines of text, with the same numbers."""
    as_text: list[TextLine] = []
    page = 0
    for line in lines:
        as_text.append(TextLine(line.number, line.text, len(line.text), new_page=line.page != page))
        page = line.page
    return tuple(as_text)


def words_by_line(glyphs: Iterable[Glyph]) -> list[list[PdfWord]]:
    """Return the words of a page, line by line from the top, each line from the left.

    ``glyphs`` come in the order in which the page draws them, so that words of
    two cells that touch or overlap are told apart.
    """
    rows = [list(_pieces(row)) for row in _rows(glyphs)]
    lengths = [piece.end - piece.start + 1 for row in rows for piece in row]
    orderly = sum(lengths) >= ORDERLY * len(lengths)
    _attach_raised(rows)
    lines = [sorted(row, key=lambda piece: piece.box.x0) for row in rows if row]
    return [list(_whole_words(line, orderly)) for line in lines]


@dataclass(frozen=True)
class _Piece:
    """A run of glyphs of one word; ``start`` and ``end`` are places in the page's order."""

    text: str
    box: Box
    size: float
    start: int
    end: int
    spaced: bool
    struck: bool


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[tuple[int, Glyph]]]:
    """Yield the glyphs of each line, with their places in the page's order, in that order."""
    row: list[tuple[int, Glyph]] = []
    for place, glyph in sorted(enumerate(glyphs), key=lambda item: item[1].box.bottom):
        first = row[0][1] if row else glyph
        if glyph.box.bottom - first.box.bottom > BASELINE * max(first.size, glyph.size):
            yield sorted(row, key=lambda item: item[0])
            row = []
        row.append((place, glyph))
    if row:
        yield sorted(row, key=lambda item: item[0])


def _pieces(row: Sequence[tuple[int, Glyph]]) -> Iterator[_Piece]:
    """Yield runs of glyphs that follow each other without a space, a gap or another look."""
    run: list[tuple[int, Glyph]] = []
    spaced = False
    for place, glyph in row:
        space = glyph.text.isspace()
        if run and (space or place != run[-1][0] + 1 or _is_apart(run[-1][1], glyph)):
            yield _piece(run, spaced)
            run, spaced = [], False
        if space:
            spaced = True
        else:
            run.append((place, glyph))
    if run:
        yield _piece(run, spaced)


def _is_apart(before: Glyph, glyph: Glyph) -> bool:
    smaller, larger = sorted((before.size, glyph.size))
    gap = abs(glyph.box.x0 - before.box.x1)
    return before.struck != glyph.struck or gap > WORD_GAP * larger or smaller < SMALLER * larger


def _piece(run: Sequence[tuple[int, Glyph]], spaced: bool) -> _Piece:
    text = unicodedata.normalize("NFC", "".join(glyph.text for _, glyph in run))
    size = max(glyph.size for _, glyph in run)
    box = bounding(glyph.box for _, glyph in run)
    return _Piece(with_marks(text), box, size, run[0][0], run[-1][0], spaced, run[0][1].struck)


def _attach_raised(rows: list[list[_Piece]]) -> None:
    """Move each small piece that stands at a larger one of another row to that row."""
    by_size: dict[float, list[tuple[_Piece, list[_Piece]]]] = defaultdict(list)
    for row in rows:
        for piece in row:
            by_size[piece.size].append((piece, row))
    for size in sorted(by_size):
        larger = [one for other in by_size if size <= SMALLER * other for one in by_size[other]]
        for piece, row in by_size[size]:
            if host := _host(piece, row, larger):
                row.remove(piece)
                host.append(piece)


def _host(
    piece: _Piece, row: list[_Piece], larger: Sequence[tuple[_Piece, list[_Piece]]]
) -> list[_Piece] | None:
    """Return the row of the nearest larger piece that a small one of another row stands at."""
    near = [
        (distance, place)
        for other, place in larger
        if place is not row and _is_beside(piece, other)
        if (distance := _distance(piece, other)) is not None
    ]
    return min(near, key=lambda candidate: candidate[0])[1] if near else None


def _is_beside(piece: _Piece, other: _Piece) -> bool:
    shared = overlap((piece.box.top, piece.box.bottom), (other.box.top, other.box.bottom))
    return shared >= BESIDE * piece.box.height


def _distance(piece: _Piece, other: _Piece) -> float | None:
    """Return how far a raised piece stands from a word that it may belong to, or else None."""
    after = piece.box.x0 - other.box.x1
    if abs(after) <= MARK_DISTANCE * other.size:
        return abs(after)
    before = other.box.x0 - piece.box.x1
    return before if piece.text.isdigit() and 0 <= before <= NOTE_DISTANCE * other.size else None


def _whole_words(pieces: Sequence[_Piece], orderly: bool) -> Iterator[PdfWord]:
    """Yield a line's words: pieces that touch are one, but for a raised number before its text."""
    whole: list[_Piece] = []
    for piece in pieces:
        if whole and not _belongs(whole, piece, orderly):
            yield _word(whole)
            whole = []
        whole.append(piece)
    if whole:
        yield _word(whole)


def _belongs(whole: Sequence[_Piece], piece: _Piece, orderly: bool) -> bool:
    """Return whether a piece goes on with a word.

    On an orderly page, pieces of one size do so only where they are drawn one
    after the other: else they are the words of two cells that happen to touch.
    """
    last = whole[-1]
    size = max(last.size, piece.size)
    of_other_size = min(last.size, piece.size) < SMALLER * size
    if len(whole) == 1 and of_other_size and last.size < piece.size and last.text.isdigit():
        return False
    if last.struck != piece.struck:
        return False
    follows = of_other_size or not orderly or piece.start == last.end + 1
    gap = abs(piece.box.x0 - last.box.x1)
    return follows and not piece.spaced and gap <= WORD_GAP * size


def _word(pieces: Sequence[_Piece]) -> PdfWord:
    base = max(pieces, key=lambda piece: piece.size)
    box = Box(pieces[0].box.x0, base.box.top, pieces[-1].box.x1, base.box.bottom)
    text = "".join(raised(p.text) if _is_raised(p, base) else p.text for p in pieces)
    return PdfWord(with_marks(text), box, base.size, struck=base.struck)


def _is_raised(piece: _Piece, base: _Piece) -> bool:
    return base.box.bottom - piece.box.bottom > RAISED * base.size > 0 and piece.size < base.size


def row_gap(lines: Sequence[PrintedLine]) -> float:
    """Return how much white there must be between two rows of a table, in points.

    It is a little more than what stands between the lines of one cell: the
    least that recurs between words of the usual size that begin below each
    other. ``lines`` must not be empty.
    """
    size = usual_size(lines)
    by_start: dict[tuple[int, int], list[PdfWord]] = defaultdict(list)
    for line in lines:
        for word in line.words:
            if abs(word.size - size) <= SAME_SIZE * size:
                by_start[line.page, round(word.box.x0)].append(word)
    whites = [
        below.box.top - above.box.bottom
        for column in by_start.values()
        for above, below in pairwise(column)
    ]
    recurring = (b for a, b in pairwise(sorted(whites)) if b - a <= SAME_WHITE * size)
    return min(next(recurring, 0.0), LINE_SPACING * size) + max(ROW_GAP * size, PIXEL)


def usual_size(lines: Iterable[PrintedLine]) -> float:
    """Return the size that the most letters of lines have; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for line in lines:
        for word in line.words:
            sizes[round(word.size, 1)] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
