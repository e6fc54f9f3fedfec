"""Programmes × what they have: numbers on a ground that is the darker the more there is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter

from kretslopp import words
from kretslopp.comparison.plots.picture import GREY, INK, Picture, nothing
from kretslopp.comparison.rendering import cell_text
from kretslopp.comparison.table import ComparisonTable, Row
from kretslopp.languages import Language
from kretslopp.schema import codebook

_CELL_WIDTH, _CELL_HEIGHT = 0.62, 0.34  # inches
_WIDEST = 16  # columns
_MOST_NUMBERED = 60  # rows whose cells have their numbers in them
_MAP = colormaps["cividis_r"]  # even in lightness, so that it reads in grey
_DARK = 0.45  # of the scale: beyond it white figures read better


@dataclass(frozen=True)
class Grid:
    """A grid: its rows and columns by name, and their values, None where nothing is stated."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: dict[tuple[str, str], float | None]
    measure: str


def of_themes(table: ComparisonTable, language: Language) -> Picture:
    """Return the municipal and regional actions of each programme that serve each theme."""

    def actions(row: Row) -> float | None:
        counts = [row[name] for name in ("municipal_actions", "regional_actions")]
        known = [float(count) for count in counts if count is not None]
        return sum(known) if known else None

    grid = _grid(
        table, lambda row: str(row["theme_name"]), actions, words.text("picture.actions", language)
    )
    return _picture(table, grid, language)


def of_shares(table: ComparisonTable, language: Language) -> Picture:
    """Return which share of each column of each table is filled in."""

    def share(row: Row) -> float | None:
        value = row["share"]
        return None if value is None else float(value)

    grid = _grid(
        table,
        lambda row: f"{row['table']}: {row['column']}",
        share,
        words.text("picture.share", language),
    )
    return _picture(table, grid, language)


def of_kinds(table: ComparisonTable, language: Language) -> Picture:
    """Return how many actions of each programme each kind of organisation answers for."""
    column = codebook()["organisation_kind"]
    entries: dict[tuple[str, str], set[str]] = {}
    rows: dict[str, None] = {}
    for row in table.rows:
        rows[_whose(row)] = None
        if row["organisation_kind"] is not None:
            kind = column.words[str(row["organisation_kind"])][language]
            entries.setdefault((_whose(row), kind), set()).add(str(row["entry"]))
    kinds = dict.fromkeys(kind for _, kind in sorted(entries, key=lambda place: place[1]))
    stated = {whose for whose, _ in entries}
    values: dict[tuple[str, str], float | None] = {
        (whose, kind): float(len(entries.get((whose, kind), ()))) if whose in stated else None
        for whose in rows
        for kind in kinds
    }
    grid = Grid(tuple(rows), tuple(kinds), values, words.text("picture.actions", language))
    return _picture(table, grid, language)


def _whose(row: Row) -> str:
    return f"{row['municipality_name']} {row['period']}"


def _grid(
    table: ComparisonTable,
    column_of: Callable[[Row], str],
    value_of: Callable[[Row], float | None],
    measure: str,
) -> Grid:
    values = {(_whose(row), column_of(row)): value_of(row) for row in table.rows}
    return Grid(
        tuple(dict.fromkeys(whose for whose, _ in values)),
        tuple(dict.fromkeys(column for _, column in values)),
        values,
        measure,
    )


def _turned(grid: Grid) -> Grid:
    """Return a grid that is higher than wide: a page is scrolled down, not sideways."""
    if len(grid.columns) <= max(len(grid.rows), _WIDEST):
        return grid
    values = {(column, row): value for (row, column), value in grid.values.items()}
    return Grid(grid.columns, grid.rows, values, grid.measure)


def _picture(table: ComparisonTable, said: Grid, language: Language) -> Picture:
    if not said.values:
        return nothing(table.descriptor.titles[language], language)
    grid = _turned(said)
    width = 3.2 + _CELL_WIDTH * len(grid.columns)
    height = 2.6 + _CELL_HEIGHT * len(grid.rows)
    column = table.descriptor.columns[0]

    def written(value: float | None) -> str:
        return "" if value is None else cell_text(column, value, language)

    return Picture(
        table.descriptor.titles[language],
        _description(said, written, language),
        max(width, 5.0),
        max(height, 3.0),
        lambda figure: _draw(figure, grid, written, language),
    )


def _description(grid: Grid, written: Callable[[float | None], str], language: Language) -> str:
    lines = [f"{grid.measure}. {words.text('picture.not-stated-hatch', language)}"]
    not_stated = words.text("picture.not-stated", language)
    for whose in grid.rows:
        cells = (
            f"{column} {written(grid.values.get((whose, column))) or not_stated}"
            for column in grid.columns
        )
        lines.append(f"{whose}: {', '.join(cells)}.")
    return "\n".join(lines)


def _draw(
    figure: Figure, grid: Grid, written: Callable[[float | None], str], language: Language
) -> None:
    axes = figure.add_subplot()
    most = max([value for value in grid.values.values() if value is not None], default=1.0) or 1.0
    scale = ScalarMappable(Normalize(0, most), _MAP)
    for y, whose in enumerate(grid.rows):
        for x, column in enumerate(grid.columns):
            value = grid.values.get((whose, column))
            ground = "white" if value is None else _MAP(value / most)
            edge, hatch = (GREY, "////") if value is None else ("white", None)
            square = Rectangle(
                (x - 0.5, y - 0.5), 1, 1, facecolor=ground, edgecolor=edge, hatch=hatch
            )
            axes.add_patch(square)
            if value is not None and len(grid.rows) <= _MOST_NUMBERED:
                ink = "white" if value / most > _DARK else INK
                axes.text(x, y, written(value), ha="center", va="center", color=ink, fontsize=9)
    axes.set_xlim(-0.5, len(grid.columns) - 0.5)
    axes.set_ylim(len(grid.rows) - 0.5, -0.5)
    _name(axes, grid.columns, grid.rows)
    bar = figure.colorbar(scale, ax=axes, label=grid.measure, shrink=0.8, pad=0.02, aspect=12)
    bar.formatter = FuncFormatter(lambda value, _: written(value))
    bar.update_ticks()
    figure.supxlabel(words.text("picture.not-stated-hatch", language), fontsize=9, color=GREY)


def _name(axes: Axes, columns: Sequence[str], rows: Sequence[str]) -> None:
    axes.set_xticks(range(len(columns)), columns, rotation=40, ha="right", fontsize=9)
    axes.set_yticks(range(len(rows)), rows, fontsize=9)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
