"""A PDF → its tables: the whole way, from pages to cells and faults."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import shorten

from kretslopp.errors import Fault, Place
from kretslopp.extraction.assembly import (
    Extraction,
    action_table,
    bearers,
    doubt_fault,
    homeless,
    no_head,
    row_faults,
)
from kretslopp.extraction.cells import CellRow
from kretslopp.extraction.columns import LAW, STAR, Kind
from kretslopp.extraction.footnotes import Bearer, footnote_table
from kretslopp.extraction.lines import DocumentText
from kretslopp.extraction.pages import Note
from kretslopp.extraction.pdf.breaks import core
from kretslopp.extraction.pdf.cells import Setting, cell_row, is_struck, note_text, setting_of
from kretslopp.extraction.pdf.heads import TableHead, as_text_head, find_heads
from kretslopp.extraction.pdf.municipality import (
    name_doubt,
    with_uncertain_name,
    with_uncertain_participants,
)
from kretslopp.extraction.pdf.pdf_pages import PdfPage, read_sheets
from kretslopp.extraction.pdf.rows import PdfRow, table_rows
from kretslopp.extraction.pdf.sections import PdfSection, sections
from kretslopp.extraction.pdf.words import PdfWord, PrintedLine, printed_lines, text_lines
from kretslopp.extraction.plan import read_plan
from kretslopp.extraction.rows import Doubt
from kretslopp.extraction.sections import stated_words
from kretslopp.tables import Table

_MOST_SHOWN = 80  # characters of what is quoted at length

_WITHOUT_HEAD = (STAR, LAW)
"""Columns that a document may have without a head, where its introduction speaks of them."""


def extract_pdf(path: Path) -> Extraction:
    """Read the tables of an action programme from the pages of its PDF.

    ``rader`` and the faults' lines are the printed lines of all pages, each
    page from top to bottom, counted from 1. Raises UnreadableInput for a PDF
    that can't be read or that has no such table.
    """
    return tables_of(read_sheets(path), str(path))


def tables_of(sheets: Sequence[PdfPage], file: str) -> Extraction:
    """Read the tables of an action programme from its pages; ``file`` is to show in messages.

    Raises UnreadableInput where there is no such table.
    """
    lines = printed_lines(sheets)
    heads = tuple(find_heads(lines, sheets))
    if not heads:
        raise no_head(file)
    document = DocumentText(file, text_lines(lines))
    parts = sections(lines, heads, sheets)
    text_heads = [as_text_head(head, part.kind) for part in parts for head in part.heads]
    plan, faults = read_plan(document, text_heads)
    doubt = name_doubt(heads)
    told = [*_unseen(file, sheets), *_sheet_faults(file, sheets, heads[0].page), *faults]
    told += [doubt_fault(file, "The plan", doubt)] if doubt else []
    name_is_sure = bool(plan.rows[0]["kommun"]) and doubt is None
    tables = {"plan": plan if name_is_sure else with_uncertain_name(plan)}
    bearing: list[Bearer] = []
    reads = [table_rows(section.parts) for section in parts]
    told += _struck_outside(file, lines, [row for some, _ in reads for row in some])
    setting = _setting([row for pdf_rows, _ in reads for row in pdf_rows], lines, heads, parts)
    for section, (every_row, outside) in zip(parts, reads, strict=True):
        pdf_rows = [row for row in every_row if not is_struck(row)]
        told += _struck_rows(file, section.kind, every_row)
        stated = stated_words(document.lines, text_heads, section.kind)
        rows = [cell_row(row, section.kind, setting, LAW in stated) for row in pdf_rows]
        if section.kind == "regional" and not name_is_sure:
            pairs = zip(rows, pdf_rows, strict=True)
            rows = [with_uncertain_participants(*pair, section.heads) for pair in pairs]
        tables[section.kind] = _table(section, stated, rows)
        told += _strays(file, section, outside)
        told += _unknown_columns(file, pdf_rows)
        told += row_faults(file, section.kind, rows)
        bearing += bearers(section.kind, rows)
    if any(section.notes for section in parts):
        tables["footnotes"], doubts = _footnotes(parts, lines, bearing)
        told += [doubt_fault(file, "Footnotes", doubt) for doubt in doubts]
    pages = {line.number: line.page for line in lines}
    faults = tuple(_with_page(fault, pages) for fault in told)
    return Extraction(tables, faults, tuple(_coloured(file, sheets)))


def _setting(
    rows: Sequence[PdfRow],
    lines: Sequence[PrintedLine],
    heads: Sequence[TableHead],
    parts: Sequence[PdfSection],
) -> Setting:
    cells = [cell for row in rows for piece in row.pieces for cell in piece.cells]
    in_tables = {word.line for cell in cells for word in cell}
    in_tables |= {line.number for head in heads for line in head.lines}
    others = [word for line in lines if line.number not in in_tables for word in line.words]
    return setting_of(rows, others, (run[0].words[0].text for part in parts for run in part.notes))


def _table(section: PdfSection, stated: frozenset[str], rows: Sequence[CellRow]) -> Table:
    """Return the table with the columns that its head or introduction names, or that are filled."""
    named = {name for part in section.parts for name in part.columns.names}

    def has(name: str) -> bool:
        return name == "rader" or name in named or (name in _WITHOUT_HEAD and name in stated)

    return action_table(section.kind, has, rows)


def _footnotes(
    parts: Sequence[PdfSection], lines: Sequence[PrintedLine], bearing: Sequence[Bearer]
) -> tuple[Table, list[Doubt]]:
    known = frozenset(core(word.text) for line in lines for word in line.words[:-1])
    notes: list[Note] = []
    doubts: list[Doubt] = []
    for run in (run for section in parts for run in section.notes):
        mark, *words = (word for line in run for word in line.words)
        text, note_doubts = note_text(words, known)
        notes.append(Note(mark.text, text, run[0].number, run[-1].number))
        doubts += note_doubts
    table, unmarked = footnote_table(notes, bearing)
    return table, [*unmarked, *doubts]


def _sheet_faults(file: str, sheets: Sequence[PdfPage], first: int) -> Iterator[Fault]:
    """Yield a fault for what the pages from the first table on say in another way than in lines."""
    for sheet in sheets[first - 1 :]:
        if sheet.sideways:
            yield Fault(
                f"“{sheet.sideways}” runs in another direction than the page's text and was "
                "left out.",
                Place(file, page=sheet.number),
                "Check what it is, and add it to its row by a correction.",
            )
        if sheet.pictured:
            yield Fault(
                "The page holds a picture and no text; what it says was not read.",
                Place(file, page=sheet.number),
                "Run a program that recognises text (OCR, such as “ocrmypdf”) and extract its "
                "result.",
            )


def _unseen(file: str, sheets: Sequence[PdfPage]) -> Iterator[Fault]:
    """Yield a fault for what is on a page and not in its print."""
    for sheet in sheets:
        place = Place(file, page=sheet.number)
        if sheet.unseen:
            yield Fault(
                f"“{sheet.unseen}” has the colour of its ground, so that nobody sees it, and was "
                "left out.",
                place,
                "Look whether the document means it; if so, add it to its row by a correction.",
            )
        for remark in sheet.remarks:
            yield Fault(
                f"A note is pinned to the page and was not read: {remark}.",
                place,
                "Look at it in a PDF viewer; what it says of a row can stand in anmärkning.",
            )


def _coloured(file: str, sheets: Sequence[PdfPage]) -> Iterator[Fault]:
    for sheet in sheets:
        if sheet.coloured:
            yield Fault(
                f"Words are printed in colour: “{shorten(sheet.coloured, _MOST_SHOWN)}”.",
                Place(file, page=sheet.number),
                "Where a colour says something, write it into the table by a correction.",
            )


def _struck_rows(file: str, kind: Kind, rows: Sequence[PdfRow]) -> Iterator[Fault]:
    for row in filter(is_struck, rows):
        title = " ".join(word.text for piece in row.pieces for word in piece.words("åtgärder"))
        first, last = row.lines
        yield Fault(
            f"The {kind} action “{title}” is struck through; its row was left out.",
            Place(file, line=first, last_line=last),
            "Where the action still holds, add its row by hand.",
        )


def _struck_outside(
    file: str, lines: Sequence[PrintedLine], rows: Sequence[PdfRow]
) -> Iterator[Fault]:
    """Yield a fault for each line with struck words that are in no row of a table."""
    inside = {id(w) for row in rows for piece in row.pieces for cell in piece.cells for w in cell}
    for line in lines:
        words = [word.text for word in line.words if word.struck and id(word) not in inside]
        if words:
            yield Fault(
                f"“{' '.join(words)}” is struck through; it was read as if it were not.",
                Place(file, line=line.number, last_line=line.number),
                "Correct the cell that comes of it.",
            )


def _strays(file: str, section: PdfSection, outside: Sequence[PdfWord]) -> Iterator[Fault]:
    """Yield a fault for each line that no row holds, and for each word outside of all columns."""
    for line in section.strays:
        yield homeless(file, section.kind, line.text, line.number, line.number)
    for word in outside:
        yield homeless(file, section.kind, word.text, word.line, word.line)


def _unknown_columns(file: str, rows: Sequence[PdfRow]) -> Iterator[Fault]:
    """Yield a fault for each column with words that the tables have no place for."""
    words: dict[str, list[PdfWord]] = {}
    for piece in (piece for row in rows for piece in row.pieces):
        for (name, cell), head in zip(piece.by_column, piece.columns.heads, strict=True):
            if name is None and cell:
                words.setdefault(head.text, []).extend(cell)
    for title, some in words.items():
        what = f"The column “{title}”" if title else "A column without a head"
        yield Fault(
            f"{what} is none that the tables have; its cells were left out: "
            f"“{' '.join(word.text for word in some)}”.",
            Place(file, line=some[0].line, last_line=some[-1].line),
            "Where it is a column that the table lacks, write corrections; what else it says may "
            "be added to anmärkning.",
        )


def _with_page(fault: Fault, pages: dict[int, int]) -> Fault:
    """Return a fault with the page on which its first line stands."""
    page = pages.get(fault.place.line or 0, fault.place.page)
    return replace(fault, place=replace(fault.place, page=page))
