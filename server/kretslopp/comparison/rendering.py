"""A comparison as text for a terminal, as CSV, as JSON, as a page of its own.

CSV and JSON are for programs: every column, named as in data frames, numbers
with all their digits; what is missing is an empty field or null.
"""

import csv
import io
import json
from collections.abc import Iterator
from html import escape

from kretslopp import words
from kretslopp.comparison.table import ComparisonTable, Row, Value
from kretslopp.languages import Language
from kretslopp.namespaces import KL_ID
from kretslopp.reading.descriptions import Text
from kretslopp.schema import Variable
from kretslopp.text_table import text_table

_DECIMALS = 2  # of a number that people read
_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem;color:#1c2b26}"
    "table{border-collapse:collapse}caption{text-align:left;padding:.5rem 0}"
    "th,td{border:1px solid #c3d3cb;padding:.35rem .6rem;text-align:left;vertical-align:top}"
    "td.number{text-align:right;font-variant-numeric:tabular-nums}"
)


def cell_text(column: Variable, value: Value, language: Language) -> str:
    """Return a cell as people read it: numbers rounded, our own addresses without their base."""
    if value is None:
        return ""
    if isinstance(value, float):
        number = f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
        number = "0" if number == "-0" else number
        return words.number(number, language)
    if column.link == column.name:
        return str(value).removeprefix(str(KL_ID)).partition("/")[2] or str(value)
    return str(value)


def word_text(column: Variable, value: Value, language: Language) -> str:
    """Return what the word of a cell means to a reader; other cells as ``cell_text`` has them."""
    words = column.words.get(str(value))
    return words[language] if words else cell_text(column, value, language)


def cell_language(column: Variable, value: Value) -> str:
    """Return the language of a cell's text (BCP 47); ``""`` for what is of none, or of all."""
    if column.language and value is not None:
        return column.language
    return value.language if isinstance(value, Text) else ""


def to_text(table: ComparisonTable, language: Language, width: int | None = None) -> str:
    """Return a comparison as text: title, aligned columns, number of rows.

    ``width`` is that of the terminal, in characters; cells are folded at blanks
    to fit it. None folds nothing. Columns that are empty all the way are left out.
    """
    columns = filled_columns(table)
    lines = text_table(
        [
            [cell_text(column, row[column.name], language) for column in columns]
            for row in table.rows
        ],
        [column.labels[language] for column in columns],
        [column.is_number for column in columns],
        width,
    )
    title, count = (
        table.descriptor.titles[language],
        words.counted("question.rows", len(table.rows), language),
    )
    return "\n".join([title, "", *lines, "", count, ""])


def filled_columns(table: ComparisonTable) -> tuple[Variable, ...]:
    """Return the columns that people read and that say something; all where there are no rows."""
    return tuple(
        column
        for column in table.descriptor.shown
        if not table.rows or any(row[column.name] is not None for row in table.rows)
    )


def to_csv(table: ComparisonTable) -> str:
    """Return a comparison as CSV text (RFC 4180 but for the line ends: line feeds, no BOM)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(_with_head(table))
    return out.getvalue()


def to_xlsx(table: ComparisonTable, language: Language) -> bytes:
    """Return a comparison and what belongs to it as a workbook, and what their columns are.

    Raises MissingExtra where the extra ``tables`` is not installed.
    """
    # Here, because only who writes a workbook should wait for the room that reads plans.
    from kretslopp.workbooks import row_workbook

    tables = (table, *table.beside)
    about = [
        (of.descriptor.name, column.name, column.labels[language], column.unit,
         column.about[language])
        for of in tables
        for column in of.descriptor.columns
    ]  # fmt: skip
    return row_workbook(
        {
            **{of.descriptor.name: _with_head(of) for of in tables},
            "columns": [("sheet", "column", "label", "unit", "meaning"), *about],
        }
    )


def _with_head(table: ComparisonTable) -> list[list[Value]]:
    """Return the rows of a comparison, every column, below their names."""
    names: list[Value] = [column.name for column in table.descriptor.columns]
    return [names, *([row[str(name)] for name in names] for row in table.rows)]


def to_json(table: ComparisonTable, language: Language) -> str:
    """Return a comparison as JSON text: what it is, its columns, and a list of objects."""
    document = {
        "comparison": table.descriptor.name,
        "title": table.descriptor.titles[language],
        "language": language,
        "columns": {
            column.name: {
                "type": column.pandas_type,
                "unit": column.unit,
                "label": column.labels[language],
                "about": column.about[language],
            }
            for column in table.descriptor.columns
        },
        "rows": [dict(row) for row in table.rows],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def to_html(table: ComparisonTable, language: Language) -> str:
    """Return a comparison as an HTML page that needs nothing else."""
    title, about = (text[language] for text in (table.descriptor.titles, table.descriptor.about))
    columns = filled_columns(table)
    lines = [
        "<!doctype html>",
        f'<html lang="{language}">',
        f'<head><meta charset="utf-8"><title>{escape(title)}</title>',
        f"<style>{_STYLE}</style></head>",
        f"<body><h1>{escape(title)}</h1><p>{escape(about)}</p>",
        "<table><thead><tr>",
        *(f'<th scope="col">{escape(column.labels[language])}</th>' for column in columns),
        "</tr></thead><tbody>",
        *(_html_row(row, columns, language) for row in table.rows),
        "</tbody></table></body></html>",
    ]
    return "\n".join(lines) + "\n"


def _html_row(row: Row, columns: tuple[Variable, ...], language: Language) -> str:
    cells = "".join(_html_cells(row, columns, language))
    return f"<tr>{cells}</tr>"


def _html_cells(row: Row, columns: tuple[Variable, ...], language: Language) -> Iterator[str]:
    for column in columns:
        value = row[column.name]
        shown = escape(word_text(column, value, language))
        address = row.get(column.link) if column.link else None
        if value is not None and column.words:
            # The word itself, the same in every language, stays for programs.
            shown = f'<data value="{escape(str(value))}">{shown}</data>'
        elif shown and str(address).startswith(("https://", "http://")):
            shown = f'<a href="{escape(str(address))}">{shown}</a>'
        kind = ' class="number"' if column.is_number else ""
        lang = cell_language(column, value)
        spoken = f' lang="{escape(lang)}"' if lang not in ("", language) else ""
        yield f"<td{kind}{spoken}>{shown}</td>"
