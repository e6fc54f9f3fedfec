"""Where a PDF's action tables begin: the cells of their heads, and which column each is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from kretslopp.extraction import heads as text_heads
from kretslopp.extraction.columns import PARTICIPANTS, STAR, Kind, heads, printed_columns
from kretslopp.extraction.heads import heading_kind
from kretslopp.extraction.pdf.geometry import Box, Rule, bounding, clusters, overlap
from kretslopp.extraction.pdf.pdf_pages import PdfPage
from kretslopp.extraction.pdf.rules import column_rules, row_rules
from kretslopp.extraction.pdf.words import (
    MARK_DISTANCE,
    PHRASE_GAP,
    PdfWord,
    PrintedLine,
    row_gap,
    text_lines,
)

LEAST_HEADS = 3
"""A line with so many of the words that cells of a head begin with may be a head."""

HIGHEST_HEAD = 8.0
"""Of the size: so far from its main line a head reaches at most."""

LEAST_COLUMN = 6.0
"""Points; rules that lie so near each other have no column between them."""

LEAST_PART = 4
"""So many letters of a head's word, broken at the edge of its cell, tell it from other words."""

LINES_BELOW = 200
"""So many lines from a head on show how far apart the lines of the table's cells are."""

_FIRST_WORDS = {first for first, *_ in heads()}
# “Mål område” is one word, broken; “Ansvar regional” one that lacks its end.
_FURTHER_WORDS = {"område", "regional"}.union(*(further for _, *further in heads()))
_ACTIONS = {"åtgärd", "åtgärder"}


@dataclass(frozen=True)
class HeadCell:
    """One cell of a head: its words, and the box that they or the rules around them make."""

    words: tuple[PdfWord, ...]
    box: Box

    @property
    def text(self) -> str:
        """The cell's text as printed, in one line."""
        return " ".join(word.text for word in self.words)

    @property
    def key(self) -> str:
        """The cell's letters alone, so that a head broken over lines is the same as a whole one."""
        return _letters(self.text)


@dataclass(frozen=True)
class TableHead:
    """A head as printed: its page, lines and cells from left to right.

    ``rules`` are the x of the vertical rules around its cells, empty where the
    cells are not all parted by rules. ``closed`` says that a rule parts it from
    the first row.
    """

    page: int
    lines: tuple[PrintedLine, ...]
    cells: tuple[HeadCell, ...]
    rules: tuple[float, ...]
    closed: bool

    @property
    def box(self) -> Box:
        """The box around the head's words."""
        return bounding(line.box for line in self.lines)

    @property
    def municipality(self) -> str:
        """The name below “Medverkande”, or ``""``."""
        return " ".join(word.text for word in self.name_words)

    @property
    def name_words(self) -> tuple[PdfWord, ...]:
        """The words after “Medverkande”, which may itself be broken over lines."""
        for cell in self.cells:
            for end in range(1, len(cell.words)):
                if _letters("".join(word.text for word in cell.words[:end])) == PARTICIPANTS:
                    return cell.words[end:]
        return ()


def columns_with_heads(kind: Kind) -> tuple[str, ...]:
    """Return the columns that a table may print a head for; its rows' numbers need none."""
    names = (column.name for column in printed_columns(kind))
    return tuple(name for name in names if name not in ("nr", STAR))


def column_of(cell: HeadCell, kind: Kind) -> str | None:
    """Return the column of the table that a head's cell names, or None where it is none of them."""
    if cell.key.startswith(PARTICIPANTS):
        return PARTICIPANTS
    for column in printed_columns(kind):
        if cell.key in map(_letters, column.heads):
            return column.name
    return None


def find_heads(lines: Sequence[PrintedLine], sheets: Sequence[PdfPage]) -> Iterator[TableHead]:
    """Yield every table head among ``lines``, a head repeated on a later page too."""
    rules = {sheet.number: sheet.rules for sheet in sheets}
    earlier: list[TableHead] = []
    for position, line in enumerate(lines):
        is_new = not earlier or line.number > earlier[-1].lines[-1].number
        if is_new and _is_main_line(line):
            own = _repeated(lines, position, earlier)
            own = own or _head_lines(lines, position, rules[line.page])
            after = lines[own[-1].number : own[-1].number + 1]
            earlier.append(_with_cells(own, after, rules[line.page]))
    yield from earlier


