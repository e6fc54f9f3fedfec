"""The head of a query file: comment lines that begin with ``#+``.

::

    #+ title sv: Vilka åtgärder tjänar ett mål?
    #+ title en: Which actions serve a goal?
    #+ description sv: En rad per åtgärd …
    #+   … a line that begins with three blanks goes on with the one above.
    #+ description en: One row per action …
    #+ parameter goal ?goalCode goal = 4 | sv: Målets nummer | en: Number of the goal
    #+ column action thing | sv: Åtgärd | en: Action

A ``parameter`` has a name, the variable that its value is bound to, a type
(``values.ParameterType``) and perhaps a default; one without is left unbound
when it gets no value, and the question is then about all. A variable that is a
parameter stands in the outer group of the query, not in a subquery.

A ``column`` is a variable of the SELECT and a kind (``ColumnKind``). Both have
their name for a reader in Swedish and English.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from kretslopp.errors import Fault, Place, UnreadableInput
from kretslopp.languages import LANGUAGES, Language
from kretslopp.questions.values import ParameterType
from kretslopp.tables import nearest

Texts = dict[Language, str]

_MARK = "#+"
_CONTINUATION = "   "
_TEXT = re.compile(r"(?P<field>title|description) (?P<language>\w+): *(?P<text>.*)\Z")
_PARAMETER = re.compile(
    r"parameter (?P<name>[a-z][a-z-]*) \?(?P<variable>\w+) (?P<type>[a-z-]+)"
    r"(?: = (?P<default>[^|]*?))? *\|(?P<labels>.*)\Z"
)
_COLUMN = re.compile(r"column (?P<variable>\w+) (?P<kind>[a-z]+) *\|(?P<labels>.*)\Z")
_LABEL = re.compile(r" *(?P<language>\w+): *(?P<text>.*?) *\Z")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)  # an IRI may hold a # too


class ColumnKind(Enum):
    """What the cells of a column hold, and so how they are shown."""

    TEXT = "text"  # a literal, shown as it is
    NUMBER = "number"  # an integer
    MARK = "mark"  # a boolean: yes, no, or nothing where the source says nothing
    STATE = "state"  # what the source says of the row: one of the four states, as in comparisons
    FINDING = "finding"  # what the data shows of what a rule asks for: one of three words
    THING = "thing"  # an IRI, shown by its label
    CODE = "code"  # an IRI, shown by its identifier (K3, 4)
    THINGS = "things"  # IRIs with blanks between, each shown by its label
    CODES = "codes"  # IRIs with blanks between, each shown by its identifier

    @property
    def holds_things(self) -> bool:
        """Return whether the cells hold IRIs."""
        return self in (
            ColumnKind.THING,
            ColumnKind.CODE,
            ColumnKind.THINGS,
            ColumnKind.CODES,
        )

    @property
    def holds_several(self) -> bool:
        """Return whether a cell may hold several IRIs."""
        return self in (ColumnKind.THINGS, ColumnKind.CODES)

    @property
    def shows_identifier(self) -> bool:
        """Return whether a thing is shown by its identifier and not by its label."""
        return self in (ColumnKind.CODE, ColumnKind.CODES)


@dataclass(frozen=True)
class Parameter:
    """Something to fill in: its name, the variable it is bound to, its type and labels.

    ``default`` is text, as a user would give it; None for one that may stay open.
    """

    name: str
    variable: str
    type: ParameterType
    default: str | None
    labels: Texts


@dataclass(frozen=True)
class AnswerColumn:
    """One column of an answer: the variable that fills it, its kind, its headings."""

    name: str
    kind: ColumnKind
    labels: Texts


@dataclass(frozen=True)
class QueryHead:
    """What the head of a query file says."""

    titles: Texts
    descriptions: Texts
    parameters: tuple[Parameter, ...]
    columns: tuple[AnswerColumn, ...]


def read_head(text: str, file: str) -> QueryHead:
    """Read the head of a query file; ``file`` is the name to show in messages.

    Raises UnreadableInput with every fault, each with its line: one that can't
    be understood, an unknown type, kind or language, a missing text, a variable
    that the query lacks, something that stands twice.
    """
    reader = _Reader(text, file)
    for line, entry in _entries(text):
        reader.read(line, entry)
    reader.check_complete()
    if reader.faults:
        raise UnreadableInput(*reader.faults)
    return QueryHead(
        reader.texts["title"],
        reader.texts["description"],
        tuple(reader.parameters),
        tuple(reader.columns),
    )


def _entries(text: str) -> Iterator[tuple[int, str]]:
    """Yield the entries of a head, continuation lines joined, each with its first line."""
    first, entry = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.startswith(_MARK):
            continue
        content = line.removeprefix(_MARK)
        if content.startswith(_CONTINUATION) and entry:
            entry += " " + content.strip()
            continue
        if entry:
            yield first, entry
        first, entry = number, content.strip()
    if entry:
        yield first, entry


class _Reader:
    """Collects what a head says, and its faults."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._query = _COMMENT.sub("", text)
        self.texts: dict[str, Texts] = {"title": {}, "description": {}}
        self.parameters: list[Parameter] = []
        self.columns: list[AnswerColumn] = []
        self.faults: list[Fault] = []

    def read(self, line: int, entry: str) -> None:
        """Add one entry."""
        if match := _TEXT.match(entry):
            field = match["field"]
            self._add_text(line, field, self.texts[field], match["language"], match["text"])
        elif match := _PARAMETER.match(entry):
            self._add_parameter(line, match)
        elif match := _COLUMN.match(entry):
            self._add_column(line, match)
        else:
            self._fault(
                line,
                f"“{entry}” is not an entry of a question's head.",
                "An entry is “title sv: …”, “description sv: …”, “parameter NAME ?VARIABLE TYPE = "
                "DEFAULT | sv: … | en: …” or “column VARIABLE KIND | sv: … | en: …”.",
            )

    def check_complete(self) -> None:
        """Add a fault for each text that is missing, and for a question without columns."""
        for field, texts in self.texts.items():
            self._check_languages(1, f"The {field}", texts)
        if not self.columns:
            self._fault(1, "The question has no column.", "Describe each variable of its SELECT.")

    def _add_parameter(self, line: int, match: re.Match[str]) -> None:
        name, variable = match["name"], match["variable"]
        parameter_type = next((item for item in ParameterType if item.value == match["type"]), None)
        if parameter_type is None:
            self._unknown(
                line, "type of parameter", match["type"], [t.value for t in ParameterType]
            )
            return
        if any(name == parameter.name for parameter in self.parameters):
            self._fault(line, f"The parameter “{name}” stands twice.", "Remove one of the two.")
        self._check_used(line, f"The parameter “{name}”", variable)
        labels = self._labels(line, f"The parameter “{name}”", match["labels"])
        default = match["default"] or None
        self.parameters.append(Parameter(name, variable, parameter_type, default, labels))

    def _add_column(self, line: int, match: re.Match[str]) -> None:
        name = match["variable"]
        kind = next((item for item in ColumnKind if item.value == match["kind"]), None)
        if kind is None:
            self._unknown(line, "kind of column", match["kind"], [k.value for k in ColumnKind])
            return
        if any(name == column.name for column in self.columns):
            self._fault(line, f"The column “{name}” stands twice.", "Remove one of the two.")
        self._check_used(line, f"The column “{name}”", name)
        labels = self._labels(line, f"The column “{name}”", match["labels"])
        self.columns.append(AnswerColumn(name, kind, labels))

    def _labels(self, line: int, what: str, text: str) -> Texts:
        labels: Texts = {}
        for part in text.split("|"):
            if match := _LABEL.match(part):
                self._add_text(line, what, labels, match["language"], match["text"])
            else:
                self._fault(line, f"“{part.strip()}” is not a label.", "Write “sv: …” or “en: …”.")
        self._check_languages(line, what, labels)
        return labels

    def _add_text(self, line: int, what: str, texts: Texts, language: str, text: str) -> None:
        known = next((item for item in LANGUAGES if item == language), None)
        if known is None:
            self._unknown(line, "language", language, list(LANGUAGES))
        elif known in texts:
            self._fault(line, f"{what} has two texts in “{known}”.", "Remove one of the two.")
        else:
            texts[known] = text

    def _check_languages(self, line: int, what: str, texts: Texts) -> None:
        for language in LANGUAGES:
            if not texts.get(language):
                self._fault(line, f"{what} has no text in “{language}”.", "Give it one.")

    def _check_used(self, line: int, what: str, variable: str) -> None:
        if not re.search(rf"[?$]{variable}\b", self._query):
            self._fault(
                line,
                f"{what} is the variable ?{variable}, which the query does not use.",
                "Use it, or remove the entry.",
            )

    def _unknown(self, line: int, what: str, text: str, known: list[str]) -> None:
        advice = nearest(text, known) or f"Known: {', '.join(known)}."
        self._fault(line, f"“{text}” is not a {what}.", advice)

    def _fault(self, line: int, message: str, advice: str) -> None:
        self.faults.append(Fault(message, Place(self._file, line=line), advice))
