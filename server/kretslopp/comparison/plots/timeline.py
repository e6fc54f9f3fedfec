"""Actions as bars over the years, those that are compared beside each other."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from kretslopp import words
from kretslopp.comparison.plots.picture import COLOURS, GREY, HATCHES, INK, Picture, nothing
from kretslopp.comparison.table import ComparisonTable, Row, Value
from kretslopp.languages import Language

_MOST_ROWS = 80
_ROW = 0.27  # inches
_LONGEST = 46  # characters of a title


def of_years(table: ComparisonTable, language: Language) -> Picture:
    """Return the years of actions: those that are compared, or all where none is."""
    acting = [row for row in table.rows if row["entry"] is not None]
    compared = [row for row in acting if row["basis"] is not None] or acting
    shown = compared[:_MOST_ROWS]
    if not shown:
        return nothing(table.descriptor.titles[language], language)
    return Picture(
        table.descriptor.titles[language],
        _description(shown, len(compared), language),
        9.5,
        1.9 + _ROW * len(shown),
        lambda figure: _draw(figure, shown, language),
    )


def _description(rows: Sequence[Row], total: int, language: Language) -> str:
    lines = [
        f"{label}: {_span(row, language)}." for label, row in zip(_labels(rows), rows, strict=True)
    ]
    if len(rows) < total:
        lines.append(words.text("picture.shortened", language, shown=len(rows), total=total))
    return "\n".join(lines)


def _labels(rows: Sequence[Row]) -> list[str]:
    """Return what rows are called: with their periods, where these are not all one."""
    several = len({row["period"] for row in rows}) > 1
    return [_label(row, str(row["period"]) if several else "") for row in rows]


def _label(row: Row, period: str) -> str:
    title = str(row["title"] or "")
    short = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
    parts = (row["municipality_name"], period, row["code"], short)
    return " ".join(str(part) for part in parts if part)


def _span(row: Row, language: Language) -> str:
    start, end = row["start_year"], row["end_year"]
    if start is None and end is None:
        return words.text("picture.not-stated", language)
    if start == end:
        return str(start)
    if end is None:
        return words.text("picture.from", language, year=start)
    if start is None:
        return words.text("picture.to", language, year=end)
    return f"{start}\N{EN DASH}{end}"


def _draw(figure: Figure, rows: Sequence[Row], language: Language) -> None:
    axes = figure.add_subplot()
    names = list(dict.fromkeys(str(row["municipality_name"]) for row in rows))
    years = [year for row in rows for year in _years(row)]
    first, last = min(years, default=2023), max(years, default=2026)
    for y, row in enumerate(rows):
        _bar(axes, y, row, names.index(str(row["municipality_name"])), (first, last), language)
        if y and row["group"] != rows[y - 1]["group"]:
            axes.axhline(y - 0.5, color=GREY, linewidth=0.5)
    axes.set_yticks(range(len(rows)), _labels(rows), fontsize=8)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(first, last + 1)
    span = range(first, last + 1)
    axes.set_xticks([year + 0.5 for year in span], [str(year) for year in span])
    axes.set_xlabel(words.text("picture.year", language))
    axes.tick_params(length=0)
    handles = [
        Patch(facecolor=_colour(n), hatch=_hatch(n), edgecolor=INK, label=name)
        for n, name in enumerate(names)
    ]
    figure.legend(handles=handles, loc="outside upper right", ncols=4, fontsize=9)


def _bar(
    axes: Axes, y: int, row: Row, place: int, span: tuple[int, int], language: Language
) -> None:
    years = _years(row)
    if not years:
        axes.text(
            span[0] + 0.1, y, words.text("picture.not-stated", language), va="center", fontsize=8
        )
        return
    # A bar that the source leaves open reaches the edge, with its words beside it.
    start = span[0] if row["start_year"] is None else min(years)
    end = span[1] if row["end_year"] is None else max(years)
    axes.barh(
        y, end + 1 - start, left=start, height=0.7,
        color=_colour(place), edgecolor=INK, hatch=_hatch(place), linewidth=0.7,
    )  # fmt: skip
    if row["start_year"] is None or row["end_year"] is None:
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
        axes.text(start + 0.1, y, _span(row, language), va="center", fontsize=8, bbox=box)


def _years(row: Row) -> list[int]:
    spans: list[Value] = [row["start_year"], row["end_year"]]
    return [year for year in spans if isinstance(year, int)]


def _colour(place: int) -> str:
    return COLOURS[place % len(COLOURS)]


def _hatch(place: int) -> str:
    return HATCHES[place % len(HATCHES)]
