"""A row's words by column → its cells, as printed with white space folded."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise
from math import inf

from kretslopp.characters import SOFT_HYPHEN, clean, without_raised
from kretslopp.extraction.cells import STAR_SIGN, CellRow, is_starred, take_marks
from kretslopp.extraction.columns import LAW, STAR, Kind, names_of_kinds
from kretslopp.extraction.pdf.breaks import Room, broken_word, is_full, whole_words
from kretslopp.extraction.pdf.columns import OVERHANG, Columns
from kretslopp.extraction.pdf.geometry import overlap
from kretslopp.extraction.pdf.heads import columns_with_heads
from kretslopp.extraction.pdf.pdf_pages import UNKNOWN_LETTER
from kretslopp.extraction.pdf.pieces import Piece
from kretslopp.extraction.pdf.rows import PdfRow
from kretslopp.extraction.pdf.words import PdfWord
from kretslopp.extraction.rows import Doubt, row_number
from kretslopp.extraction.text import Gap, joined
from kretslopp.extraction.text import TextWord as TextWord
from kretslopp.schema import CONTRACTS
from kretslopp.tables import check_read, kept

_PROSE = names_of_kinds("text", "name", "names")
_NAMES = tuple(name for name in _PROSE if name != "åtgärder")
_DASH = "-"
_MARKS = ("X", "x")
_SHORT_WORDS = ("i", *_MARKS)


@dataclass(frozen=True)
class Setting:
    """What helps to read cells.

    The room of the columns, the words that stand whole, the numbers of the footnotes.
    """

    rooms: dict[Columns, tuple[Room, ...]]
    known: frozenset[str]
    notes: frozenset[str] = frozenset()


def setting_of(
    rows: Sequence[PdfRow], others: Sequence[PdfWord], notes: Iterable[str] = ()
) -> Setting:
    """Return the setting of tables with these rows; ``others`` are the words outside of them.

    ``notes`` are the numbers of the document's footnotes.
    """
    pieces = [piece for row in rows for piece in row.pieces]
    known = {*whole_words(_cells(rows)), *whole_words([[word] for word in others])}
    by_columns: dict[Columns, list[Piece]] = {}
    for piece in pieces:
        by_columns.setdefault(piece.columns, []).append(piece)
    rooms = {columns: _rooms(columns, some) for columns, some in by_columns.items()}
    return Setting(rooms, frozenset(known), frozenset(notes))


def _cells(rows: Sequence[PdfRow]) -> Iterator[list[PdfWord]]:
    """Yield the words of each cell of rows, over the ends of pages."""
    for row in rows:
        for name in row.columns:
            yield [word for piece in row.pieces for word in piece.words(name)]


def _rooms(columns: Columns, pieces: Sequence[Piece]) -> tuple[Room, ...]:
    """Return the room of each column: up to its rules less its margin, or to its longest line.

    Words that are too long for their column don't count.
    """
    rooms: list[Room] = []
    for index, (start, end) in enumerate(pairwise(columns.edges)):
        boxes = [word.box for piece in pieces for word in piece.cells[index]]
        left = min((box.x0 for box in boxes), default=start)
        right = max((box.x1 for box in boxes if box.x1 <= end), default=end)
        rooms.append(Room(left, max(right, end - (left - start)) if columns.ruled else right))
    return tuple(rooms)


def cell_row(row: PdfRow, kind: Kind, setting: Setting, marks: bool) -> CellRow:
    """Return the cells of a row, with a doubt for each that is not sure.

    ``marks`` says that the introduction of the table tells of marks of the law.
    """
    cells: dict[str, str] = {}
    doubts = [*row.doubts, *_crossing_doubts(row, setting)]
    raised: list[str] = []
    for name in row.columns:
        everything = list(_placed(row, name, setting))
        placed = [(word, room) for word, room in everything if not word.struck]
        doubts += _struck_doubts([word for word, _ in everything if word.struck], name)
        if name not in _PROSE:
            text, own = without_raised(_short_cell(placed, kind, name))
            cells[name] = _kept(kind, name, text)
            raised += own
            doubts += _mark_doubts(row, name, text, [m for m in own if m not in setting.notes])
            continue
        words, text_doubts = _text_words(placed, name, setting.known)
        doubts += [*text_doubts, *_letter_doubts(placed, name)]
        if name == row.columns[-1] and LAW not in row.columns:
            words, cells[LAW] = _without_mark(words, marks)
        if name == "åtgärder":
            cells[STAR] = STAR_SIGN if is_starred(words) else ""
        cells[name] = clean(joined(words))
    cells |= _number_and_title(row, cells)
    doubts += _content_doubts(row, kind, cells)
    uncertain = tuple(_columns_left_out(row, kind))
    return CellRow(cells, *row.lines, tuple(doubts), uncertain, tuple(raised))


def is_struck(row: PdfRow) -> bool:
    """Return whether a row is no longer said: its title is struck through, all of it."""
    title = [word for piece in row.pieces for word in piece.words("åtgärder")]
    return bool(title) and all(word.struck for word in title)


def _struck_doubts(words: Sequence[PdfWord], name: str) -> Iterator[Doubt]:
    if words:
        text = " ".join(word.text for word in words)
        message = f"“{text}” is struck through and was left out."
        yield Doubt((name,), message, words[0].line, words[-1].line)


def _mark_doubts(row: PdfRow, name: str, text: str, marks: Sequence[str]) -> Iterator[Doubt]:
    """Doubt raised numbers that no footnote has."""
    for mark in marks:
        message = f"A raised {mark} at “{text}” was left out; there is no footnote {mark}."
        yield Doubt((name,), message, *row.lines)


def _kept(kind: Kind, name: str, text: str) -> str:
    column = CONTRACTS[kind].column(name)
    return kept(column.kind if column else None, text)


def _columns_left_out(row: PdfRow, kind: Kind) -> Iterator[str]:
    """Yield the columns that the row's words in columns of unknown heads may be the cells of.

    Those are the columns that the table lacks, and where no rule parts the
    columns, those beside.
    """
    for piece in row.pieces:
        names = (None, *piece.columns.names, None)
        for place, (name, words) in enumerate(piece.by_column, start=1):
            if name is None and words:
                yield from (name for name in columns_with_heads(kind) if name not in row.columns)
                beside = () if piece.columns.ruled else (names[place - 1], names[place + 1])
                yield from (name for name in beside if name)


def _placed(row: PdfRow, name: str, setting: Setting) -> Iterator[tuple[PdfWord, Room]]:
    """Yield the words of a cell over the row's pieces, in reading order, each with its room."""
    for piece in row.pieces:
        words = piece.words(name)
        if words:
            room = setting.rooms[piece.columns][piece.columns.names.index(name)]
            yield from ((word, room) for word in words)


