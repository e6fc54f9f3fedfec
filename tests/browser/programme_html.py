"""Pages of HTML with an action programme's tables: rows in, the page out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from extraction.pdf_layout import HEADS, Programme, Rows

WIDTHS = {
    "målområde": 12, "åtgärder": 31, "mål": 6, "regional_åtgärd": 8, "år": 8,
    "ansvar_regionalt": 15, "ansvar": 22, "medverkande": 18, "lagkrav": 8,
}  # fmt: skip
_MARK = re.compile(r"(?<=[^\W\d_]{3})(\d{1,2})\b")


@dataclass(frozen=True)
class Style:
    """How the tables are set.

    ``rules`` is a CSS border, ``widths`` are parts of the table's width by
    column; where there are none the browser chooses. ``repeat_head`` sets the
    head on each page, ``split_rows`` lets a page end inside a row.
    """

    rules: str = "0.5pt solid black"
    size: float = 9
    line_height: float = 1.25
    padding: float = 3
    align: str = "top"
    font: str = "Liberation Sans"
    page: str = "A4 landscape"
    repeat_head: bool = True
    split_rows: bool = False
    widths: dict[str, float] = field(default_factory=lambda: dict(WIDTHS))
    more: str = ""


def html(programme: Programme, style: Style = Style()) -> str:
    """Return the programme as a page in this style."""
    body = [
        f"<h1>{escape(programme.title)}</h1>",
        "<p>Regionala åtgärder drivs av regionala temagrupper eller nätverk.</p>",
        "<p>Kommunala åtgärder drivs av kommunal verksamhet.</p>",
    ]
    for name, rows, dot in (
        ("Regionala", programme.regional, ""),
        ("Kommunala", programme.municipal, "."),
    ):
        if rows:
            body += [
                f"<h2>{name} åtgärder</h2>",
                "<p>Åtgärder som rekommenderas i alla kommuner markeras med *.</p>",
                "<p>Lagkrav anger att åtgärd är föranledd av lagkrav.</p>",
                _table(rows, dot, programme, style),
            ]
    return (
        f'<!doctype html><html lang="sv"><meta charset="utf-8"><title>Program</title>'
        f"<style>{_css(style)}</style>{''.join(body)}</html>"
    )


def _css(style: Style) -> str:
    return f"""
        @page {{ size: {style.page}; margin: 12mm }}
        body {{ font: {style.size}pt/{style.line_height} "{style.font}" }}
        h2 {{ break-before: page; break-after: avoid }}
        table {{ border-collapse: collapse; width: 100%;
                 table-layout: {"fixed" if style.widths else "auto"} }}
        td, th {{ border: {style.rules or "none"}; padding: {style.padding}pt;
                  padding-left: {max(style.padding, 3)}pt; padding-right: {max(style.padding, 3)}pt;
                  vertical-align: {style.align}; text-align: left }}
        thead {{ display: {"table-header-group" if style.repeat_head else "table-row-group"} }}
        tr {{ break-inside: {"auto" if style.split_rows else "avoid"} }}
        td {{ orphans: 1; widows: 1 }}
        p.note {{ font-size: {style.size * 0.8}pt; margin: 2pt 0 }}
        {style.more}"""


def _table(rows: Rows, dot: str, programme: Programme, style: Style) -> str:
    columns = [column for column in HEADS if column in rows[0] and column != "nr"]
    heads = {**HEADS, "medverkande": f"Medverkande<br>{programme.municipality}"}
    whole = sum(style.widths.get(column, 0) for column in columns)
    cols = "".join(
        f'<col style="width: {100 * style.widths[column] / whole:.2f}%">' if whole else "<col>"
        for column in columns
    )
    head = "".join(f"<th>{heads[column]}</th>" for column in columns)
    body = "".join(_row(row, columns, dot, programme) for row in rows)
    return (
        f"<table><colgroup>{cols}</colgroup><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>{_notes(rows, programme)}"
    )


def _row(row: dict[str, str], columns: Sequence[str], dot: str, programme: Programme) -> str:
    cells = {**row, "åtgärder": f"{row['nr']}{dot} {row['åtgärder']}"}
    return f"<tr>{''.join(f'<td>{_marked(cells[c], programme)}</td>' for c in columns)}</tr>"


def _marked(text: str, programme: Programme) -> str:
    def mark(match: re.Match[str]) -> str:
        return f"<sup>{match[1]}</sup>" if match[1] in programme.notes else match[1]

    return _MARK.sub(mark, escape(text))


def _notes(rows: Rows, programme: Programme) -> str:
    text = " ".join(cell for row in rows for cell in row.values())
    marks = [number for number in _MARK.findall(text) if number in programme.notes]
    return "".join(
        f'<p class="note"><sup>{number}</sup> {escape(programme.notes[number])}</p>'
        for number in dict.fromkeys(marks)
    )
