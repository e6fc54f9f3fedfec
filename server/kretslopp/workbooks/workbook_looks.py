"""How a workbook's cells look, where it says something: struck, raised, hidden, coloured.

What nobody sees on the page is left out, what the tables have no place for is left
where it is; either is told with its cell, so that nothing is dropped in silence.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kretslopp.characters import clean, raised
from kretslopp.errors import Fault, Place

_WHITE = ("FFFFFF", "theme 0", "indexed 1", "indexed 9")
_BLACK = ("000000", "theme 1", "indexed 0", "indexed 8", "indexed 64", "auto")
_HIDING = ";;;"  # the number format that shows nothing
_DRAWING = "/drawing"  # the end of a relationship's type
_SHAPES = {"sp": "text box", "pic": "picture", "graphicFrame": "chart"}
_MOST_NAMED = 8
_REMOVE = "Delete it, or format it plainly where it is meant."


@dataclass(frozen=True)
class Look:
    """What a reader sees in a cell: its value, and what was left out or can't be told, in words."""

    value: Any
    told: tuple[Fault, ...] = ()


def look_of(cell: Cell, value: Any, place: Place) -> Look:  # noqa: ANN401 - openpyxl's values
    """Return what a reader sees where a cell holds this value.

    Text that is struck through or that nobody can see is left out, raised digits
    become superscripts; both are told, as are comments and links.
    """
    told = list(_beside(cell, place))
    if value is None:
        return Look(None, tuple(told))
    blocks = value if isinstance(value, CellRichText) else [value]
    kept: list[Any] = []
    struck, unseen = [], []
    for block in blocks:
        font = block.font if isinstance(block, TextBlock) else None
        text = block.text if isinstance(block, TextBlock) else block
        if font.strike if font and font.strike is not None else cell.font.strike:
            struck.append(str(text))
        elif _is_unseen(cell, font.color if font else None):
            unseen.append(str(text))
        elif font and font.vertAlign == "superscript":
            kept.append(raised(text))
        else:
            kept.append(text)
    for parts, what in ((struck, "is struck through"), (unseen, "can't be seen (its colour)")):
        words = clean("".join(parts))
        if words:
            told.append(Fault(f"“{words}” {what} and was left out.", place, _REMOVE))
    if not kept:
        return Look(None, tuple(told))
    return Look(kept[0] if len(blocks) == 1 else "".join(kept), tuple(told))


def _is_unseen(cell: Cell, own: Any) -> bool:  # noqa: ANN401 - openpyxl's colours
    ink = _colour(own) or _colour(cell.font.color) or _BLACK[0]
    paper = _paper(cell)
    white_on_white = ink in _WHITE and (paper is None or paper in _WHITE)
    return white_on_white or ink == paper or cell.number_format == _HIDING


def _paper(cell: Cell) -> str | None:
    """Return the colour that fills a cell, None where none does."""
    return _colour(cell.fill.fgColor) if cell.fill.patternType == "solid" else None


def _colour(colour: Any) -> str | None:  # noqa: ANN401 - openpyxl's colours
    """Return the name of a colour: ``FF0000``, ``theme 4`` or ``indexed 10``; None for none."""
    if colour is None:
        return None
    if colour.type == "rgb":
        return str(colour.rgb)[-6:].upper()
    if colour.type == "auto":
        return "auto"
    shade = f" {colour.tint:+.2f}" if colour.tint else ""
    return f"{colour.type} {getattr(colour, colour.type)}{shade}"


def _beside(cell: Cell, place: Place) -> Iterator[Fault]:
    """Yield what hangs on a cell and is not in it."""
    if cell.comment is not None and (words := clean(cell.comment.text)):
        yield Fault(
            f"The comment “{words}” was not read.",
            place,
            "What it says of the row can stand in anmärkning.",
        )
    link = cell.hyperlink.target if cell.hyperlink is not None else None
    if link and link != str(cell.value):
        yield Fault(
            f"The cell leads to {link}, which was not read.",
            place,
            "Write the address itself where the table has a column for it.",
        )


def told_of(worksheet: Worksheet, path: Path, filled: dict[int, set[int]]) -> Iterator[Fault]:
    """Yield what is to be told of a sheet as a whole; ``filled`` are its cells by row.

    Hidden sheets, rows and columns are read. Columns are counted from 0.
    """
    where = Place(str(path), sheet=worksheet.title)
    if worksheet.sheet_state != "visible":
        yield Fault("The sheet is hidden; it was read.", where, "Delete it if it is not meant.")
    hidden = {n for n, size in worksheet.row_dimensions.items() if size.hidden or size.ht == 0}
    for number in sorted(hidden & filled.keys()):
        yield Fault(
            "The row is hidden (or filtered out); it was read.",
            Place(str(path), sheet=worksheet.title, row=number),
            "Delete it if it is not meant.",
        )
    columns = {position for row in filled.values() for position in row}
    for position in sorted(_hidden_columns(worksheet) & columns):
        letter = get_column_letter(position + 1)
        yield Fault(
            f"Column {letter} is hidden; it was read.", where, "Delete it if it is not meant."
        )
    coloured = [
        cell.coordinate
        for row in worksheet.iter_rows(min_row=2)
        for cell in row
        if isinstance(cell, Cell) and cell.column - 1 in filled.get(cell.row, ())
        if _is_coloured(cell)
    ]
    if coloured:
        more = f" and {len(coloured) - _MOST_NAMED} more" if len(coloured) > _MOST_NAMED else ""
        yield Fault(
            f"The cells {', '.join(coloured[:_MOST_NAMED])}{more} have a colour; what it says was "
            "not read.",
            where,
            "Write it into a column where it says something.",
        )
    yield from _drawn(worksheet, path, where)


def _hidden_columns(worksheet: Worksheet) -> set[int]:
    return {
        position
        for size in worksheet.column_dimensions.values()
        if size.hidden or size.width == 0
        for position in range((size.min or 1) - 1, size.max or 0)
    }


def _is_coloured(cell: Cell) -> bool:
    paper = _paper(cell)
    ink = _colour(cell.font.color)
    return (paper is not None and paper not in _WHITE) or (
        ink is not None and ink not in (*_BLACK, *_WHITE)
    )


def _drawn(worksheet: Worksheet, path: Path, where: Place) -> Iterator[Fault]:
    """Yield what is drawn upon a sheet: text boxes, with their words, pictures and charts."""
    relations = getattr(worksheet, "_rels", ())  # openpyxl has no other name for them
    parts = [part.Target for part in relations if str(part.Type).endswith(_DRAWING)]
    if not parts:
        return
    with zipfile.ZipFile(path) as archive:
        for part in parts:
            for shape in ElementTree.fromstring(archive.read(part.removeprefix("/"))).iter():
                what = _SHAPES.get(shape.tag.rpartition("}")[2])
                if what is None:
                    continue
                text = clean(" ".join(t.text or "" for t in shape.iter() if t.tag.endswith("}t")))
                words = f" “{text}”" if text else ""
                yield Fault(
                    f"The {what}{words} upon the sheet was not read.",
                    where,
                    "Write into cells what it says.",
                )