def _text_words(
    placed: Sequence[tuple[PdfWord, Room]], name: str, known: frozenset[str]
) -> tuple[tuple[TextWord, ...], list[Doubt]]:
    """Return a cell's words with those put together that a line's end breaks, and the doubts."""
    words: list[TextWord] = []
    doubts: dict[int, Doubt] = {}
    for before, (word, _) in zip([None, *placed], placed, strict=False):
        new_line = before is not None and before[0].line != word.line
        whole = None
        if before is not None and new_line:
            end = replace(before[0], text=words[-1].text)
            whole = broken_word(end, word, before[1], known)
        if whole is None:
            words.append(TextWord(word.text, word.line, Gap.LINE if new_line else Gap.SPACE))
            continue
        words[-1] = replace(words[-1], text=whole.text)
        doubts.pop(len(words), None)
        if not whole.sure:
            message = f"“{whole.text}” is broken at a line's end; it may be two words or one."
            doubts[len(words)] = Doubt((name,), message, words[-1].line, word.line)
    clean = (replace(word, text=word.text.replace(SOFT_HYPHEN, "")) for word in words)
    return tuple(word for word in clean if word.text), list(doubts.values())


def _letter_doubts(placed: Sequence[tuple[PdfWord, Room]], name: str) -> Iterator[Doubt]:
    """Doubt a line of nothing but a letter: it is what a break or a page's end cut off.

    (Of a line that a page's end cuts, some printers draw the letters whose
    accents reach into the page before.)
    """
    for line, own in groupby((word for word, _ in placed), key=lambda word: word.line):
        texts = [word.text for word in own]
        if all(len(text) == 1 and text.isalpha() and text not in _SHORT_WORDS for text in texts):
            message = f"“{' '.join(texts)}” stands on a line of its own; it may be part of a word."
            yield Doubt((name,), message, line, line)


def note_text(words: Sequence[PdfWord], known: frozenset[str]) -> tuple[str, list[Doubt]]:
    """Return the text of a footnote, and a doubt for each word that may be broken."""
    anywhere = Room(-inf, inf)
    text_words, doubts = _text_words([(word, anywhere) for word in words], "text", known)
    return joined(text_words), doubts


