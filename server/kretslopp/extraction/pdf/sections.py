"""Which printed lines belong to which table, and which are furniture or footnotes of a page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from kretslopp.extraction.heads import Kind
from kretslopp.extraction.pages import is_page_number, note_starts
from kretslopp.extraction.pdf.columns import Columns, columns_of, set_alike
from kretslopp.extraction.pdf.geometry import Rule
from kretslopp.extraction.pdf.heads import (
    TableHead,
    heading_above,
    kinds,
)
from kretslopp.extraction.pdf.reading import Sheet
from kretslopp.extraction.pdf.rules import row_rules
from kretslopp.extraction.pdf.words import PrintedLine, usual_size

APART = 1.2
"""Of the size: page furniture stands so far from what it goes around."""

SAME_HEIGHT = 2.0
"""Points; what a page repeats stands no farther from where the page before has it."""

NOTE_SIZE = 0.93
"""Footnotes are set in at most so much of the table's size."""

OUTSIDE = 2.0
"""Points; a line whose middle lies so far from the ends of the column rules is out of the table."""

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Part:
    """The lines and rules of one table on one page, below its head where it has one there."""

    page: int
    lines: tuple[PrintedLine, ...]
    rules: tuple[Rule, ...]
    columns: Columns


@dataclass(frozen=True)
class Section:
    """One table of the document: its parts page by page, its footnotes, and the rest.

    ``notes`` are runs of lines, each one note. ``strays`` are lines that are
    neither the table's nor notes nor furniture.
    """

    kind: Kind
    heads: tuple[TableHead, ...]
    parts: tuple[Part, ...]
    notes: tuple[tuple[PrintedLine, ...], ...]
    strays: tuple[PrintedLine, ...]


def sections(
    lines: Sequence[PrintedLine], heads: Sequence[TableHead], sheets: Sequence[Sheet]
) -> tuple[Section, ...]:
    """Return the document's tables, each once, in the order of their heads.

    A table runs from its head to the heading above the next table's head, or
    to the end; its head may be repeated on later pages.
    """
    found = kinds(heads, lines)
    skipped = furniture(lines, {line.number for head in heads for line in head.lines})
    stretches: dict[Kind, list[tuple[TableHead, list[PrintedLine]]]] = defaultdict(list)
    for position, (head, kind) in enumerate(zip(heads, found, strict=True)):
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
) -> Section:
    size = usual_size([line for _, lines in stretches for line in lines])
    parts: list[Part] = []
    notes: list[tuple[PrintedLine, ...]] = []
    strays: list[PrintedLine] = []
    for head, lines in stretches:
        alike = [(other, some) for other, some in stretches if set_alike(other, head)]
        under = [line for _, some in alike for line in some]
        columns = columns_of([other for other, _ in alike], kind, under)
        for page in dict.fromkeys(line.page for line in lines):
            top = head.box.bottom if page == head.page else 0.0
            drawn = tuple(rule for rule in rules[page] if _reaches_below(rule, top))
            part = Part(page, tuple(line for line in lines if line.page == page), drawn, columns)
            above = " ".join(line.text for part in parts for line in part.lines)
            table, own_notes, others = _sorted(part, size, above)
            parts.append(table)
            notes += own_notes
            strays += others
    return Section(
        kind, tuple(head for head, _ in stretches), tuple(parts), tuple(notes), tuple(strays)
    )


def _reaches_below(rule: Rule, top: float) -> bool:
    return (rule.at if rule.horizontal else rule.end) > top


def _sorted(
    part: Part, size: float, above: str
) -> tuple[Part, list[tuple[PrintedLine, ...]], list[PrintedLine]]:
    """Part the lines of a page into the table's, the footnotes at its bottom, and strays."""
    ends = _ends(part)
    rule = _note_rule(part)

    def is_outside(line: PrintedLine) -> bool:
        if ends is None:
            return part.columns.runs_across(line)
        return not ends[0] - OUTSIDE <= line.box.middle_y <= ends[1] + OUTSIDE

    def may_be_note(line: PrintedLine) -> bool:
        below = rule is not None and line.box.top >= rule - OUTSIDE
        return below or line.size <= NOTE_SIZE * size or is_outside(line)

    first = len(part.lines)
    while first and may_be_note(part.lines[first - 1]):
        first -= 1
    tail = part.lines[first:]
    upper = [line for line in part.lines[:first] if not is_outside(line)]
    strays = [line for line in part.lines[:first] if is_outside(line)]
    marked = " ".join((above, *(line.text for line in upper)))
    starts = note_starts([line.text for line in tail], marked)
    lead = tail[: starts[0]] if starts else tail
    upper += [line for line in lead if not is_outside(line)]
    strays += [line for line in lead if is_outside(line)]
    notes = [tail[start:end] for start, end in pairwise([*starts, len(tail)])]
    return Part(part.page, tuple(upper), part.rules, part.columns), notes, strays


