"""Rows of cells as aligned columns of text, for a terminal."""

import unicodedata
from collections.abc import Iterator, Sequence

_GAP = "  "
_NARROWEST = 12  # no column is folded below this width

Row = Sequence[str]


def text_table(
    body: Sequence[Row],
    headings: Row | None = None,
    right: Sequence[bool] | None = None,
    width: int | None = None,
) -> list[str]:
    """Return the lines of a table: its rows, below headings and a rule where it has headings.

    ``right`` says which columns end at the right, as numbers do; None, that none does.
    ``width`` is that of the terminal, in characters: cells are folded at blanks to fit it.
    None folds nothing.
    """
    heads = [""] * len(body[0]) if headings is None else headings
    widths = _widths(list(zip(heads, *body, strict=True)), width)
    rows = body if headings is None else [heads, ["-" * size for size in widths], *body]
    return [line for row in rows for line in _lines(row, widths, right or [False] * len(widths))]


def _widths(columns: Sequence[Row], total: int | None) -> list[int]:
    """Return the columns' widths: as wide as their cells, but folded to fit into ``total``.

    A heading folds before any cell does. The widest column gives way first, at
    first not below its longest word, then down to ``_NARROWEST``.
    """
    if total is None:
        return [max(map(_width, column)) for column in columns]
    words = [max(map(_longest_word, column)) for column in columns]
    widths = [
        max([word, *map(_width, cells)]) for word, (_, *cells) in zip(words, columns, strict=True)
    ]
    room = total - len(_GAP) * (len(columns) - 1)
    _narrow(widths, words, room)
    _narrow(widths, [_NARROWEST] * len(widths), room)
    return widths


def _narrow(widths: list[int], narrowest: list[int], room: int) -> None:
    """Narrow the widest columns, none below its own limit, until all fit into ``room``."""
    while sum(widths) > room:
        wide = [n for n, width in enumerate(widths) if width > narrowest[n]]
        if not wide:
            return
        widths[max(wide, key=lambda n: widths[n])] -= 1


def _longest_word(text: str) -> int:
    return max(map(_width, text.split()), default=0)


def _lines(row: Row, widths: list[int], right: Sequence[bool]) -> Iterator[str]:
    """Yield the lines of one row of the table."""
    cells = [list(_fold(text, width)) for text, width in zip(row, widths, strict=True)]
    for n in range(max(map(len, cells), default=1)):
        parts = [lines[n] if n < len(lines) else "" for lines in cells]
        padded = map(_pad, parts, widths, right)
        yield _GAP.join(padded).rstrip()


def _fold(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a cell: as many words a line as fit, a longer word cut."""
    line = ""
    for word in text.split():
        while _width(word) > width:
            if line:
                yield line
                line = ""
            yield word[:width]
            word = word[width:]
        if line and _width(line) + 1 + _width(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line


def _pad(text: str, width: int, right: bool) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if right else text + blanks


def _width(text: str) -> int:
    """Return how many places a text takes on a terminal: accents that combine take none."""
    return sum(1 for character in text if not unicodedata.combining(character))
