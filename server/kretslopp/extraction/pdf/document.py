"""A PDF → its tables: the whole way, from pages to cells and faults."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kretslopp.errors import Fault, Place
from kretslopp.extraction.assembly import (
    Extraction,
    action_table,
    bearers,
    doubt_fault,
    homeless,
    no_head,
    row_faults,
    unborne,
    with_glued_marks,
)
from kretslopp.extraction.cells import CellRow
from kretslopp.extraction.columns import LAW, STAR
from kretslopp.extraction.footnotes import Bearer, footnote_table
from kretslopp.extraction.lines import DocumentText
from kretslopp.extraction.pages import Note
from kretslopp.extraction.pdf.breaks import core
from kretslopp.extraction.pdf.cells import Setting, cell_row, is_struck, note_text, setting_of
from kretslopp.extraction.pdf.heads import TableHead, as_text_head, find_heads
from kretslopp.extraction.pdf.looks import coloured, struck_outside, struck_rows, unseen
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
    told = [*unseen(file, sheets), *_sheet_faults(file, sheets, heads[0].page), *faults]
    told += [doubt_fault(file, "The plan", doubt)] if doubt else []
    name_is_sure = bool(plan.rows[0]["kommun"]) and doubt is None
    tables = {"plan": plan if name_is_sure else with_uncertain_name(plan)}
    bearing: list[Bearer] = []
    reads = [table_rows(section.parts) for section in parts]
    held = [[row for row in some if not is_struck(row)] for some, _ in reads]
    stated_of = {
        section.kind: stated_words(document.lines, text_heads, section.kind) for section in parts
    }
    told += struck_outside(file, lines, [row for some, _ in reads for row in some])
    setting = _setting([row for pdf_rows, _ in reads for row in pdf_rows], lines, heads, parts)
    notes, note_doubts = _notes(parts, lines)
    every = [
        [cell_row(row, section.kind, setting, LAW in stated_of[section.kind]) for row in kept]
        for section, kept in zip(parts, held, strict=True)
    ]
    bare = unborne(notes, [row for rows in every for row in rows])
    for section, pdf_rows, cell_rows, (all_rows, outside) in zip(
        parts, held, every, reads, strict=True
    ):
        told += struck_rows(file, section.kind, all_rows)
        stated = stated_of[section.kind]
        rows = with_glued_marks(cell_rows, bare)
        if section.kind == "regional" and not name_is_sure:
            pairs = zip(rows, pdf_rows, strict=True)
            rows = [with_uncertain_participants(*pair, section.heads) for pair in pairs]
        tables[section.kind] = _table(section, stated, rows)
        told += _strays(file, section, outside)
        told += _unknown_columns(file, pdf_rows)
        told += row_faults(file, section.kind, rows)
        bearing += bearers(section.kind, rows)
    if notes:
        tables["footnotes"], doubts = footnote_table(notes, bearing)
        told += [doubt_fault(file, "Footnotes", doubt) for doubt in (*doubts, *note_doubts)]
    pages = {line.number: line.page for line in lines}
    faults = tuple(_with_page(fault, pages) for fault in told)
    return Extraction(tables, faults, tuple(coloured(file, sheets)))


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


def _notes(
    parts: Sequence[PdfSection], lines: Sequence[PrintedLine]
) -> tuple[list[Note], list[Doubt]]:
    """Return the document's footnotes, and what is not sure about their words."""
    known = frozenset(core(word.text) for line in lines for word in line.words[:-1])
    notes: list[Note] = []
    doubts: list[Doubt] = []
    for run in (run for section in parts for run in section.notes):
        mark, *words = (word for line in run for word in line.words)
        text, text_doubts = note_text(words, known)
        notes.append(Note(mark.text, text, run[0].number, run[-1].number))
        doubts += text_doubts
    return notes, doubts


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
