"""The blocks of the document's tables → rows of cells, in passes that share their evidence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kretslopp.extraction.areas import inner_names, known_areas, with_areas
from kretslopp.extraction.cells import (
    CellRow,
    municipal_row,
    parts,
    regional_names,
    regional_row,
)
from kretslopp.extraction.columns import Kind
from kretslopp.extraction.evidence import Evidence
from kretslopp.extraction.heads import MOST_CODES
from kretslopp.extraction.organisations import shown_cells
from kretslopp.extraction.pages import Block
from kretslopp.extraction.rows import Segment, Shapes, segments


@dataclass(frozen=True)
class ReadTable:
    """The rows of a table, and the blocks that belong to none of them."""

    rows: tuple[CellRow, ...]
    orphans: tuple[Block, ...]


@dataclass(frozen=True)
class _Draft:
    """A table on its way: blocks above its first row's title, and its rows in the making."""

    kind: Kind
    shapes: Shapes
    before: tuple[Block, ...]
    rows: tuple[Segment, ...]


def read_tables(
    tables: Sequence[tuple[Kind, Sequence[Block]]], evidence: Evidence
) -> tuple[ReadTable, ...]:
    """Read the rows of the document's tables, given the blocks of each.

    ``evidence`` holds the forms of the municipality's name. What one table
    shows for sure of areas and names helps to read the other.
    """
    drafts = [_draft(kind, blocks, evidence) for kind, blocks in tables]
    evidence = _with_names_and_areas(drafts, evidence)
    drafts = [_with_areas(draft, evidence) for draft in drafts]
    evidence = _with_leads(drafts, evidence)
    return tuple(ReadTable(_rows(draft, evidence), draft.before) for draft in drafts)


def _draft(kind: Kind, blocks: Sequence[Block], evidence: Evidence) -> _Draft:
    shapes = Shapes(blocks, MOST_CODES[kind], evidence)
    return _Draft(kind, shapes, *segments(blocks, shapes))


def _with_names_and_areas(drafts: Sequence[_Draft], evidence: Evidence) -> Evidence:
    names = [inner_names(draft.rows, draft.shapes) for draft in drafts]
    evidence = replace(evidence, names=frozenset().union(*names))
    areas = [known_areas(draft.before, draft.rows, draft.shapes, evidence) for draft in drafts]
    return replace(evidence, areas=frozenset().union(*areas))


def _with_areas(draft: _Draft, evidence: Evidence) -> _Draft:
    before, rows = with_areas(draft.before, draft.rows, draft.shapes, evidence)
    return replace(draft, before=before, rows=rows)


def _with_leads(drafts: Sequence[_Draft], evidence: Evidence) -> Evidence:
    splits = [
        regional_names(parts(row, draft.kind, draft.shapes, evidence), evidence)
        for draft in drafts
        if draft.kind == "regional"
        for row in draft.rows
    ]
    leads, participants = shown_cells(splits)
    return replace(evidence, leads=leads, participants=participants)


def _rows(draft: _Draft, evidence: Evidence) -> tuple[CellRow, ...]:
    sorted_rows = [(row, parts(row, draft.kind, draft.shapes, evidence)) for row in draft.rows]
    if draft.kind == "regional":
        return tuple(regional_row(row, row_parts, evidence) for row, row_parts in sorted_rows)
    return tuple(municipal_row(row, row_parts) for row, row_parts in sorted_rows)
