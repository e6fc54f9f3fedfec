"""The columns of the action tables as documents print them: their heads, words and kinds."""

from collections.abc import Iterator
from typing import Literal

from kretslopp.namespaces import KL
from kretslopp.schema import CONTRACTS, Column, heads_of

Kind = Literal["regional", "municipal"]
KINDS: tuple[Kind, ...] = ("regional", "municipal")

LAW = next(column.name for column in CONTRACTS["regional"].columns if column.kind.name == "mark")
"""The column of the mark of the law, the one that both tables have."""

STAR = next(column.name for column in CONTRACTS["municipal"].columns if column.kind.name == "mark")
"""The column of the mark that an action is recommended to all, which stands in its title."""

(PARTICIPANTS,) = heads_of(KL.participant)
"""The column below whose head the municipality's name stands."""


def printed_columns(kind: Kind) -> tuple[Column, ...]:
    """Return the columns that documents print a head for, in the order of the contract."""
    return tuple(column for column in CONTRACTS[kind].columns if column.heads)


def heads() -> Iterator[tuple[str, ...]]:
    """Yield the words of each way in which a head of either table is printed."""
    for kind in KINDS:
        for column in printed_columns(kind):
            yield from (tuple(head.split()) for head in column.heads)


def names_of_kinds(*kinds: str) -> tuple[str, ...]:
    """Return the names of the printed columns whose cells are of these kinds, each once."""
    columns = (column for kind in KINDS for column in printed_columns(kind))
    return tuple(dict.fromkeys(column.name for column in columns if column.kind.name in kinds))


def is_stated(kind: Kind, name: str, words: frozenset[str]) -> bool:
    """Return whether a table has a column, by the words of its head and introduction.

    ``words`` are in lower case. Any table has lines.
    """
    column = CONTRACTS[kind].column(name)
    return name == "rader" or (
        column is not None and bool(column.heads) and column.stated_by in words
    )
