"""Footnotes point at rows by number: a row that was put in or taken out moves those below it."""

from collections.abc import Iterator

from kretslopp.errors import Fault
from kretslopp.mapping.titles import footnote_mark
from kretslopp.tables import EMPTY, Row
from kretslopp.workbooks.form import FilledForm


def faults_of_footnotes(form: FilledForm) -> Iterator[Fault]:
    """Yield each footnote of a form that points at a row which is not there."""
    for note, number, row in _pointers(form):
        if row is None:
            yield Fault(
                f"The table {note['tabell']} has no row {number}.",
                form.locate(form.tables["footnotes"].place(note, "rad")),
                "Give the number of the row in which the mark stands, as the spreadsheet shows it.",
            )


def doubtful_footnotes(form: FilledForm) -> Iterator[str]:
    """Yield in words each footnote whose mark is in no cell of the row that it points at."""
    for note, number, row in _pointers(form):
        mark = footnote_mark(note["nr"])
        if row is None or (note["tabell"], row.number, note["nr"]) in form.marks:
            continue
        if not any(mark.search(text) for text in row.cells.values()):
            yield (
                f"footnotes: footnote {note['nr']} points at row {number} of {note['tabell']}, "
                "where no cell bears its mark. Is it the right row?"
            )


def _pointers(form: FilledForm) -> Iterator[tuple[Row, str, Row | None]]:
    """Yield each footnote, a row number that it has, and that row."""
    notes = form.tables.get("footnotes")
    for note in notes.rows if notes else ():
        if note["rad"] in EMPTY or note["tabell"] not in ("regional", "municipal"):
            continue
        table = form.tables.get(note["tabell"])
        rows = {str(row.number): row for row in table.rows} if table else {}
        for number in (part.strip() for part in note["rad"].split(";")):
            yield note, number, rows.get(number)
