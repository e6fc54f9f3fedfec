"""Boxes, rules and intervals on a page, in points from its top left corner.

Everything here is a pure function on numbers; nothing knows of PDFs or tables.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Interval = tuple[float, float]
"""Where something begins and ends along one axis."""


@dataclass(frozen=True)
class Box:
    """A rectangle: left, top, right and bottom."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide the box is."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """How high the box is."""
        return self.bottom - self.top

    @property
    def middle_x(self) -> float:
        """Half way between left and right."""
        return (self.x0 + self.x1) / 2

    @property
    def middle_y(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Rule:
    """A drawn line, horizontal (``at`` is its y) or vertical (``at`` is its x), and its ends."""

    horizontal: bool
    at: float
    start: float
    end: float


def turned(box: Box, width: float, height: float, quarters: int) -> Box:
    """Return the box after the page (``width`` × ``height``) is turned clockwise.

    ``quarters`` counts quarter turns; the result is in the turned page's own
    coordinates.
    """
    for _ in range(quarters % 4):
        box = Box(height - box.bottom, box.x0, height - box.top, box.x1)
        width, height = height, width
    return box


def bounding(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around ``boxes``; there must be one at least."""
    some = list(boxes)
    return Box(
        min(box.x0 for box in some),
        min(box.top for box in some),
        max(box.x1 for box in some),
        max(box.bottom for box in some),
    )


def overlap(one: Interval, other: Interval) -> float:
    """Return how long the common part of two intervals is; 0 where there is none."""
    return max(0.0, min(one[1], other[1]) - max(one[0], other[0]))


def merged(intervals: Iterable[Interval], slack: float = 0.0) -> list[Interval]:
    """Return the union of intervals in order; those no more than ``slack`` apart become one."""
    union: list[Interval] = []
    for start, end in sorted(intervals):
        if union and start - union[-1][1] <= slack:
            union[-1] = (union[-1][0], max(union[-1][1], end))
        else:
            union.append((start, end))
    return union


def clusters(values: Iterable[float], tolerance: float) -> list[list[float]]:
    """Return the values in order, in groups; a group spans no more than ``tolerance``."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= tolerance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return groups


def clearest(occupied: Sequence[Interval], start: float, end: float) -> Interval:
    """Return the stretch between ``start`` and ``end`` that the fewest intervals cross.

    Of several, the widest; of equally wide ones, the last. Where ``end`` does
    not lie after ``start``, it is the point between them.
    """
    if end <= start:
        return ((start + end) / 2,) * 2
    inner = (x for interval in occupied for x in interval if start < x < end)
    stretches = list(pairwise(sorted({start, end, *inner})))
    begins, ends = sorted(a for a, _ in occupied), sorted(b for _, b in occupied)
    counts = [bisect_left(begins, right) - bisect_right(ends, left) for left, right in stretches]
    fewest = min(counts)
    clear = [stretch for stretch, count in zip(stretches, counts, strict=True) if count == fewest]
    return max(merged(clear), key=lambda stretch: (stretch[1] - stretch[0], stretch[0]))
