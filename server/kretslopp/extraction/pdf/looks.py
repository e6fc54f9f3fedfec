"""What print says beside its words, told with its page: hidden, coloured, struck, pinned to it."""

from collections.abc import Iterator, Sequence
from textwrap import shorten

from kretslopp.errors import Fault, Place
from kretslopp.extraction.columns import Kind
from kretslopp.extraction.pdf.cells import is_struck
from kretslopp.extraction.pdf.pdf_pages import PdfPage
from kretslopp.extraction.pdf.rows import PdfRow
from kretslopp.extraction.pdf.words import PrintedLine

_MOST_SHOWN = 80  # characters of what is quoted at length


def unseen(file: str, sheets: Sequence[PdfPage]) -> Iterator[Fault]:
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


def coloured(file: str, sheets: Sequence[PdfPage]) -> Iterator[Fault]:
    """Yield a note of each page on which words are printed in colour."""
    for sheet in sheets:
        if sheet.coloured:
            yield Fault(
                f"Words are printed in colour: “{shorten(sheet.coloured, _MOST_SHOWN)}”.",
                Place(file, page=sheet.number),
                "Where a colour says something, write it into the table by a correction.",
            )


def struck_rows(file: str, kind: Kind, rows: Sequence[PdfRow]) -> Iterator[Fault]:
    """Yield a fault for each row that is struck through, and so left out."""
    for row in filter(is_struck, rows):
        title = " ".join(word.text for piece in row.pieces for word in piece.words("åtgärder"))
        first, last = row.lines
        yield Fault(
            f"The {kind} action “{title}” is struck through; its row was left out.",
            Place(file, line=first, last_line=last),
            "Where the action still holds, add its row by hand.",
        )


def struck_outside(
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
