"""The title of an action: its cell as printed, without number, star and footnote mark."""

import re

from kretslopp.characters import raised

STAR = "*"


def footnote_mark(number: str) -> re.Pattern[str]:
    """Return the pattern of a footnote mark: the number glued to a word, before or after it.

    ``kommunplast2``, ``3på``; not the 2 of ``åtgärd R2`` (a code in capitals)
    nor that of ``2024``; raised (``2024²``) it is one after anything.
    """
    digits = f"[{raised('0123456789')}]"
    above = rf"(?<!{digits}){raised(number)}(?!{digits})"
    return re.compile(rf"(?<=[a-zåäöé]){number}(?!\d)|(?<![\w.,]){number}(?=[a-zåäöé])|{above}")


def without_marks(text: str, footnotes: tuple[str, ...]) -> str:
    """Return a cell's text without the marks of these footnotes, white space folded."""
    for number in footnotes:
        text = footnote_mark(number).sub("", text)
    return " ".join(text.split())


def title(text: str, footnotes: tuple[str, ...] = ()) -> str:
    """Return the title that an action's cell holds."""
    return without_marks(text.replace(STAR, " "), footnotes)
