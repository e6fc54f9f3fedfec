"""The blocks of a table → its rows: number, title, and the blocks that follow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from kretslopp.extraction.evidence import Evidence
from kretslopp.extraction.lines import TextLine
from kretslopp.extraction.pages import Block
from kretslopp.extraction.text import leading_numbers, words

_NUMBER = (
    r"(?P<number>\d{1,3})(?:(?P<dot>\.)(?:\s+(?=\S)|(?=[^\W\d_]))|\s+(?=[\"“”'(]?[^\W\d_a-zåäö]))"
)
_START = re.compile(_NUMBER)
_INLINE_START = re.compile(rf"(?P<area>[^\W\d_][^\d]*?)(?P<gap>\s+){_NUMBER}")


class BlockShape(Enum):
    """What a block begins with."""

    CODES_AND_YEARS = 1
    YEARS = 2
    CODES = 3
    CODES_AND_NAME = 4
    OTHER = 5


@dataclass(frozen=True)
class Doubt:
    """Words whose cell is not sure: which columns, what is the matter, on which lines."""

    columns: tuple[str, ...]
    message: str
    first_line: int
    last_line: int


@dataclass(frozen=True)
class Segment:
    """One row in the making: the blocks of its area, its number, its title, what follows.

    ``title`` is missing where only the numbers show that there is a row.
    ``names_unsure`` says that the next row may have the last of its names.
    """

    number: str
    area: tuple[Block, ...]
    title: tuple[Block, ...]
    body: tuple[Block, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    names_unsure: bool = False

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks of the row, in the document's order."""
        return (*self.area, *self.title, *self.body)


class Shapes:
    """Tells what the blocks of one table begin with.

    Names that follow the years somewhere in the table tell a goal and a name
    (``7 DalaVA``, the year is missing) from a number and a title (``7 Ta fram``).
    """

    def __init__(self, blocks: Sequence[Block], most_codes: int, evidence: Evidence) -> None:
        self._most_codes = most_codes
        self._evidence = evidence
        self._names = frozenset(self._names_after_years(blocks))

    def _names_after_years(self, blocks: Sequence[Block]) -> list[str]:
        names: list[str] = []
        for position, block in enumerate(blocks):
            numbers = leading_numbers(block.words, self._most_codes)
            if numbers.years and numbers.codes:
                following = blocks[position + 1].words if position + 1 < len(blocks) else ()
                names += [word.text for word in (numbers.rest or following)[:1]]
        return [name for name in names if name[0].isupper() and len(name) > 1]

    def begins_with_name(self, texts: Sequence[str]) -> bool:
        """Return whether texts begin as the cells of organisations do, or name the municipality."""
        return texts[0] in self._names or self._evidence.speaks_of_municipality(list(texts))

    def of(self, block: Block) -> BlockShape:
        """Return what a block begins with."""
        numbers = leading_numbers(block.words, self._most_codes)
        rest = [word.text for word in numbers.rest]
        is_name = not rest or rest[0][0].isupper() or rest[0] == "-"
        if numbers.codes and numbers.years:
            return BlockShape.CODES_AND_YEARS
        if numbers.years:
            return BlockShape.YEARS if is_name else BlockShape.OTHER
        if numbers.codes and not rest:
            return BlockShape.CODES
        return BlockShape.CODES_AND_NAME if numbers.codes and is_name else BlockShape.OTHER

    def has_cells(self, segment: Segment) -> bool:
        """Return whether numbers of goals or years have followed the row's title."""
        return any(self.of(block) is not BlockShape.OTHER for block in segment.body)


def segments(
    blocks: Sequence[Block], shapes: Shapes
) -> tuple[tuple[Block, ...], tuple[Segment, ...]]:
    """Return the blocks before the first row's title, and the rows.

    A row's area, where it is a block of its own, is still the last block of
    the row before (or of the blocks before the first row).
    """
    before: list[Block] = []
    rows: list[Segment] = []
    for position, block in enumerate(blocks):
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        current = rows[-1] if rows else None
        row = _start(block, following, current, shapes)
        if row is not None:
            rows.append(row)
        elif current is None and shapes.of(block) is BlockShape.CODES_AND_YEARS:
            kept, row = _cut_unnumbered(before, block, shapes)
            before, rows = kept, [row]
        elif current is None:
            before.append(block)
        elif _is_row_without_start(block, current, shapes):
            kept, row = _cut_unnumbered(current.body, block, shapes)
            rows[-1:] = [replace(current, body=tuple(kept)), row]
        else:
            rows[-1] = replace(current, body=(*current.body, block))
    return tuple(before), tuple(rows)


