"""Text of a spreadsheet → what was meant: what Excel escapes, heads as the contract has them."""

import re

from kretslopp.characters import folded

# What Excel writes for a control character, which XML can't hold, and for the "_" of a text
# that looks like that (ECMA-376 part 1, 22.9.2.19).
_ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f]|005[Ff])_")


def unescape(text: str) -> str:
    """Return the text that stands in a workbook: ``_x000D_`` is the end of a line in it."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def head(text: str) -> str:
    """Return a column's head as the contract writes it: ``Regional åtgärd`` → ``regional_åtgärd``.

    Only case, white space and kinds of dashes are forgiven.
    """
    return "_".join(folded(text).split())
