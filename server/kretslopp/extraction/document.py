"""A document → its tables: the whole way, from lines to cells and faults."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kretslopp.errors import Fault, Place, UnreadableInput
from kretslopp.extraction.cells import CellRow
from kretslopp.extraction.evidence import Evidence, name_forms
from kretslopp.extraction.footnotes import Bearer, footnote_table
from kretslopp.extraction.heads import Kind, find_heads
from kretslopp.extraction.pages import Block
from kretslopp.extraction.plan import read_plan, span
from kretslopp.extraction.reading import Document, read_document
from kretslopp.extraction.rows import Doubt, line_span
from kretslopp.extraction.sections import Section, sections
from kretslopp.extraction.table import ReadTable, read_tables
from kretslopp.tables import CONTRACTS, Row, Table

_UNCERTAIN = "osäkra_kolumner"

# A column, and the word that says in the head or introduction that the table has it.
_COLUMNS: dict[Kind, dict[str, str]] = {
    "regional": {
        "nr": "åtgärder",
        "målområde": "målområde",
        "åtgärder": "åtgärder",
        "mål": "mål",
        "år": "år",
        "ansvar_regionalt": "ansvar",
        "medverkande": "medverkande",
        "lagkrav": "lagkrav",
        "rader": "målområde",
    },
    "municipal": {
        "nr": "åtgärder",
        "målområde": "målområde",
        "åtgärder": "åtgärder",
        "rekommenderas": "rekommenderas",
        "mål": "mål",
        "regional_åtgärd": "åtgärd",
        "år": "år",
        "ansvar": "ansvar",
        "lagkrav": "lagkrav",
        "rader": "målområde",
    },
}


@dataclass(frozen=True)
class Extraction:
    """The tables of a document by name, and what could not be placed for sure.

    A table that the document lacks is absent. The faults' lines are the
    document's.
    """

    tables: dict[str, Table]
    faults: tuple[Fault, ...]


def extract(path: Path) -> Extraction:
    """Read the tables of an action programme from the text of its document.

    The document follows the template of the Dalarna action programmes: one
    table of regional and one of municipal actions. Cells are as printed with
    white space folded; a cell that is not sure is named in ``osäkra_kolumner``
    and has a fault. Raises UnreadableInput for a file that can't be read or
    that has no such table.
    """
    document = read_document(path)
    heads = tuple(find_heads(document.lines))
    if not heads:
        raise UnreadableInput(_no_head(document))
    plan, plan_faults = read_plan(document, heads)
    evidence = Evidence(forms=name_forms(plan.rows[0]["kommun"]))
    parts = sections(document, heads)
    reads = read_tables([(part.kind, part.blocks) for part in parts], evidence)
    tables = {"plan": plan}
    faults = [*plan_faults, *_page_number_faults(document, parts)]
    bearers: list[Bearer] = []
    for section, read in zip(parts, reads, strict=True):
        tables[section.kind] = _table(section, read.rows)
        faults += _faults(document, section.kind, read)
        bearers += _bearers(section.kind, read.rows)
    notes = [note for section in parts for note in section.notes]
    if notes:
        tables["footnotes"], doubts = footnote_table(notes, bearers)
        faults += [_doubt_fault(document, "Footnotes", doubt) for doubt in doubts]
    return Extraction(tables, tuple(faults))


def _no_head(document: Document) -> Fault:
    return Fault(
        "No head of an action table was found.",
        Place(document.file),
        "A table begins with the line “Målområde  Åtgärder  Mål …”; "
        "check that this is the text of an action programme.",
    )


def _table(section: Section, rows: Sequence[CellRow]) -> Table:
    """Return the table in the contract's columns.

    A column that neither head nor introduction names is left out where all its
    cells are empty: the document lacks it.
    """
    made = tuple(_row(number, row) for number, row in enumerate(rows, start=2))
    columns = [
        name
        for name, word in _COLUMNS[section.kind].items()
        if word in section.stated or any(row[name] for row in made)
    ]
    columns += [_UNCERTAIN] if any(row[_UNCERTAIN] for row in made) else []
    return Table(CONTRACTS[section.kind], tuple(columns), made, f"{section.kind}.csv")


def _row(number: int, row: CellRow) -> Row:
    uncertain = dict.fromkeys(column for doubt in row.doubts for column in doubt.columns)
    cells = {**row.cells, "rader": span(row.first_line, row.last_line)}
    return Row(number, {**cells, _UNCERTAIN: "; ".join(uncertain)} if uncertain else cells)


def _bearers(kind: Kind, rows: Sequence[CellRow]) -> Iterator[Bearer]:
    for number, row in enumerate(rows, start=2):
        yield Bearer(kind, number, " ".join(row.cells.values()), row.first_line)


def _faults(document: Document, kind: Kind, read: ReadTable) -> Iterator[Fault]:
    if not read.rows:
        yield Fault(
            f"The {kind} table has a head but no row could be made out below it.",
            Place(document.file),
            "A row begins with its number and title, such as “1 Ta fram plan”.",
        )
    yield from _homeless(document, kind, read.orphans)
    for row in read.rows:
        what = f"The {kind} action {row.cells['nr'] or 'without a number'}"
        yield from (_doubt_fault(document, what, doubt) for doubt in row.doubts)


def _page_number_faults(document: Document, parts: Sequence[Section]) -> Iterator[Fault]:
    """Yield a fault for a number alone that neither a page's edge nor a sequence explains."""
    numbers = [int(block.text) for part in parts for block in part.page_numbers]
    if len(numbers) > 1 and all(after == before + 1 for before, after in pairwise(numbers)):
        return
    for part in parts:
        inside = (b for b in part.page_numbers if not (b.page_starts or b.page_ends))
        yield from _homeless(document, part.kind, inside)


def _homeless(document: Document, kind: Kind, blocks: Iterable[Block]) -> Iterator[Fault]:
    for block in blocks:
        first, last = line_span([block])
        yield Fault(
            f"“{block.text}” belongs to no row of the {kind} table and was left out.",
            Place(document.file, line=first, last_line=last),
            "Check what it is, and add it to its row by a correction.",
        )


def _doubt_fault(document: Document, what: str, doubt: Doubt) -> Fault:
    columns = "; ".join(doubt.columns)
    place = Place(document.file, column=columns, line=doubt.first_line, last_line=doubt.last_line)
    advice = "Compare these lines with the row; where it is wrong, write a correction."
    return Fault(f"{what}: {doubt.message}", place, advice)