def _repeated(
    lines: Sequence[PrintedLine], position: int, earlier: Sequence[TableHead]
) -> Sequence[PrintedLine]:
    """Return the lines of a head whose main line is at ``position``, if it repeats an earlier one.

    Those are as many as the earlier one has: what comes after them is a row's.
    """
    repeated: Sequence[PrintedLine] = ()
    for head in earlier:
        above = next(n for n, line in enumerate(head.lines) if _is_main_line(line))
        start = max(position - above, 0)
        own = lines[start : start + len(head.lines)]
        same = [line.text for line in own] == [line.text for line in head.lines]
        if same and len(own) > len(repeated):
            repeated = own
    return repeated


def _is_main_line(line: PrintedLine) -> bool:
    words = [_plain(word) for word in line.words]
    known = [word for word in words if word in _FIRST_WORDS]
    is_head = len(set(known)) >= LEAST_HEADS and 2 * len(known) >= len(words)
    return is_head and not _ACTIONS.isdisjoint(known)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


def _plain(word: PdfWord) -> str:
    return word.text.casefold().strip(".,:;-\u00ad")


def _head_lines(
    lines: Sequence[PrintedLine], position: int, rules: Sequence[Rule]
) -> Sequence[PrintedLine]:
    """Return the lines of the head whose main line is at ``position``."""
    main = lines[position]
    white = row_gap(lines[position : position + LINES_BELOW])
    top, bottom = _bounds(main, rules)
    boxed = len(column_rules(rules, max(top, main.box.top), min(bottom, main.box.bottom))) > 1
    own = [main]
    for line in reversed(lines[:position]):
        bounded = boxed and top > -inf
        outside = line.page != main.page or line.box.middle_y < top
        if outside or not _goes_with(line, own, white, bounded=bounded):
            break
        own.insert(0, line)
    for line in lines[position + 1 :]:
        outside = line.page != main.page or line.box.middle_y > bottom
        if outside or not _goes_with(line, own, white, bounded=bottom < inf):
            break
        own.append(line)
    return own


def _with_cells(
    own: Sequence[PrintedLine], after: Sequence[PrintedLine], rules: Sequence[Rule]
) -> TableHead:
    """Return the head of these lines; ``after`` is the line after them, if there is one."""
    box = bounding(line.box for line in own)
    below = min((line.box.middle_y for line in after if line.page == own[0].page), default=inf)
    closed = any(own[-1].box.middle_y < y < below for y in row_rules(rules, box.x0, box.x1))
    words = [word for line in own for word in line.words]
    drawn = column_rules(rules, box.top, box.bottom)
    verticals = tuple(sum(group) / len(group) for group in clusters(drawn, LEAST_COLUMN))
    cells = _ruled_cells(words, verticals, box)
    if cells is None:
        cells, verticals = _grouped_cells(words), ()
    return TableHead(own[0].page, tuple(own), cells, verticals, closed)


def _bounds(main: PrintedLine, rules: Sequence[Rule]) -> tuple[float, float]:
    """Return the y of the rules above and below a head's main line, infinite without one."""
    box = main.box
    reach = HIGHEST_HEAD * main.size
    ys = row_rules(rules, box.x0, box.x1)
    above = [y for y in ys if box.middle_y - reach <= y <= box.middle_y]
    below = [y for y in ys if box.middle_y <= y <= box.middle_y + reach]
    return max(above, default=-inf), min(below, default=inf)


def _goes_with(
    line: PrintedLine, own: Sequence[PrintedLine], white: float, *, bounded: bool
) -> bool:
    """Return whether a line near a head's lines is one of them.

    Those are that are as near as two lines of a cell (``white``): above a rule
    (``bounded``) all, else those of the further words of a head's cells, and of
    the municipality's name below “Medverkande”.
    """
    box = bounding(other.box for other in own)
    gap = max(line.box.top - box.bottom, box.top - line.box.bottom)
    return gap <= white and (bounded or all(_is_further(word, own) for word in line.words))


def _is_further(word: PdfWord, own: Sequence[PrintedLine]) -> bool:
    """Return whether a word goes on with a cell of a head: with its words, or a broken one."""
    text = _plain(word)
    if text in _FURTHER_WORDS or text in _FIRST_WORDS:
        return True
    if len(text) >= LEAST_PART and any(known.startswith(text) for known in _FIRST_WORDS):
        return True
    others = [other for line in own for other in line.words]
    over = [_plain(w) for w in others if w.box.bottom <= word.box.middle_y and _share_x(w, word)]
    return PARTICIPANTS in over or any(w + text in _FIRST_WORDS for w in over)


