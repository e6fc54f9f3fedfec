"""Footnotes → their table: which row bears the mark of which note."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kretslopp.extraction.pages import Note, mark_pattern
from kretslopp.extraction.plan import span
from kretslopp.extraction.rows import Doubt
from kretslopp.schema import CONTRACTS
from kretslopp.tables import Row, Table

_COLUMNS = ("nr", "text", "tabell", "rad", "rader")


@dataclass(frozen=True)
class Bearer:
    """A row that may bear marks: its table, its spreadsheet row, its words, its first line."""

    table: str
    row: int
    text: str
    first_line: int


def footnote_table(
    notes: Sequence[Note], bearers: Sequence[Bearer]
) -> tuple[Table, tuple[Doubt, ...]]:
    """Return the footnotes' table, a row for each row that bears a note's mark.

    A note without a row that bears its mark stays, without table and row, and
    gives a doubt.
    """
    rows: list[dict[str, str]] = []
    doubts: list[Doubt] = []
    for position, note in enumerate(notes):
        earlier = [n.last_line for n in notes[:position] if n.number == note.number]
        marked = list(_marked(note, bearers, max(earlier, default=0)))
        rows += [_cells(note, bearer) for bearer in marked] or [_cells(note, None)]
        doubts += [] if marked else [_unmarked(note)]
    table_rows = tuple(Row(number, cells) for number, cells in enumerate(rows, start=2))
    uncertain = ("osäkra_kolumner",) if doubts else ()
    return Table(
        CONTRACTS["footnotes"], (*_COLUMNS, *uncertain), table_rows, "footnotes.csv"
    ), tuple(doubts)


def _marked(note: Note, bearers: Sequence[Bearer], after: int) -> Iterator[Bearer]:
    """Yield the rows with the note's mark above it, and below an earlier note of its number."""
    pattern = mark_pattern(note.number)
    for bearer in bearers:
        if after < bearer.first_line < note.first_line and pattern.search(bearer.text):
            yield bearer


def _cells(note: Note, bearer: Bearer | None) -> dict[str, str]:
    return {
        "nr": note.number,
        "text": note.text,
        "tabell": bearer.table if bearer else "",
        "rad": str(bearer.row) if bearer else "",
        "rader": span(note.first_line, note.last_line),
        **({} if bearer else {"osäkra_kolumner": "tabell; rad"}),
    }


def _unmarked(note: Note) -> Doubt:
    message = f"No word above bears the mark of footnote {note.number}; its row is not known."
    return Doubt(("tabell", "rad"), message, note.first_line, note.last_line)
