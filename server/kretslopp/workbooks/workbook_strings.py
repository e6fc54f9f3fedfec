"""openpyxl's reader of workbooks, but for the texts that cells share: as they stand in the file.

openpyxl takes ``x005F_`` out of every text, so that an escaped ``_x000D_`` can't
be told from a carriage return; ``text.unescape`` reads what is escaped instead.
"""

from pathlib import Path

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.workbook import Workbook
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse


class _Reader(ExcelReader):
    """Reads a workbook; the table of shared texts as it stands."""

    def read_strings(self) -> None:
        """Read the texts that cells refer to by number."""
        part = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as source:
            for _, node in iterparse(source):
                if node.tag == f"{{{SHEET_MAIN_NS}}}si":
                    text = Text.from_tree(node)
                    self.shared_strings.append(text.content if text else "")
                    node.clear()


def load(path: Path, *, values: bool) -> Workbook:
    """Open a workbook: cells with formulas, or with ``values`` by what was stored of them.

    Macros and links to other files are left out. Raises errors of any kind on a
    broken workbook.
    """
    reader = _Reader(path, data_only=values, keep_links=False)
    reader.read()
    return reader.wb