def _share_x(word: PdfWord, other: PdfWord) -> bool:
    return overlap((word.box.x0, word.box.x1), (other.box.x0, other.box.x1)) > 0


def _ruled_cells(
    words: Sequence[PdfWord], rules: Sequence[float], box: Box
) -> tuple[HeadCell, ...] | None:
    """Return a head's cells between rules, None where rules don't part all of them."""
    if len(rules) < LEAST_HEADS:
        return None
    cells: list[HeadCell] = []
    for left, right in pairwise(rules):
        inside = tuple(word for word in words if left < word.box.middle_x < right)
        if sum(_plain(word) in _FIRST_WORDS - _ACTIONS for word in inside) > 1:
            return None
        cells.append(HeadCell(inside, Box(left, box.top, right, box.bottom)))
    outside = [w for w in words if not rules[0] < w.box.middle_x < rules[-1]]
    return None if outside else tuple(cells)


def _grouped_cells(words: Sequence[PdfWord]) -> tuple[HeadCell, ...]:
    """Return a head's cells where no rules part them: words above each other, or close by."""
    groups: list[list[PdfWord]] = []
    for word in words:
        joined = [group for group in groups if any(_is_one_cell(word, w) for w in group)]
        groups = [group for group in groups if group not in joined]
        groups.append([word, *(w for group in joined for w in group)])
    cells = [HeadCell(tuple(sorted(g, key=_order)), bounding(w.box for w in g)) for g in groups]
    return tuple(sorted(cells, key=lambda cell: cell.box.x0))


def _order(word: PdfWord) -> tuple[int, float]:
    return word.line, word.box.x0


def _is_one_cell(word: PdfWord, other: PdfWord) -> bool:
    first, second = sorted((word, other), key=_order)
    is_regional_action = _plain(first) == "regional" and _plain(second) in _ACTIONS
    if _plain(second) in _FIRST_WORDS and not is_regional_action:
        return False
    if first.line != second.line:
        return _share_x(first, second)
    gap = second.box.x0 - first.box.x1
    return -MARK_DISTANCE * word.size <= gap <= PHRASE_GAP * word.size


def kinds(heads: Sequence[TableHead], lines: Sequence[PrintedLine]) -> tuple[Kind, ...]:
    """Return which table each head is of.

    The heading between the head before and it says so; else a head of the same
    cells is the same table's, repeated; else its own words say so.
    """
    head_kinds: list[Kind] = []
    for position, head in enumerate(heads):
        before = heads[position - 1] if position else None
        heading = heading_above(heads, position, lines)
        if heading is not None:
            head_kinds.append(_kind_of_heading(heading))
        elif before is not None and [c.key for c in before.cells] == [c.key for c in head.cells]:
            head_kinds.append(head_kinds[-1])
        else:
            head_kinds.append(_kind_by_words(head))
    return tuple(head_kinds)


def _kind_by_words(head: TableHead) -> Kind:
    keys = {cell.key for cell in head.cells}
    if "regionalåtgärd" in keys:
        return "municipal"
    named = any(key.startswith((PARTICIPANTS, "ansvarregionalt")) for key in keys)
    return "regional" if named else "municipal"


def _kind_of_heading(line: PrintedLine) -> Kind:
    kind = heading_kind(text_lines([line])[0])
    assert kind is not None
    return kind


def heading_above(
    heads: Sequence[TableHead], position: int, lines: Sequence[PrintedLine]
) -> PrintedLine | None:
    """Return the line of the section heading (``Regionala åtgärder``) above a head, or None.

    It stands below the head before, and begins with a capital letter: a title
    in a table may be broken so that ``regionala åtgärder`` is a line.
    """
    after = heads[position - 1].lines[-1].number if position else 0
    between = [line for line in lines if after < line.number < heads[position].lines[0].number]
    headings = [
        line
        for line in between
        if heading_kind(text_lines([line])[0]) and any(w.text[0].isupper() for w in line.words[:2])
    ]
    return headings[-1] if headings else None


def as_text_head(head: TableHead, kind: Kind) -> text_heads.PrintedHead:
    """Return the head as the text of a document has it: its words, lines and municipality."""
    words = frozenset(word.text.lower() for line in head.lines for word in line.words)
    return text_heads.PrintedHead(kind, words, text_lines(head.lines), head.municipality)
