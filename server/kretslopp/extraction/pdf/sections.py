"""Which printed lines belong to which table, and which are furniture or footnotes of a page."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import inf

from kretslopp.extraction.columns import Kind
from kretslopp.extraction.pages import note_starts
from kretslopp.extraction.pdf.columns import Columns, columns_of, set_alike
from kretslopp.extraction.pdf.furniture import furniture
from kretslopp.extraction.pdf.geometry import Rule, bounding, overlap
from kretslopp.extraction.pdf.heads import (
    TableHead,
    heading_above,
    kinds,
)
from kretslopp.extraction.pdf.pdf_pages import PdfPage
from kretslopp.extraction.pdf.rules import row_rules
from kretslopp.extraction.pdf.words import PHRASE_GAP, SAME_SIZE, PrintedLine, usual_size

NOTE_SIZE = 0.93
"""Footnotes are set in at most so much of the table's size."""

OUTSIDE = 2.0
"""Points; a line whose middle lies so far from the ends of the column rules is out of the table."""


@dataclass(frozen=True)
class TablePart:
    """The lines and rules of one table on one page, below its head where it has one there.

    ``headed`` says that it has one there.
    """

    page: int
    lines: tuple[PrintedLine, ...]
    rules: tuple[Rule, ...]
    columns: Columns
    headed: bool


@dataclass(frozen=True)
class PdfSection:
    """One table of the document: its parts page by page, its footnotes, and the rest.

    ``notes`` are runs of lines, each one note. ``strays`` are lines that are
    neither the table's nor notes nor furniture.
    """

    kind: Kind
    heads: tuple[TableHead, ...]
    parts: tuple[TablePart, ...]
    notes: tuple[tuple[PrintedLine, ...], ...]
    strays: tuple[PrintedLine, ...]


def sections(
    lines: Sequence[PrintedLine], heads: Sequence[TableHead], sheets: Sequence[PdfPage]
) -> tuple[PdfSection, ...]:
    """Return the document's tables, each once, in the order of their heads.

    A table runs from its head to the heading above the next table's head, or
    to the end; its head may be repeated on later pages.
    """
    head_kinds = kinds(heads, lines)
    skipped = furniture(lines, {line.number for head in heads for line in head.lines})
    stretches: dict[Kind, list[tuple[TableHead, list[PrintedLine]]]] = defaultdict(list)
    for position, (head, kind) in enumerate(zip(heads, head_kinds, strict=True)):
        end = _end(heads, position, lines)
        own = [line for line in lines if head.lines[-1].number < line.number < end]
        stretches[kind].append((head, [line for line in own if line.number not in skipped]))
    rules = {sheet.number: sheet.rules for sheet in sheets}
    return tuple(_section(kind, own, rules) for kind, own in stretches.items())


def _end(heads: Sequence[TableHead], position: int, lines: Sequence[PrintedLine]) -> int:
    """Return the number of the first line that is no longer of a head's table."""
    if position + 1 == len(heads):
        return lines[-1].number + 1
    heading = heading_above(heads, position + 1, lines)
    return heading.number if heading else heads[position + 1].lines[0].number


def _section(
    kind: Kind,
    stretches: Sequence[tuple[TableHead, list[PrintedLine]]],
    rules: dict[int, tuple[Rule, ...]],
) -> PdfSection:
    size = usual_size([line for _, lines in stretches for line in lines])
    parts: list[TablePart] = []
    notes: list[tuple[PrintedLine, ...]] = []
    strays: list[PrintedLine] = []
    every = list(_parts(kind, stretches, rules))
    gridded = any(map(_is_gridded, every))
    for part in every:
        above = " ".join(line.text for part in parts for line in part.lines)
        sorted_lines = _sorted(part, gridded, size, above, notes[-1] if notes else ())
        parts.append(replace(part, lines=sorted_lines.table))
        if notes:
            notes[-1] += sorted_lines.note_goes_on
        notes += sorted_lines.notes
        strays += sorted_lines.strays
    heads = tuple(head for head, _ in stretches)
    return PdfSection(kind, heads, tuple(parts), tuple(notes), tuple(strays))


def _parts(
    kind: Kind,
    stretches: Sequence[tuple[TableHead, list[PrintedLine]]],
    rules: dict[int, tuple[Rule, ...]],
) -> Iterator[TablePart]:
    """Yield what is below each head, page by page; heads that are set alike share their columns."""
    groups: list[list[tuple[TableHead, list[PrintedLine]]]] = []
    for head, lines in stretches:
        alike = [group for group in groups if set_alike(group[0][0], head)]
        if alike:
            alike[0].append((head, lines))
        else:
            groups.append([(head, lines)])
    columns: dict[TableHead, Columns] = {}
    for group in groups:
        heads = [head for head, _ in group]
        under = [line for _, lines in group for line in lines]
        columns |= dict.fromkeys(heads, columns_of(heads, kind, under, rules[heads[0].page]))
    for head, lines in stretches:
        for page, own in groupby(lines, key=lambda line: line.page):
            top = head.box.bottom if page == head.page else 0.0
            drawn = tuple(rule for rule in rules[page] if _reaches_below(rule, top))
            yield TablePart(page, tuple(own), drawn, columns[head], page == head.page)


