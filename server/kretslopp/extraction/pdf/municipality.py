"""The municipality's name in the heads of a PDF's tables, and whether it is sure."""

from collections.abc import Sequence
from dataclasses import replace

from kretslopp.extraction.cells import CellRow
from kretslopp.extraction.columns import PARTICIPANTS
from kretslopp.extraction.pdf.heads import TableHead
from kretslopp.extraction.pdf.rows import PdfRow
from kretslopp.extraction.rows import Doubt
from kretslopp.tables import Row, Table

MOST_WORDS = 2
"""No name of a Swedish municipality has more words (Upplands Väsby)."""


def name_doubt(heads: Sequence[TableHead]) -> Doubt | None:
    """Return a doubt of the municipality's name where words of a row may be in it, or missing.

    The name stands below “Medverkande”, right above the first row's
    participants. It is sure where all heads have the same, capitalised and
    short, and where it is on one line, below a rule or in several heads.
    """
    naming = [head for head in heads if head.municipality]
    if not naming:
        return None
    first, *others = naming
    words = first.name_words
    agreed = all(head.municipality == first.municipality for head in others)
    like_a_name = len(words) <= MOST_WORDS and all(word.text[0].isupper() for word in words)
    one_line = len({word.line for word in words}) == 1
    if agreed and like_a_name and (one_line or first.closed or others):
        return None
    message = (
        f"“{first.municipality}” was read as the municipality's name; nothing shows for sure "
        "where the name ends and the first row begins."
    )
    return Doubt(("kommun",), message, words[0].line, words[-1].line)


def with_uncertain_name(plan: Table) -> Table:
    """Return the plan's table with ``kommun`` as an uncertain cell."""
    (row,) = plan.rows
    uncertain = {"osäkra_kolumner": "kommun"}
    columns = (*plan.columns, *uncertain)
    return replace(plan, columns=columns, rows=(Row(row.number, {**row.cells, **uncertain}),))


def with_uncertain_participants(
    row: CellRow, printed: PdfRow, heads: Sequence[TableHead]
) -> CellRow:
    """Return a row of the regional table with its participants uncertain, where they may be wrong.

    So they may be where the municipality's name is missing or not sure. Below a
    head that no rule closes, the head may have words of the row, or the row the
    name; where no head says “Medverkande”, that column may have been overlooked.
    """
    follows = any(piece.opens and piece.headed for piece in printed.pieces)
    mixed = follows and not all(head.closed for head in heads)
    if mixed or PARTICIPANTS not in printed.columns:
        return replace(row, uncertain=(*row.uncertain, PARTICIPANTS))
    return row
