"""Rows of cells → the contract's tables, and doubts → faults; the same for text and for PDF."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kretslopp.characters import raised
from kretslopp.errors import Fault, Place, UnreadableInput
from kretslopp.extraction.cells import CellRow
from kretslopp.extraction.columns import Kind, names_of_kinds
from kretslopp.extraction.footnotes import Bearer
from kretslopp.extraction.pages import Note, is_marked
from kretslopp.extraction.plan import span
from kretslopp.extraction.rows import Doubt
from kretslopp.schema import CONTRACTS
from kretslopp.tables import Row, Table

_UNCERTAIN = "osäkra_kolumner"
_CODES = names_of_kinds("codes")


@dataclass(frozen=True)
class Extraction:
    """The tables of a document by name, and what could not be placed for sure.

    A table that the document lacks is absent. The faults' lines are the
    document's. ``notes`` are worth a look, and make nothing unsure.
    """

    tables: dict[str, Table]
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...] = ()


def no_head(file: str) -> UnreadableInput:
    """Return the error for a document in which no table begins."""
    fault = Fault(
        "No head of an action table was found.",
        Place(file),
        "A table begins with the line “Målområde  Åtgärder  Mål …”; "
        "check that this is an action programme.",
    )
    return UnreadableInput(fault)


def action_table(kind: Kind, has: Callable[[str], bool], rows: Sequence[CellRow]) -> Table:
    """Return a table of actions in the contract's columns.

    A column is left out where the document lacks it: ``has`` denies it, and all
    its cells are empty.
    """
    made = tuple(_row(number, row) for number, row in enumerate(rows, start=2))
    columns = [
        column.name
        for column in CONTRACTS[kind].columns
        if column.name != _UNCERTAIN
        if has(column.name) or any(row[column.name] for row in made)
    ]
    columns += [_UNCERTAIN] if any(row[_UNCERTAIN] for row in made) else []
    return Table(CONTRACTS[kind], tuple(columns), made, f"{kind}.csv")


def _row(number: int, row: CellRow) -> Row:
    doubted = (column for doubt in row.doubts for column in doubt.columns)
    uncertain = dict.fromkeys([*doubted, *row.uncertain])
    cells = {**row.cells, "rader": span(row.first_line, row.last_line)}
    return Row(number, {**cells, _UNCERTAIN: "; ".join(uncertain)} if uncertain else cells)


def bearers(kind: Kind, rows: Sequence[CellRow]) -> Iterator[Bearer]:
    """Yield a table's rows as those that may bear the marks of footnotes."""
    for number, row in enumerate(rows, start=2):
        yield Bearer(kind, number, _marked_text(row), row.first_line)


def row_faults(file: str, kind: Kind, rows: Sequence[CellRow]) -> Iterator[Fault]:
    """Yield a fault for each doubt of a table's rows, or for its having none."""
    if not rows:
        yield Fault(
            f"The {kind} table has a head but no row could be made out below it.",
            Place(file),
            "A row begins with its number and title, such as “1 Ta fram plan”.",
        )
    for row in rows:
        what = f"The {kind} action {row.cells['nr'] or 'without a number'}"
        yield from (doubt_fault(file, what, doubt) for doubt in row.doubts)


def unknown_marks(
    file: str, kind: Kind, rows: Sequence[CellRow], notes: Sequence[Note]
) -> Iterator[Fault]:
    """Yield a fault for each raised number in a row's codes and years that no footnote has."""
    numbers = {note.number for note in notes}
    for row in rows:
        for mark in row.marks:
            if mark not in numbers:
                yield Fault(
                    f"The {kind} action {row.cells['nr']}: a raised {mark} was left out; there is "
                    f"no footnote {mark}.",
                    Place(file, line=row.first_line, last_line=row.last_line),
                    "Compare these lines with the row; where it is wrong, write a correction.",
                )


def with_glued_marks(rows: Sequence[CellRow], unborne: Collection[str]) -> list[CellRow]:
    """Return rows with a doubt for each code that may end with the mark of a footnote.

    ``unborne`` are the numbers of footnotes whose mark no word bears: where there is
    such a note 1, and no other row has a goal above 9, the goal 71 may be 7 and its mark.
    """
    return [replace(row, doubts=(*row.doubts, *_glued_doubts(row, rows, unborne))) for row in rows]


def unborne(notes: Sequence[Note], rows: Iterable[CellRow]) -> frozenset[str]:
    """Return the numbers of the footnotes whose mark stands in none of the rows."""
    texts = [_marked_text(row) for row in rows]
    numbers = {note.number for note in notes}
    return frozenset(n for n in numbers if not any(is_marked(n, text) for text in texts))


def _marked_text(row: CellRow) -> str:
    return " ".join((*row.cells.values(), *map(raised, row.marks)))


def _glued_doubts(
    row: CellRow, rows: Sequence[CellRow], numbers: Collection[str]
) -> Iterator[Doubt]:
    for name in _CODES:
        others = (code for other in rows if other is not row for code in _codes(other, name))
        largest = max((int(code) for code in others if code.isdecimal()), default=0)
        for code in _codes(row, name):
            for number in sorted(numbers):
                rest = code.removesuffix(number)
                if code.isdecimal() and code != rest != "" and int(code) > largest:
                    message = (
                        f"“{code}” may be {rest} with the mark of footnote {number}, which no "
                        "word bears."
                    )
                    yield Doubt((name,), message, row.first_line, row.last_line)


def _codes(row: CellRow, name: str) -> list[str]:
    return row.cells.get(name, "").split(",")


def homeless(file: str, kind: Kind, text: str, first: int, last: int) -> Fault:
    """Return the fault for words of a document that no row of a table holds."""
    return Fault(
        f"“{text}” belongs to no row of the {kind} table and was left out.",
        Place(file, line=first, last_line=last),
        "Check what it is, and add it to its row by a correction.",
    )


def doubt_fault(file: str, what: str, doubt: Doubt) -> Fault:
    """Return a doubt as a fault; ``what`` names the row."""
    columns = "; ".join(doubt.columns)
    place = Place(file, column=columns, line=doubt.first_line, last_line=doubt.last_line)
    advice = "Compare these lines with the row; where it is wrong, write a correction."
    return Fault(f"{what}: {doubt.message}", place, advice)