def _reaches_below(rule: Rule, top: float) -> bool:
    return (rule.at if rule.horizontal else rule.end) > top


@dataclass(frozen=True)
class _Sorted:
    """The lines of a page: the table's, those that go on with the last note, notes, the rest."""

    table: tuple[PrintedLine, ...]
    note_goes_on: tuple[PrintedLine, ...]
    notes: tuple[tuple[PrintedLine, ...], ...]
    strays: tuple[PrintedLine, ...]


def _sorted(
    part: TablePart, gridded: bool, size: float, above: str, note: Sequence[PrintedLine]
) -> _Sorted:
    """Sort the lines of a page; ``note`` is the last footnote on the pages before."""
    ends = _ends(part)
    rule = _note_rule(part)

    def is_outside(line: PrintedLine) -> bool:
        if not gridded:
            return part.columns.runs_across(line)
        return not ends[0] - OUTSIDE <= line.box.middle_y <= ends[1] + OUTSIDE

    def may_be_note(line: PrintedLine) -> bool:
        below = line.box.top >= rule - OUTSIDE and _is_phrase(line)
        return below or line.size <= NOTE_SIZE * size or is_outside(line)

    first = len(part.lines)
    while first and may_be_note(part.lines[first - 1]):
        first -= 1
    tail = part.lines[first:]
    upper = " ".join(line.text for line in part.lines[:first] if not is_outside(line))
    starts = note_starts([line.text for line in tail], f"{above} {upper}")
    notes = tuple(tail[start:end] for start, end in pairwise([*starts, len(tail)]))
    others = (*part.lines[:first], *(tail[: starts[0]] if starts else tail))
    end = len(others)
    while end and _goes_on(others[end - 1], note, size):
        end -= 1
    table = tuple(line for line in others[:end] if not is_outside(line))
    strays = tuple(line for line in others[:end] if is_outside(line))
    return _Sorted(table, others[end:], notes, strays)


def _goes_on(line: PrintedLine, note: Sequence[PrintedLine], size: float) -> bool:
    """Return whether a line goes on with a note of the page before: it is set as the note is."""
    if not note or note[-1].page != line.page - 1 or line.size > NOTE_SIZE * size:
        return False
    same_size = abs(line.size - note[-1].size) <= SAME_SIZE * line.size
    return same_size and abs(line.box.x0 - note[-1].box.x0) <= OUTSIDE


def _is_phrase(line: PrintedLine) -> bool:
    """Return whether a line is one phrase, but for its first word (the number of a note)."""
    after = line.words[1:]
    return all(b.box.x0 - a.box.x1 <= PHRASE_GAP * line.size for a, b in pairwise(after))


def _is_gridded(part: TablePart) -> bool:
    """Return whether the rules between columns run along most of a page's lines."""
    if not (part.columns.ruled and part.lines):
        return False
    box = bounding(line.box for line in part.lines)
    return overlap(_ends(part), (box.top, box.bottom)) >= box.height / 2


def _ends(part: TablePart) -> tuple[float, float]:
    """Return between which y the vertical rules of a page run; nothing is between without any."""
    left, right = part.columns.edges[0] - OUTSIDE, part.columns.edges[-1] + OUTSIDE
    drawn = [rule for rule in part.rules if not rule.horizontal and left <= rule.at <= right]
    starts, ends = [rule.start for rule in drawn], [rule.end for rule in drawn]
    return min(starts, default=inf), max(ends, default=-inf)


def _note_rule(part: TablePart) -> float:
    """Return the y of the short rule above a page's footnotes, infinite where there is none."""
    left = min((line.box.x0 for line in part.lines), default=0.0)
    right = max((line.box.x1 for line in part.lines), default=0.0)
    lowest = max(row_rules(part.rules, left, right), default=0.0)
    short = [r.at for r in part.rules if r.horizontal and r.at > lowest + OUTSIDE]
    return min((y for y in short if _begins_note(part.lines, y)), default=inf)


def _begins_note(lines: Sequence[PrintedLine], y: float) -> bool:
    under = [line.text for line in lines if line.box.top >= y - OUTSIDE]
    return bool(under) and note_starts(under, "")[:1] == [0]
