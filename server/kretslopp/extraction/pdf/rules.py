"""The rules of a page → where they part columns, and where rows."""

from collections.abc import Sequence

from kretslopp.extraction.pdf.geometry import Rule, clusters, merged, overlap

SAME_RULE = 2.0
"""Points; rules that lie so near each other (a double border) are one."""

ACROSS = 0.6
"""Of a width or height: a rule that parts rows or columns covers so much of it."""


def column_rules(rules: Sequence[Rule], top: float, bottom: float) -> tuple[float, ...]:
    """Return the x of the vertical rules that part columns between ``top`` and ``bottom``."""
    return _across([rule for rule in rules if not rule.horizontal], top, bottom)


def row_rules(rules: Sequence[Rule], left: float, right: float) -> tuple[float, ...]:
    """Return the y of the horizontal rules that part rows between ``left`` and ``right``."""
    return _across([rule for rule in rules if rule.horizontal], left, right)


def _across(rules: Sequence[Rule], start: float, end: float) -> tuple[float, ...]:
    """Return where the rules lie that together cover most of ``start`` to ``end``."""
    places: list[float] = []
    for group in clusters((rule.at for rule in rules), SAME_RULE):
        pieces = [(r.start, r.end) for r in rules if group[0] <= r.at <= group[-1]]
        covered = sum(overlap(piece, (start, end)) for piece in merged(pieces))
        if covered >= ACROSS * (end - start):
            places.append(sum(group) / len(group))
    return tuple(places)
