"""Whose the block before a row's title is: the row's (its area) or the row before's.

A goal area of one line stands on the title's line; one of several lines is a
block of its own, right before the title. Where a row has no area, the block
before its title belongs to the row before. What decides is what stands around
it and what the same text is in other rows.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kretslopp.extraction.evidence import Evidence
from kretslopp.extraction.pages import Block
from kretslopp.extraction.rows import BlockShape, Doubt, Segment, Shapes, line_span, texts

_MOST_BLOCKS = 3
_LINKS = ("och", "samt", "eller", "&", "/")
_MARKS = ("X", "x")


def with_areas(
    before: tuple[Block, ...], rows: tuple[Segment, ...], shapes: Shapes, evidence: Evidence
) -> tuple[tuple[Block, ...], tuple[Segment, ...]]:
    """Move each row's area from the end of the row before to the row.

    ``before`` are the blocks before the first row's title. Returns the blocks
    that belong to no row, and the rows.
    """
    if not rows:
        return before, rows
    first, *others = rows
    orphans = before
    if not first.area and before:
        count = _known_area(before, evidence) or 1
        orphans, first = before[:-count], replace(first, area=before[-count:])
    done = [first]
    for row in others:
        previous = done[-1]
        if not row.area:
            previous, row = _move(previous, row, shapes, evidence)
        done[-1:] = [previous, row]
    return orphans, tuple(done)


def _move(
    previous: Segment, row: Segment, shapes: Shapes, evidence: Evidence
) -> tuple[Segment, Segment]:
    tail = previous.body[_cells_end(previous, shapes) :]
    count = _known_area(tail, evidence)
    doubt: Doubt | None = None
    if not count and tail and not _is_name(tail, previous, shapes, evidence):
        count = 1
        if not _surely_area(tail[-1], previous, shapes, evidence):
            doubt = _doubt(tail[-1])
            previous = replace(previous, names_unsure=True)
    if not count and previous.body and (cut := _area_lines(previous.body[-1], evidence)):
        names, area_block = cut
        previous = replace(previous, body=(*previous.body[:-1], names))
        return previous, replace(row, area=(area_block,))
    if not count:
        return previous, row if previous.body else _doubtful_start(row, previous)
    area = previous.body[len(previous.body) - count :]
    doubts = (*row.doubts, doubt) if doubt else row.doubts
    return (
        replace(previous, body=previous.body[:-count]),
        replace(row, area=area, doubts=doubts),
    )


def _area_lines(block: Block, evidence: Evidence) -> tuple[Block, Block] | None:
    """Cut a block whose last lines are a known area, where the blank line between is lost."""
    for count in range(1, len(block.lines)):
        area = replace(block, lines=block.lines[count:])
        if area.text in evidence.areas:
            return replace(block, lines=block.lines[:count]), area
    return None


def _doubtful_start(row: Segment, previous: Segment) -> Segment:
    message = (
        "This row's title comes right after the title of the row before: it may be the goal and "
        "the names of that row instead."
    )
    doubt = Doubt(("nr", "åtgärder"), message, *line_span([*previous.title, *row.title]))
    return replace(row, doubts=(*row.doubts, doubt))


def _doubt(block: Block) -> Doubt:
    message = (
        f"“{block.text}” may be the goal area of this row or the end of the row before; "
        "it was put in målområde."
    )
    return Doubt(("målområde",), message, *line_span([block]))


def _cells_end(row: Segment, shapes: Shapes) -> int:
    """Return the position in the body after the last block that begins with numbers."""
    shaped = [n for n, b in enumerate(row.body, 1) if shapes.of(b) is not BlockShape.OTHER]
    return shaped[-1] if shaped else 0


def _known_area(tail: Sequence[Block], evidence: Evidence) -> int:
    """Return how many blocks at the end make up a known goal area (several at a page's edge)."""
    for count in range(min(_MOST_BLOCKS, len(tail)), 0, -1):
        if " ".join(block.text for block in tail[-count:]) in evidence.areas:
            return count
    return 0


def _is_name(tail: Sequence[Block], previous: Segment, shapes: Shapes, evidence: Evidence) -> bool:
    """Return whether the last block is surely names or a mark of the row before."""
    block = tail[-1]
    if texts(block)[-1] in (*_MARKS, "-") or block.text in evidence.names:
        return True
    if texts(block)[0] in _LINKS or evidence.speaks_of_municipality(texts(block)):
        return True
    above = _above(previous)
    return above.endswith((*_LINKS, ",")) and shapes.has_cells(previous)


def _above(row: Segment) -> str:
    """Return the text of the last block but one."""
    return row.body[-2].text if len(row.body) > 1 else ""


def _surely_area(block: Block, previous: Segment, shapes: Shapes, evidence: Evidence) -> bool:
    """Return whether the block can be nothing but an area, though the document has it once.

    It is so after a row's mark; after names it may be one more name, unless the
    register has it as an area.
    """
    if _above(previous).split()[-1:] in ([mark] for mark in _MARKS):
        return True
    names_before = shapes.has_cells(previous) and _has_names(previous.body[:-1], shapes)
    return names_before and block.text in evidence.registered


def _has_names(above: Sequence[Block], shapes: Shapes) -> bool:
    """Return whether the row above has names beside its numbers."""
    return any(
        shapes.of(block) is BlockShape.OTHER or any(word[0].isupper() for word in texts(block))
        for block in above
    )


def known_areas(
    before: tuple[Block, ...], rows: tuple[Segment, ...], shapes: Shapes, evidence: Evidence
) -> frozenset[str]:
    """Return the texts that are surely goal areas in some row of a table.

    They stand on a title's line, before the first row, after a row's mark, or
    before several titles without ever standing inside a row.
    """
    sure = {block.text for row in rows for block in row.area}
    if before and rows and not rows[0].area:
        sure.add(before[-1].text)
    last_blocks: Counter[str] = Counter()
    for previous, row in pairwise(rows):
        tail = previous.body[_cells_end(previous, shapes) :]
        if row.area or not tail or _is_name(tail, previous, shapes, evidence):
            continue
        last_blocks[tail[-1].text] += 1
        if _above(previous).split()[-1:] in ([mark] for mark in _MARKS):
            sure.add(tail[-1].text)
    inside = inner_names(rows, shapes)
    return frozenset(
        sure | {text for text, n in last_blocks.items() if n > 1 and text not in inside}
    )


def inner_names(rows: tuple[Segment, ...], shapes: Shapes) -> frozenset[str]:
    """Return the texts of the blocks that are surely a row's own names.

    Those are the blocks after a row's numbers, but for the last one where it
    may be the next row's area.
    """
    own_texts: set[str] = set()
    for position, row in enumerate(rows):
        if not shapes.has_cells(row):
            continue
        tail = row.body[_cells_end(row, shapes) :]
        following = rows[position + 1] if position + 1 < len(rows) else None
        own = tail if following is None or following.area else tail[:-1]
        own_texts |= {block.text for block in own if block.text not in _MARKS}
    return frozenset(own_texts)