def _ends(part: Part) -> tuple[float, float] | None:
    """Return between which y the rules of the columns run, None where no rules part them."""
    if not part.columns.ruled:
        return None
    left, right = part.columns.edges[0] - OUTSIDE, part.columns.edges[-1] + OUTSIDE
    verticals = [r for r in part.rules if not r.horizontal and left <= r.at <= right]
    if not verticals:
        return None
    return min(rule.start for rule in verticals), max(rule.end for rule in verticals)


def _note_rule(part: Part) -> float | None:
    """Return the y of the short rule above a page's footnotes, None where there is none."""
    box_left = min((line.box.x0 for line in part.lines), default=0.0)
    box_right = max((line.box.x1 for line in part.lines), default=0.0)
    wide = row_rules(part.rules, box_left, box_right)
    short = [
        rule.at
        for rule in part.rules
        if rule.horizontal and rule.at > max(wide, default=0.0) + OUTSIDE
    ]
    below = [y for y in short if _begins_note(part.lines, y)]
    return min(below, default=None)


def _begins_note(lines: Sequence[PrintedLine], y: float) -> bool:
    under = [line.text for line in lines if line.box.top >= y - OUTSIDE]
    return bool(under) and note_starts(under, "")[:1] == [0]


def furniture(lines: Sequence[PrintedLine], heads: set[int]) -> frozenset[int]:
    """Return the numbers of the lines that are a page's furniture: running heads, page numbers.

    They stand at the upper or lower edge of a page, apart from what is within,
    and another page has the same at the same height. ``heads`` are the numbers
    of the lines of table heads, which are none.
    """
    pages: dict[int, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    offset = _page_offset(pages)
    found: set[int] = set()
    for page, own in pages.items():
        others = [line for line in lines if line.page != page]
        usual = {
            line.number
            for line in own
            if line.number not in heads
            if _is_repeated(line, others) or _is_number(line, offset)
        }
        for inwards in (own, own[::-1]):
            edge = list(_beginning(inwards, usual))
            found |= {line.number for line in _apart(edge, inwards)}
    return frozenset(found)


def _beginning(lines: Sequence[PrintedLine], usual: set[int]) -> Iterator[PrintedLine]:
    return takewhile(lambda line: line.number in usual, lines)


def _page_offset(pages: dict[int, list[PrintedLine]]) -> int | None:
    """Return what to add to a page's place in the file for the number that it prints alone."""
    offsets = Counter(
        int(line.text) - page
        for page, own in pages.items()
        for line in (own[0], own[-1])
        if line.text.isdecimal()
    )
    return offsets.most_common(1)[0][0] if offsets else None


def _is_number(line: PrintedLine, offset: int | None) -> bool:
    own = line.text.isdecimal() and offset == int(line.text) - line.page
    return own or is_page_number(line.text)


def _is_repeated(line: PrintedLine, others: Sequence[PrintedLine]) -> bool:
    text = _DIGITS.sub("#", line.text)
    return any(
        abs(other.box.top - line.box.top) <= SAME_HEIGHT
        and abs(other.box.x0 - line.box.x0) <= SAME_HEIGHT
        and _DIGITS.sub("#", other.text) == text
        for other in others
    )


def _apart(edge: Sequence[PrintedLine], inwards: Sequence[PrintedLine]) -> Sequence[PrintedLine]:
    """Return as many lines of a page's edge as stand apart from the line after them."""
    for count in range(len(edge), 0, -1):
        following = inwards[count] if count < len(inwards) else None
        if following is None or _gap(edge[count - 1], following) >= APART * following.size:
            return edge[:count]
    return ()


def _gap(line: PrintedLine, other: PrintedLine) -> float:
    return max(other.box.top - line.box.bottom, line.box.top - other.box.bottom)
