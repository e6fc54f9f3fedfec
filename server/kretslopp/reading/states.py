"""The four states of a cell, in these words everywhere; never booleans.

Where a cell is explained there is one more: it says something, but in our words.
"""

from collections.abc import Sized
from typing import Literal as OneOf

State = OneOf["yes", "no", "not-marked", "not-stated"]

YES: State = "yes"
NO: State = "no"
NOT_MARKED: State = "not-marked"  # the row was read, its cell is empty
NOT_STATED: State = "not-stated"  # there is no such column, or no such row

REWORDED = "reworded"

STATES: tuple[State, ...] = (YES, NO, NOT_MARKED, NOT_STATED)
# What the data shows of something that a rule asks for; it never says whether the rule is kept.
Finding = OneOf["shown", "not-found", "not-read"]
SHOWN: Finding = "shown"
NOT_FOUND: Finding = "not-found"  # not in what was read
NOT_READ: Finding = "not-read"
FINDINGS: tuple[Finding, ...] = (SHOWN, NOT_FOUND, NOT_READ)
READ = frozenset({YES, NO, NOT_MARKED})


def count(things: Sized, *, is_stated: bool) -> int | None:
    """Return how many things there are, None where the source does not state them: never 0."""
    return len(things) if is_stated else None


def either(*states: State) -> State:
    """Return YES where one of several is, else NO where one is, else NOT_STATED."""
    return next((known for known in (YES, NO) if known in states), NOT_STATED)


def state(value: object, *, has_cell: bool) -> State:
    """Return the state of a cell, whose value is None where it says nothing."""
    if value is not None:
        return NO if value is False else YES
    return NOT_MARKED if has_cell else NOT_STATED