def _start(
    block: Block, following: Block | None, current: Segment | None, shapes: Shapes
) -> Segment | None:
    """Return the row that begins with this block, or None."""
    text = block.lines[0].text.strip()
    complete = current is None or shapes.has_cells(current)
    if match := _START.match(text):
        if current is not None and not complete and not match["dot"]:
            title = text[match.end() :].split()
            return None if _is_goal(title, following, current, shapes) else _segment(block, match)
        return _segment(block, match)
    if match := _INLINE_START.match(text):
        wide = len(match["gap"]) > 1
        has_cells = following is not None and shapes.of(following) is not BlockShape.OTHER
        if wide or (complete and has_cells):
            return _segment(block, match)
    return None


def _is_goal(
    title: Sequence[str], following: Block | None, current: Segment, shapes: Shapes
) -> bool:
    """Return whether a number and words are likelier a goal and a lead, without years.

    So it is right after a title, before any goals or years, and where the words
    or the block that follows begin as names do: ``7 DalaVA``, not ``7 Ta fram``.
    """
    names_follow = following is not None and shapes.begins_with_name(texts(following))
    return not current.body or names_follow or shapes.begins_with_name(title)


def row_number(text: str) -> tuple[str, str] | None:
    """Return the number that a row's text begins with, and what follows it; None without one."""
    match = _START.match(text)
    return (match["number"], text[match.end() :]) if match else None


def _segment(block: Block, match: re.Match[str]) -> Segment:
    first, *others = block.lines
    text = first.text.strip()
    area = match.groupdict().get("area") or ""
    title = replace(block, lines=(replace(first, text=text[match.end() :]), *others))
    area_block = Block((TextLine(first.number, area, first.width),))
    return Segment(match["number"], (area_block,) if area else (), (title,))


def _is_row_without_start(block: Block, current: Segment, shapes: Shapes) -> bool:
    """Return whether goals or years come a second time."""
    years = (BlockShape.CODES_AND_YEARS, BlockShape.YEARS)
    again = shapes.of(block) is not BlockShape.OTHER and block.text != "-"
    return again and any(shapes.of(b) in years for b in current.body)


def _cut_unnumbered(
    above: Sequence[Block], cells: Block, shapes: Shapes
) -> tuple[list[Block], Segment]:
    """Cut a row off whose title was not recognised, so that only its numbers show it.

    Returns the blocks above that are not the row's title, and the row.
    """
    title = above[-1] if above else None
    if (
        title is None
        or shapes.of(title) is not BlockShape.OTHER
        or shapes.begins_with_name(texts(title))
    ):
        kept, row = [*above], Segment("", (), ())
    else:
        kept, row = [*above[:-1]], _hidden_start(title)
    first = row.blocks[0].lines[0].number if row.blocks else cells.lines[0].number
    doubt = Doubt(
        ("målområde", "nr", "åtgärder") if row.area else ("nr", "åtgärder"),
        "Goals or years follow, but no number and title of their own stand before them.",
        first,
        cells.lines[0].number,
    )
    return kept, replace(row, body=(cells,), doubts=(doubt,))


def _hidden_start(block: Block) -> Segment:
    """Return the row whose number stands inside a block, or else one without a number."""
    for position, line in enumerate(block.lines):
        match = _START.match(line.text.strip()) or _INLINE_START.match(line.text.strip())
        if match:
            row = _segment(replace(block, lines=block.lines[position:]), match)
            above = block.lines[:position]
            return replace(row, area=(replace(block, lines=above), *row.area)) if above else row
    return Segment("", (), (block,))


def line_span(blocks: Sequence[Block]) -> tuple[int, int]:
    """Return the first and last line of blocks; there must be one at least."""
    numbers = [line.number for block in blocks for line in block.lines]
    return min(numbers), max(numbers)


def texts(block: Block) -> list[str]:
    """Return the words of a block as plain texts."""
    return [word.text for word in words(block.lines)]
