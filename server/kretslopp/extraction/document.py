"""A document → its tables: the whole way, from lines to cells and faults."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from kretslopp import artefacts, extras
from kretslopp.characters import damage
from kretslopp.curation import read_rows
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
    unknown_marks,
    with_glued_marks,
)
from kretslopp.extraction.columns import Kind, is_stated
from kretslopp.extraction.evidence import Evidence, name_forms
from kretslopp.extraction.footnotes import Bearer, footnote_table
from kretslopp.extraction.heads import find_heads
from kretslopp.extraction.lines import DocumentText, is_pdf, read_document
from kretslopp.extraction.pages import Block
from kretslopp.extraction.plan import read_plan
from kretslopp.extraction.rows import line_span
from kretslopp.extraction.sections import TextSection, sections
from kretslopp.extraction.table import ReadTable, read_tables
from kretslopp.tables import Table


def extract(path: Path) -> Extraction:
    """Read the tables of an action programme from its document, a PDF or its text.

    The document follows the template of the Dalarna action programmes: one
    table of regional and one of municipal actions. Cells are as printed with
    white space folded; a cell that is not sure is named in ``osäkra_kolumner``
    and has a fault. ``rader`` are the lines of the text; of a PDF, the printed
    lines of all its pages, each page from top to bottom, counted from 1. Raises
    UnreadableInput for a file that can't be read or that has no such table, and
    MissingExtra for a PDF where the extra ``pdf`` is not installed.
    """
    if not is_pdf(path):
        return _extract_text(path)
    with extras.needed("pdf", "Reading a PDF"):
        from kretslopp.extraction.pdf import extract_pdf
    return extract_pdf(path)


def _extract_text(path: Path) -> Extraction:
    document = read_document(path)
    heads = tuple(find_heads(document.lines))
    if not heads:
        raise no_head(document.file)
    plan, plan_faults = read_plan(document, heads)
    forms = name_forms(plan.rows[0]["kommun"])
    evidence = Evidence(forms=forms, registered=_registered_areas())
    parts = sections(document, heads)
    reads = read_tables([(part.kind, part.blocks) for part in parts], evidence)
    tables = {"plan": plan}
    faults = [*_damage(document), *plan_faults, *_page_number_faults(document, parts)]
    bearing: list[Bearer] = []
    notes = [note for section in parts for note in section.notes]
    bare = unborne(notes, [row for read in reads for row in read.rows])
    for section, a_read in zip(parts, reads, strict=True):
        read = replace(a_read, rows=tuple(with_glued_marks(a_read.rows, bare)))
        tables[section.kind] = _table(section, read)
        faults += [_orphan(document, section.kind, block) for block in read.orphans]
        faults += row_faults(document.file, section.kind, read.rows)
        bearing += bearers(section.kind, read.rows)
        faults += unknown_marks(document.file, section.kind, read.rows, notes)
    if notes:
        tables["footnotes"], doubts = footnote_table(notes, bearing)
        faults += [doubt_fault(document.file, "Footnotes", doubt) for doubt in doubts]
    return Extraction(tables, tuple(faults))


def _damage(document: DocumentText) -> Iterator[Fault]:
    """Yield a fault for each line that lost letters on its way here."""
    for line in document.lines:
        if harm := damage(line.text.strip()):
            yield Fault(
                harm,
                Place(document.file, line=line.number, last_line=line.number),
                "Save the document's text again, as UTF-8.",
            )


def _registered_areas() -> frozenset[str]:
    """Return the goal areas of the register that comes with Kretslopp."""
    register = artefacts.data() / "curation" / "registers" / "goal-areas.csv"
    return frozenset(row["namn"] for row in read_rows(register, ("adress", "namn")))


def _table(section: TextSection, read: ReadTable) -> Table:
    """Return the table with the columns that its head or introduction names, or that are filled."""
    return action_table(
        section.kind, lambda name: is_stated(section.kind, name, section.stated), read.rows
    )


def _page_number_faults(document: DocumentText, parts: Sequence[TextSection]) -> Iterator[Fault]:
    """Yield a fault for a number alone that neither a page's edge nor a sequence explains."""
    numbers = [int(block.text) for part in parts for block in part.page_numbers]
    if len(numbers) > 1 and all(after == before + 1 for before, after in pairwise(numbers)):
        return
    for part in parts:
        inside = (b for b in part.page_numbers if not (b.page_starts or b.page_ends))
        yield from (_orphan(document, part.kind, block) for block in inside)


def _orphan(document: DocumentText, kind: Kind, block: Block) -> Fault:
    return homeless(document.file, kind, block.text, *line_span([block]))
