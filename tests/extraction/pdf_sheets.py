"""Pages made by hand: every letter stands where a test puts it, half as wide as it is high."""

from collections.abc import Iterable, Iterator

from kretslopp.extraction.pdf.geometry import Box, Rule
from kretslopp.extraction.pdf.pdf_pages import Glyph, PdfPage

SIZE = 10.0
LEADING = 12.0
COLUMNS = {
    "målområde": 10.0, "åtgärder": 110.0, "mål": 310.0, "år": 370.0, "ansvar": 430.0,
    "lagkrav": 560.0, "": 620.0,
}  # fmt: skip
"""Where the lines of each column begin, and where the last one ends; columns are ruled 5 before."""

HEADS = {
    "målområde": "Målområde", "åtgärder": "Åtgärder", "mål": "Mål", "år": "År",
    "ansvar": "Ansvar", "lagkrav": "Lagkrav",
}  # fmt: skip


def glyphs(text: str, x: float = 0.0, foot: float = 100.0, size: float = SIZE) -> list[Glyph]:
    """Return the glyphs of a text that begins at ``x`` and stands on ``foot``."""
    width = size / 2
    return [
        Glyph(letter, Box(x + n * width, foot - size, x + (n + 1) * width, foot), size)
        for n, letter in enumerate(text)
    ]


class Page:
    """A page in the making, filled from the top; ``sheet`` is what has become of it."""

    def __init__(self, number: int, *, head: bool = True, verticals: bool = True) -> None:
        self.number = number
        self.verticals = verticals
        self.foot = 40.0
        self.top: float | None = None
        self.bottom = 0.0
        self.glyphs: list[Glyph] = []
        self.rules: list[Rule] = []
        if head:
            self.row(HEADS)

    def text(self, text: str, x: float = 10.0, size: float = SIZE, down: float = 20.0) -> None:
        """Print a line of text ``down`` below what is there."""
        self.foot += down
        self.glyphs += glyphs(text, x, self.foot, size)

    def rule(self, names: Iterable[str] = tuple(HEADS)) -> None:
        """Draw a rule below what is there, through the columns of these names."""
        starts = list(COLUMNS)
        for name in names:
            end = COLUMNS[starts[starts.index(name) + 1]] - 5
            self.rules.append(Rule(True, self.foot + 5, COLUMNS[name] - 5, end))

    def row(self, cells: dict[str, str], *, rule: bool = True, gap: float = 20.0) -> None:
        """Print a row whose cells' lines are parted by ``|``, and a rule below it."""
        self.foot += gap
        self.top = self.top or self.foot - SIZE - 5
        lines = {name: text.split("|") for name, text in cells.items()}
        for name, some in lines.items():
            for n, line in enumerate(some):
                self.glyphs += glyphs(line, COLUMNS[name], self.foot + n * LEADING)
        self.foot += (max(map(len, lines.values())) - 1) * LEADING
        self.bottom = self.foot + 5
        if rule:
            self.rule()

    def sheet(self) -> PdfPage:
        """Return the page."""
        return PdfPage(self.number, tuple(self.glyphs), (*self.rules, *self._verticals()))

    def _verticals(self) -> Iterator[Rule]:
        if self.verticals and self.top:
            for x in COLUMNS.values():
                yield Rule(False, x - 5, self.top, self.bottom)


def action(number: object, title: str = "Ta fram plan", **cells: str) -> dict[str, str]:
    """Return the cells of a row of municipal actions."""
    return {
        "målområde": "Matsvinn",
        "åtgärder": f"{number} {title}",
        "mål": "4,5",
        "år": "2024",
        "ansvar": "Miljökontor",
        **cells,
    }
