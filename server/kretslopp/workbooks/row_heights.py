"""How high the rows of a workbook are: as high as their text, until a person changes it.

A row without a height is left to the program that opens the workbook. Excel
makes it as high as its text, LibreOffice leaves it one line high, so that the
lines of a longer text lie over those of the next row.
"""

import io
import re
import textwrap
import zipfile
from collections.abc import Iterable

_LINE = 15.0  # points: one line of the workbook's font, Calibri 11
_HIGHEST = 409.0  # what Excel allows
_LETTERS = 1.1  # letters of running text that stand where a digit does; 1.15 to 1.2 in Calibri
_FIXED = re.compile(rb'(<row [^>]*?) customHeight="1"')


def height(cells: Iterable[tuple[str, float]]) -> float:
    """Return the height of a row, in points, for its texts, each with its column's width.

    A width is what Excel counts it in: digits of the workbook's font.
    """
    lines = (len(textwrap.wrap(text, int(width * _LETTERS))) for text, width in cells)
    return min(max([1, *lines]) * _LINE, _HIGHEST)


def adjustable(workbook: bytes) -> bytes:
    """Return an XLSX workbook whose rows grow with what is written into them.

    A height that is set is fixed (``customHeight``, ECMA-376 part 1, 18.3.1.73);
    without that word it is where a program begins.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as read,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for part in read.infolist():
            body = read.read(part)
            if part.filename.startswith("xl/worksheets/"):
                body = _FIXED.sub(rb"\1", body)
            written.writestr(part, body)
    return out.getvalue()
