"""What every page repeats around its text: running heads and page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

from kretslopp.extraction.pages import is_page_number
from kretslopp.extraction.pdf.words import PrintedLine

APART = 1.2
"""Of the size: page furniture stands so far from what it goes around."""

SAME_HEIGHT = 2.0
"""Points; what a page repeats stands no farther from where the page before has it."""

_DIGITS = re.compile(r"\d+")


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
    alike: dict[str, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        alike[_without_digits(line)].append(line)
    numbers: set[int] = set()
    for own in pages.values():
        usual = {
            line.number
            for line in own
            if line.number not in heads
            if _is_repeated(line, alike[_without_digits(line)]) or _is_number(line, offset)
        }
        for inwards in (own, own[::-1]):
            edge = list(_beginning(inwards, usual))
            numbers |= {line.number for line in _apart(edge, inwards)}
    return frozenset(numbers)


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


def _without_digits(line: PrintedLine) -> str:
    return _DIGITS.sub("#", line.text)


def _is_repeated(line: PrintedLine, alike: Sequence[PrintedLine]) -> bool:
    """Return whether another page has the same line at the same place.

    Its numbers are the same too, or are the pages' own.
    """
    return any(
        other.page != line.page
        and abs(other.box.top - line.box.top) <= SAME_HEIGHT
        and abs(other.box.x0 - line.box.x0) <= SAME_HEIGHT
        and all(number in (0, other.page - line.page) for number in _differences(line, other))
        for other in alike
    )


def _differences(line: PrintedLine, other: PrintedLine) -> Iterator[int]:
    pairs = zip(_DIGITS.findall(line.text), _DIGITS.findall(other.text), strict=True)
    return (int(second) - int(first) for first, second in pairs)


def _apart(edge: Sequence[PrintedLine], inwards: Sequence[PrintedLine]) -> Sequence[PrintedLine]:
    """Return as many lines of a page's edge as stand apart from the line after them."""
    for count in range(len(edge), 0, -1):
        following = inwards[count] if count < len(inwards) else None
        if following is None or _gap(edge[count - 1], following) >= APART * following.size:
            return edge[:count]
    return ()


def _gap(line: PrintedLine, other: PrintedLine) -> float:
    return max(other.box.top - line.box.bottom, line.box.top - other.box.bottom)
