"""What went wrong, where, and what to do about it.

A fault is a value with a place; one or several faults make an error. They turn
into text, an exit code or problem details only at the edge (``cli``, ``web``).
"""

from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from kretslopp.characters import named


@dataclass(frozen=True)
class Place:
    """A place in the input, as the person who has the input counts.

    ``row`` counts as a spreadsheet shows it (the head is row 1), ``column`` is a
    column's head, ``line`` and ``character`` count from 1 in a text; ``sheet``
    and ``cell`` are as a workbook names them (``municipal``, ``E7``), ``page``
    counts from 1 in a PDF.
    """

    file: str | None = None
    row: int | None = None
    column: str | None = None
    line: int | None = None
    last_line: int | None = None
    character: int | None = None
    sheet: str | None = None
    cell: str | None = None
    page: int | None = None

    def __str__(self) -> str:
        """Return the place in words: ``municipal.csv, row 5, column ansvar``."""
        is_span = self.last_line is not None and self.last_line != self.line
        named = (
            ("page", self.page),
            ("sheet", self.sheet),
            ("row", self.row),
            ("column", self.column),
            ("cell", self.cell),
            ("lines", f"{self.line}-{self.last_line}") if is_span else ("line", self.line),
            ("column", self.character),
        )
        parts = [f"{name} {value}" for name, value in named if value is not None]
        return ", ".join([self.file, *parts] if self.file else parts)


class Words(NamedTuple):
    """What is wrong, in a sentence, and what to do about it, in a language."""

    message: str
    advice: str = ""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: a sentence, where it is, and what to do.

    ``swedish`` says the same to readers of Swedish pages, where it may be shown on one.
    """

    message: str
    place: Place = field(default=Place())
    advice: str = ""
    swedish: Words | None = None

    def __str__(self) -> str:
        """Return the fault as text for a terminal, what nobody can see in it by its name."""
        where = f"{self.place}: " if str(self.place) else ""
        advice = f" {self.advice}" if self.advice else ""
        return named(f"{where}{self.message}{advice}")


class KretsloppError(Exception):
    """Base of every error that a user can do something about; holds its faults."""

    exit_code: ClassVar[int] = 2
    http_status: ClassVar[int] = 400
    title: ClassVar[str] = "The request could not be carried out"

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class UnreadableInput(KretsloppError):
    """A file that is missing, empty or not what it should be."""

    title = "The input could not be read"


class WrongUse(KretsloppError):
    """A command, parameter or setting used the wrong way."""

    title = "Wrong use"


class DataViolation(KretsloppError):
    """Input that could be read, but says something that it may not say."""

    exit_code = 1
    http_status = 422
    title = "The data has violations"


class QueryError(KretsloppError):
    """A query that can't be parsed or is not allowed; the place is in its text."""

    title = "The query could not be understood"


class NotFound(KretsloppError):
    """Nothing of that name."""

    http_status = 404
    title = "Not found"


class EngineFailure(KretsloppError):
    """The engine, or the remote endpoint, could not answer."""

    http_status = 502
    title = "The query engine could not answer"


class ServiceFailure(KretsloppError):
    """Another endpoint, which a query reaches with SERVICE, gave no answer."""

    http_status = 502
    title = "Another server did not answer"


class LimitReached(KretsloppError):
    """A query that takes more than it may; ``limit`` is the name of the setting, with its value."""

    http_status = 503
    title = "A limit was reached"

    def __init__(self, limit: str, value: str) -> None:
        super().__init__(Fault(f"The limit {limit} ({value}) was reached."))
        self.limit = limit
        self.value = value
