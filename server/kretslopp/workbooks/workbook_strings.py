"""openpyxl's reader of workbooks, but for the texts that cells share: as they stand in the file.

openpyxl takes ``x005F_`` out of every text, so that an escaped ``_x000D_`` can't
be told from a carriage return; ``text.unescape`` reads what is escaped instead.
"""

import io
from pathlib import Path
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.workbook import Workbook
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

_INLINE = b"inlineStr"


class _Reader(ExcelReader):
    """Reads a workbook; its texts as they stand, in blocks where they are set in several ways."""

    shared_strings: list[Any]

    def read_strings(self) -> None:
        """Read the texts that cells refer to by number."""
        part = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as source:
            for _, node in iterparse(source):
                if node.tag == f"{{{SHEET_MAIN_NS}}}si":
                    self.shared_strings.append(_text(node))
                    node.clear()

    def read_worksheets(self) -> None:
        """Read the sheets, and the blocks of the texts that stand in cells of their own."""
        super().read_worksheets()
        for sheet, relation in self.parser.find_sheets():
            body = self.archive.read(relation.target)
            if _INLINE not in body:
                continue
            for _, node in iterparse(io.BytesIO(body)):
                text = node.find(f"{{{SHEET_MAIN_NS}}}is")
                if text is not None and text.find(f".//{{{SHEET_MAIN_NS}}}rPr") is not None:
                    self.wb[sheet.name][node.get("r")]._value = _text(text)


def _text(node: Any) -> str | CellRichText:  # noqa: ANN401 - as openpyxl has it
    """Return a text; in blocks where some of it is set in another way than the cell."""
    text = Text.from_tree(node)
    if text is None:
        return ""
    if not any(run.rPr for run in text.r):
        return str(text.content)
    return CellRichText(
        [TextBlock(run.rPr, run.t or "") if run.rPr else run.t or "" for run in text.r]
    )


def load(path: Path, *, values: bool) -> Workbook:
    """Open a workbook: cells with formulas, or with ``values`` by what was stored of them.

    Texts that are set in several ways come in blocks. Macros and links to other files
    are left out. Raises errors of any kind on a
    broken workbook.
    """
    reader = _Reader(path, data_only=values, keep_links=False)
    reader.read()
    return reader.wb
