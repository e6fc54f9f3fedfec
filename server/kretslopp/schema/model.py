"""What the table contract is made of: tables and their columns, kinds of cells, what they say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rdflib import URIRef

from kretslopp.languages import LANGUAGES, Language

Texts = Mapping[Language, str]


def texts(entry: Mapping[str, str]) -> Texts:
    """Return a text in every language; raises KeyError for a language that has none."""
    return {language: entry[language] for language in LANGUAGES}


class Step(StrEnum):
    """What was done with a cell to make a value of it, as explanations tell it."""

    AS_IT_STANDS = "as-it-stands"
    ROW = "row"  # no cell: what the row is, by the table that it stands in
    WHOLE_TABLE = "whole-table"  # said of all rows, by the plan's row
    CODE = "code"
    BY_KEY = "by-key"
    TITLE = "title"
    YEARS = "years"
    NAMES = "names"
    UNIT_OF = "unit-of"
    GOALS = "goals"
    PRECEDING = "preceding"
    OWN_PART = "own-part"
    MARK = "mark"
    WORD = "word"
    DAY = "day"
    AREA = "area"
    NUMBER_OF_A_YEAR = "number-of-a-year"
    PUT_TOGETHER = "put-together"
    NO_TEXT = "no-text"


class Value(StrEnum):
    """How a cell becomes the value of a property."""

    TEXT = "text"
    TEXTS = "texts"
    PRINT = "print"
    STRING = "string"
    NUMBER = "number"
    YEAR = "year"
    QUANTITY = "quantity"
    UPPER_LIMIT = "upper-limit"
    LOWER_LIMIT = "lower-limit"
    QUANTITY_IN_WORDS = "quantity-in-words"
    CODE = "code"
    TITLE = "title"
    FIRST_YEAR = "first-year"
    LAST_YEAR = "last-year"
    QUARTER = "quarter"
    CONTINUOUS = "continuous"
    ORGANISATION = "organisation"
    ORGANISATIONS = "organisations"
    GOAL = "goal"
    GOALS = "goals"
    INDICATOR = "indicator"
    PLAN = "plan"
    PRECEDING = "preceding"
    OWN_PART = "own-part"
    MARK = "mark"
    WORD = "word"
    COMMITTEES_MUNICIPALITY = "committees-municipality"
    UNIT = "unit"
    GOAL_AREA = "goal-area"
    DAY = "day"

    @property
    def step(self) -> Step:
        """Return how explanations tell it; what they have no words for stands as it is."""
        return _STEPS.get(self, Step.AS_IT_STANDS)


_STEPS = {
    Value.CODE: Step.CODE,
    Value.TITLE: Step.TITLE,
    Value.FIRST_YEAR: Step.YEARS,
    Value.LAST_YEAR: Step.YEARS,
    Value.QUARTER: Step.YEARS,
    Value.CONTINUOUS: Step.YEARS,
    Value.ORGANISATION: Step.NAMES,
    Value.ORGANISATIONS: Step.NAMES,
    Value.GOAL: Step.GOALS,
    Value.GOALS: Step.GOALS,
    Value.PRECEDING: Step.PRECEDING,
    Value.OWN_PART: Step.OWN_PART,
    Value.MARK: Step.MARK,
    Value.WORD: Step.WORD,
    Value.COMMITTEES_MUNICIPALITY: Step.WORD,
    Value.UNIT: Step.WORD,
    Value.GOAL_AREA: Step.WORD,
    Value.DAY: Step.DAY,
}


@dataclass(frozen=True)
class CellKind:
    """A kind of cell: what it may hold, in words.

    ``words`` are all that it may hold, where they are few, each with the term (or other
    value) that it stands for. ``datatype`` and ``separator`` are those of CSV on the Web.
    ``is_ours`` is true where the words are the contract's: a document has others, or none.
    """

    name: str
    allowed: str
    words: Mapping[str, str]
    datatype: Mapping[str, str]
    separator: str | None
    is_ours: bool

    @property
    def values(self) -> tuple[str, ...]:
        """Return all that a cell may hold, where that is few; else nothing."""
        return tuple(self.words)

    def word(self, text: str) -> str | None:
        """Return the term that a word stands for, in capitals or not; None for no such word."""
        return {name.casefold(): term for name, term in self.words.items()}.get(text.casefold())


@dataclass(frozen=True)
class CellStatement:
    """What a cell says: a property of the things of these names, and how it becomes the value."""

    property: URIRef
    of: tuple[str, ...]
    value: Value


@dataclass(frozen=True)
class Column:
    """One column of a table: its head, what its cells may hold, and what they say.

    A ``required`` column must be there, and each of its cells filled in. ``heads`` are how
    documents print its head; ``stated_by`` is the word that says that a document has it.
    ``codes_of`` is the table and head of the column that defines the codes in its cells,
    ``choices`` the list that a workbook offers, ``width`` that of the workbook's column, None
    where nothing asks for one. ``is_bookkeeping`` is true of what a table says of itself or
    its row, and not of the plan.
    """

    name: str
    kind: CellKind
    labels: Texts
    about: Texts
    example: str
    required: bool
    heads: tuple[str, ...]
    stated_by: str
    codes_of: tuple[str, str] | None
    choices: str | None
    width: int | None
    says: tuple[CellStatement, ...]
    is_bookkeeping: bool

    def says_of(self, thing: str) -> Iterator[CellStatement]:
        """Yield what its cells say of the thing of this name."""
        return (statement for statement in self.says if thing in statement.of)


@dataclass(frozen=True)
class Contract:
    """One table: its name and all the columns it may have, in their order.

    ``key`` are the columns that tell one row from another, and ``code`` the one that rows are
    known by, where they have no key of their own (``nyckel``), ``title`` the one that a key
    can be made of. ``printed`` is true of a table that documents print.
    """

    name: str
    labels: Texts
    about: Texts
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    code: str | None
    title: str | None
    printed: bool

    def column(self, name: str) -> Column | None:
        """Return the column with this head, or None."""
        return next((column for column in self.columns if column.name == name), None)

    def empty_says(self, name: str) -> bool:
        """Return whether this column says something of the document also where it is empty.

        What the plan's row, or a row of any table, has no cell for is left out.
        """
        column = self.column(name)
        return self.name != "plan" and not (column is not None and column.is_bookkeeping)


@dataclass(frozen=True)
class Origin:
    """The columns whose cells a triple was read from, and what was done with them.

    ``a|b`` means b where a has no cell. ``plan.a`` is of the plan's row and ``municipal.a`` of
    the row of the action that a follow-up reports on; others are of the thing's own row. No
    columns: no cell says it.
    """

    step: Step
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Thing:
    """What a row of these tables describes: the kind that its address begins with (``action``).

    ``made`` says where what is said of it is from that is not the value of one cell.
    """

    name: str
    tables: tuple[str, ...]
    address: str
    made: Mapping[URIRef, Origin]