def _short_cell(placed: Sequence[tuple[PdfWord, Room]], kind: Kind, name: str) -> str:
    """Return the text of a cell of numbers, years or a mark.

    What the end of a full line breaks (``2023-202`` ``4``) is put together
    where the cell then says what it may say, and else would not.
    """
    printed: list[TextWord] = []
    glued: list[TextWord] = []
    for before, (word, _) in zip([None, *placed], placed, strict=False):
        new_line = before is not None and before[0].line != word.line
        full = before is not None and new_line and is_full(before[0], word, before[1])
        for words, is_broken in ((printed, False), (glued, full)):
            comma = new_line and (words[-1].text.endswith(",") or word.text.startswith(","))
            if comma or is_broken:
                words[-1] = replace(words[-1], text=words[-1].text + word.text)
            else:
                gap = Gap.LINE if new_line else Gap.SPACE
                words.append(TextWord(word.text, word.line, gap))
    text, whole = joined(printed), joined(glued)
    return whole if _fault(kind, name, text) and not _fault(kind, name, whole) else text


def _fault(kind: Kind, name: str, text: str) -> str:
    """Return what is wrong with the text of a cell, ``""`` where it may be so."""
    column = CONTRACTS[kind].column(name)
    try:
        if column is not None:
            check_read(column.kind, text)
    except ValueError as error:
        return str(error)
    return ""


def _without_mark(words: tuple[TextWord, ...], marks: bool) -> tuple[tuple[TextWord, ...], str]:
    """Return the names of the last column without the mark of the law, and the mark.

    So it is where the marks' column has no head of its own.
    """
    names, mark_words = take_marks(words, alone=False)
    if mark_words:
        return names, " ".join(mark.text for mark in mark_words)
    has_dash = marks and len(names) > 1 and clean(names[-1].text) == _DASH
    return (names[:-1], _DASH) if has_dash else (names, "")


def _number_and_title(row: PdfRow, cells: dict[str, str]) -> dict[str, str]:
    """Return the cells of number and title; the number may stand before the title in its cell."""
    if "nr" in cells:
        return {"nr": cells["nr"].rstrip(".")}
    numbered = row_number(cells.get("åtgärder", ""))
    if numbered is None or numbered[0] != row.number:
        return {"nr": row.number}
    return {"nr": numbered[0], "åtgärder": numbered[1]}


def _crossing_doubts(row: PdfRow, setting: Setting) -> Iterator[Doubt]:
    """Doubt the words that lie in two columns, where they may be words of both."""
    for piece in row.pieces:
        rooms = setting.rooms[piece.columns]
        for index, words in enumerate(piece.cells):
            names = [name for name in piece.columns.names[index : index + 2] if name]
            for word in filter(piece.columns.crossed, words):
                after = [w for w in chain(*piece.cells[index + 1 :]) if _is_level(w, word)]
                if names and not _is_too_long(word, after[:1], names[-1], rooms[index : index + 2]):
                    message = f"“{word.text}” lies in two columns; it was put where it begins."
                    yield Doubt(tuple(names), message, word.line, word.line)


def _is_level(word: PdfWord, other: PdfWord) -> bool:
    """Return whether two words stand beside each other, on one line or nearly so."""
    shared = overlap((word.box.top, word.box.bottom), (other.box.top, other.box.bottom))
    return shared > other.box.height / 2


def _is_too_long(word: PdfWord, after: Sequence[PdfWord], name: str, rooms: Sequence[Room]) -> bool:
    """Return whether a word that lies in two columns is surely one that is too long for its own.

    It begins where lines begin, and so does the word after it in the next
    column (``name``); or it can't end with what the next column holds.
    """
    if word.box.x0 - rooms[0].left > OVERHANG:
        return False
    if after:
        return after[0].box.x0 - rooms[-1].left <= OVERHANG
    ends_with_letter = word.text[-1].islower() and word.text[-1] != "x"
    return word.box.x1 <= rooms[-1].left or (name not in _PROSE and ends_with_letter)


def _content_doubts(row: PdfRow, kind: Kind, cells: dict[str, str]) -> Iterator[Doubt]:
    """Doubt the cells that say what their column does not say."""
    for name, text in cells.items():
        if name in _NAMES and text != _DASH and any(map(_is_no_name, text.split())):
            message = f"There is a number, a dash or a mark among the words “{text}”."
            yield Doubt(_beside(name, row.columns), message, *row.lines)
        elif message := _fault(kind, name, text):
            yield Doubt((name,), message, *row.lines)
        elif UNKNOWN_LETTER in text:
            message = f"The PDF does not say which letters all signs of “{text}” are."
            yield Doubt((name,), message, *row.lines)
    if not cells.get("åtgärder"):
        yield Doubt(("åtgärder",), "The row has no title.", *row.lines)


def _is_no_name(text: str) -> bool:
    return text.isdecimal() or clean(text) in (_DASH, *_MARKS)


def _beside(name: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return a column and those on its sides, in which words of its own may be, or it theirs."""
    place = names.index(name)
    return tuple(names[max(place - 1, 0) : place + 2])
