"""An answer as a table for a terminal, as CSV, as JSON.

CSV and JSON are for programs: their columns are named by the query's variables,
whatever the language, and beside each column of things stands one with their
IRIs (``action``, ``actionIri``).
"""

import csv
import io
import json
import unicodedata
from collections.abc import Iterator

from kretslopp.languages import Language
from kretslopp.questions.answer import Answer, Cell, Value
from kretslopp.questions.head import Column, ColumnKind

SEPARATOR = "; "  # between the things of one cell
IRI_SUFFIX = "Iri"

_GAP = "  "
_NARROWEST = 12  # no column is folded below this width
_MARKS: dict[Language, dict[bool, str]] = {
    "sv": {True: "ja", False: "nej"},
    "en": {True: "yes", False: "no"},
}
_COUNTS: dict[Language, tuple[str, str]] = {"sv": ("rad", "rader"), "en": ("row", "rows")}


def cell_text(cell: Cell, language: Language) -> str:
    """Return a cell as a reader sees it; a mark is yes or no in the reader's language."""
    if cell.things:
        return SEPARATOR.join(thing.text for thing in cell.things)
    if isinstance(cell.value, bool):
        return _MARKS[language][cell.value]
    return "" if cell.value is None else str(cell.value)


def to_text(answer: Answer, width: int | None = None) -> str:
    """Return an answer as text: title, aligned columns, number of rows.

    ``width`` is that of the terminal, in characters; cells are folded at blanks
    to fit it. None folds nothing.
    """
    language = answer.language
    headings = [column.labels[language] for column in answer.columns]
    body = [[cell_text(cell, language) for cell in row] for row in answer.rows]
    right = [column.kind is ColumnKind.NUMBER for column in answer.columns]
    return text_table(answer.title, headings, body, right, language, width)


def text_table(
    title: str,
    headings: list[str],
    body: list[list[str]],
    right: list[bool],
    language: Language,
    width: int | None = None,
) -> str:
    """Return a table as text: title, aligned columns, number of rows.

    ``right`` says which columns end at the right, as numbers do; ``width`` is as
    ``to_text`` has it.
    """
    widths = _widths(headings, body, width)
    rule = ["-" * size for size in widths]
    lines = [line for row in (headings, rule, *body) for line in _lines(row, widths, right)]
    one, several = _COUNTS[language]
    count = f"{len(body)} {one if len(body) == 1 else several}"
    return "\n".join([title, "", *lines, "", count, ""])


def to_csv(answer: Answer) -> str:
    """Return an answer as CSV text (RFC 4180 but for the line ends: line feeds, no BOM)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(name for column in answer.columns for name in _names(column))
    for row in answer.rows:
        writer.writerow(
            _flat(value)
            for column, cell in zip(answer.columns, row, strict=True)
            for value in _values(column, cell)
        )
    return out.getvalue()


def to_json(answer: Answer) -> str:
    """Return an answer as JSON text: what was asked, and a list of objects.

    A mark is true, false or, where the source says nothing, null; a column that
    may hold several things holds lists.
    """
    rows = [
        {
            name: value
            for column, cell in zip(answer.columns, row, strict=True)
            for name, value in zip(_names(column), _values(column, cell), strict=True)
        }
        for row in answer.rows
    ]
    document = {
        "question": answer.question,
        "title": answer.title,
        "language": answer.language,
        "parameters": dict(answer.values),
        "columns": {column.name: column.labels[answer.language] for column in answer.columns},
        "rows": rows,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _names(column: Column) -> tuple[str, ...]:
    if column.kind.holds_things:
        return (column.name, column.name + IRI_SUFFIX)
    return (column.name,)


def _values(column: Column, cell: Cell) -> tuple[Value | list[str], ...]:
    """Return the values of a cell for a program, one for each of the column's names."""
    texts = [thing.text for thing in cell.things]
    iris = [str(thing.iri) for thing in cell.things]
    if column.kind.holds_several:
        return (texts, iris)
    if column.kind.holds_things:
        return (texts[0], iris[0]) if texts else (None, None)
    return (cell.value,)


def _flat(value: Value | list[str]) -> str:
    if isinstance(value, list):
        return SEPARATOR.join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _widths(headings: list[str], body: list[list[str]], total: int | None) -> list[int]:
    """Return the columns' widths: as wide as their cells, but folded to fit into ``total``.

    A heading folds before any cell does. The widest column gives way first, at
    first not below its longest word, then down to ``_NARROWEST``.
    """
    columns = list(zip(headings, *body, strict=True))
    if total is None:
        return [max(map(_width, column)) for column in columns]
    words = [max(map(_longest_word, column)) for column in columns]
    widths = [
        max([word, *map(_width, cells)]) for word, (_, *cells) in zip(words, columns, strict=True)
    ]
    room = total - len(_GAP) * (len(columns) - 1)
    _narrow(widths, words, room)
    _narrow(widths, [_NARROWEST] * len(widths), room)
    return widths


def _narrow(widths: list[int], narrowest: list[int], room: int) -> None:
    """Narrow the widest columns, none below its own limit, until all fit into ``room``."""
    while sum(widths) > room:
        wide = [n for n, width in enumerate(widths) if width > narrowest[n]]
        if not wide:
            return
        widths[max(wide, key=lambda n: widths[n])] -= 1


def _longest_word(text: str) -> int:
    return max(map(_width, text.split()), default=0)


def _lines(row: list[str], widths: list[int], right: list[bool]) -> Iterator[str]:
    """Yield the lines of one row of the table."""
    cells = [list(_fold(text, width)) for text, width in zip(row, widths, strict=True)]
    for n in range(max(map(len, cells))):
        parts = [lines[n] if n < len(lines) else "" for lines in cells]
        padded = map(_pad, parts, widths, right)
        yield _GAP.join(padded).rstrip()


def _fold(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a cell: as many words a line as fit, a longer word cut."""
    line = ""
    for word in text.split():
        while _width(word) > width:
            if line:
                yield line
                line = ""
            yield word[:width]
            word = word[width:]
        if line and _width(line) + 1 + _width(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line


def _pad(text: str, width: int, right: bool) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if right else text + blanks


def _width(text: str) -> int:
    """Return how many places a text takes on a terminal: accents that combine take none."""
    return sum(1 for character in text if not unicodedata.combining(character))
