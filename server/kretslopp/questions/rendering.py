"""An answer as a table for a terminal, as CSV, as JSON.

CSV and JSON are for programs: their columns are named by the query's variables,
whatever the language, and beside each column of things stands one with their
IRIs (``action``, ``actionIri``).
"""

import csv
import io
import json

from kretslopp import words
from kretslopp.languages import Language
from kretslopp.questions.answer import Answer, AnswerCell, Value
from kretslopp.questions.head import AnswerColumn, ColumnKind
from kretslopp.schema import codebook
from kretslopp.text_table import text_table

SEPARATOR = "; "  # between the things of one cell
IRI_SUFFIX = "Iri"


def cell_text(cell: AnswerCell, language: Language) -> str:
    """Return a cell as a reader sees it; marks and states are in the reader's language."""
    if cell.things:
        return SEPARATOR.join(thing.text for thing in cell.things)
    if cell.state:
        return codebook()["state"].words[cell.state][language]
    if isinstance(cell.value, bool):
        return words.text("question.yes" if cell.value else "question.no", language)
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
    lines = text_table(body, headings, right, width)
    count = words.counted("question.rows", len(body), language)
    return "\n".join([answer.title, "", *lines, "", count, ""])


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

    A mark is true, false or, where the source says nothing, null; a state is one of
    four words; a column that may hold several things holds lists.
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
        "without": list(answer.without),
        "columns": {column.name: column.labels[answer.language] for column in answer.columns},
        "rows": rows,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _names(column: AnswerColumn) -> tuple[str, ...]:
    if column.kind.holds_things:
        return (column.name, column.name + IRI_SUFFIX)
    return (column.name,)


def _values(column: AnswerColumn, cell: AnswerCell) -> tuple[Value | list[str], ...]:
    """Return the values of a cell for a program, one for each of the column's names."""
    texts = [thing.text for thing in cell.things]
    iris = [str(thing.iri) for thing in cell.things]
    if column.kind.holds_several:
        return (texts, iris)
    if column.kind.holds_things:
        return (texts[0], iris[0]) if texts else (None, None)
    return (cell.state or cell.value,)


def _flat(value: Value | list[str]) -> str:
    if isinstance(value, list):
        return SEPARATOR.join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
