"""The glyphs of a sheet → words → printed lines, numbered over all pages.

A raised glyph (the mark of a footnote) is written on to the word that it
stands at, ``ByggEkot¹`` → ``ByggEkot1``, as it is in the text of a document.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kretslopp.extraction.pdf.geometry import Box, bounding, overlap
from kretslopp.extraction.pdf.reading import Glyph, Sheet
from kretslopp.extraction.reading import Line

BASELINE = 0.3
"""Of the size: glyphs whose feet differ by less stand on one line."""

WORD_GAP = 0.18
"""Of the size: so wide a gap parts two words where no space is printed (a space has 0.25)."""

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

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED_MARK = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_]{3}[.,;:)”\"*])|\A)[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


@dataclass(frozen=True)
class Word:
    """A word as printed: its text, its box, its size, and its line's number.

    ``spaced`` tells that a space is printed before it.
    """

    text: str
    box: Box
    size: float
    line: int = 0
    spaced: bool = False


@dataclass(frozen=True)
class PrintedLine:
    """The words on one line of a page, from left to right.

    Lines are numbered from 1 over all pages, each page from top to bottom.
    """

    number: int
    page: int
    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        """The box around the line's words."""
        return bounding(word.box for word in self.words)

    @property
    def size(self) -> float:
        """The size of the line's largest word."""
        return max(word.size for word in self.words)

    @property
    def text(self) -> str:
        """The line's text; two spaces stand for a gap that parts cells."""
        text = self.words[0].text
        for before, word in zip(self.words, self.words[1:], strict=False):
            gap = word.box.x0 - before.box.x1
            text += ("  " if gap > PHRASE_GAP * word.size else " ") + word.text
        return text


def printed_lines(sheets: Sequence[Sheet]) -> tuple[PrintedLine, ...]:
    """Return the lines of all pages in reading order."""
    lines: list[PrintedLine] = []
    for sheet in sheets:
        for words in words_by_line(sheet.glyphs):
            number = len(lines) + 1
            numbered = tuple(replace(word, line=number) for word in words)
            lines.append(PrintedLine(number, sheet.number, numbered))
    return tuple(lines)


def text_lines(lines: Iterable[PrintedLine]) -> tuple[Line, ...]:
    """Return printed lines as lines of text, with the same numbers."""
    found: list[Line] = []
    page = 0
    for line in lines:
        found.append(Line(line.number, line.text, len(line.text), new_page=line.page != page))
        page = line.page
    return tuple(found)


def words_by_line(glyphs: Iterable[Glyph]) -> list[list[Word]]:
    """Return the words of a page, line by line from the top, each line from the left."""
    rows = [list(_pieces(row)) for row in _rows(glyphs)]
    _attach_raised(rows)
    lines = [sorted(row, key=lambda piece: piece.box.x0) for row in rows if row]
    return [list(_whole_words(line)) for line in lines]


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the glyphs that stand on one line."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.box.bottom):
        foot = row[0].box.bottom if row else glyph.box.bottom
        if row and glyph.box.bottom - foot > BASELINE * max(row[0].size, glyph.size):
            yield row
            row = []
        row.append(glyph)
    if row:
        yield row


def _pieces(row: Sequence[Glyph]) -> Iterator[Word]:
    """Yield runs of glyphs without a space, a gap or a change of size between them."""
    piece: list[Glyph] = []
    spaced = False
    for glyph in sorted(row, key=lambda glyph: glyph.box.x0):
        space = glyph.text.isspace()
        if piece and (space or _is_apart(piece[-1], glyph)):
            yield _word(piece, spaced)
            piece, spaced = [], False
        if space:
            spaced = True
        else:
            piece.append(glyph)
    if piece:
        yield _word(piece, spaced)


def _is_apart(before: Glyph, glyph: Glyph) -> bool:
    gap = glyph.box.x0 - before.box.x1
    sizes = sorted((before.size, glyph.size))
    return gap > WORD_GAP * sizes[1] or sizes[0] < SMALLER * sizes[1]


def _word(piece: Sequence[Glyph], spaced: bool) -> Word:
    text = unicodedata.normalize("NFC", "".join(glyph.text for glyph in piece))
    text = _RAISED_MARK.sub(lambda match: match[0].translate(_SUPERSCRIPTS), text)
    size = max(glyph.size for glyph in piece)
    return Word(text, bounding(glyph.box for glyph in piece), size, spaced=spaced)


def _attach_raised(rows: list[list[Word]]) -> None:
    """Move each small piece that stands at a larger one of another row to that row."""
    by_size: dict[float, list[tuple[Word, list[Word]]]] = {}
    for row in rows:
        for piece in row:
            by_size.setdefault(piece.size, []).append((piece, row))
    for size in sorted(by_size):
        larger = [one for other in by_size if size <= SMALLER * other for one in by_size[other]]
        for piece, row in by_size[size]:
            if host := _host(piece, row, larger):
                row.remove(piece)
                host.append(piece)


def _host(
    piece: Word, row: list[Word], larger: Sequence[tuple[Word, list[Word]]]
) -> list[Word] | None:
    """Return the row of the nearest larger piece that a small one of another row stands at."""
    near = [
        (distance, place)
        for other, place in larger
        if place is not row and _is_beside(piece, other)
        if (distance := _distance(piece, other)) is not None
    ]
    return min(near, key=lambda found: found[0])[1] if near else None


def _is_beside(piece: Word, other: Word) -> bool:
    shared = overlap((piece.box.top, piece.box.bottom), (other.box.top, other.box.bottom))
    return shared >= BESIDE * piece.box.height


def _distance(piece: Word, other: Word) -> float | None:
    """Return how far a raised piece stands from a word that it may belong to, or else None."""
    after = piece.box.x0 - other.box.x1
    if abs(after) <= MARK_DISTANCE * other.size:
        return abs(after)
    before = other.box.x0 - piece.box.x1
    is_number = piece.text.translate(_SUPERSCRIPTS).isdigit()
    return before if is_number and 0 <= before <= NOTE_DISTANCE * other.size else None


def _whole_words(pieces: Sequence[Word]) -> Iterator[Word]:
    """Yield a line's words: pieces that touch are one, but for a raised number before its text."""
    word: Word | None = None
    for piece in pieces:
        if word is not None and _belongs(word, piece):
            box = bounding((word.box, piece.box))
            text = word.text + piece.text
            word = replace(word, text=text, box=box, size=max(word.size, piece.size))
        else:
            if word is not None:
                yield word
            word = piece
    if word is not None:
        yield word


def _belongs(word: Word, piece: Word) -> bool:
    touches = piece.box.x0 - word.box.x1 <= WORD_GAP * max(word.size, piece.size)
    leads = word.size <= SMALLER * piece.size and word.text.isdigit()
    return touches and not leads and not piece.spaced

