"""How fast goals are to be reached: each goal's values, its first as 100."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from kretslopp import words
from kretslopp.comparison.plots.picture import (
    DASHES,
    LINES,
    MARKERS,
    Picture,
    nothing,
    number,
)
from kretslopp.comparison.table import ComparisonTable, Row
from kretslopp.languages import Language

_MOST_LINES = 16


@dataclass(frozen=True)
class PaceLine:
    """The values of one goal from its first on: years, values and the pace of each leg."""

    name: str
    years: tuple[int, ...]
    values: tuple[float, ...]
    paces: tuple[float, ...]
    unit: str


def of_targets(table: ComparisonTable, language: Language) -> Picture:
    """Return the goals whose pace is known, in the order of the table."""
    lines = _lines(table.rows)
    shown = lines[:_MOST_LINES]
    if not shown:
        return nothing(table.descriptor.titles[language], language)
    return Picture(
        table.descriptor.titles[language],
        _description(shown, len(lines), language),
        9.5,
        5.0 + 0.22 * len(shown),
        lambda figure: _draw(figure, shown, language),
    )


def _lines(rows: Sequence[Row]) -> list[PaceLine]:
    """Return a line for each goal and area that has a leg with a pace."""
    series: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        if row["type"] in ("baseline", "target") and row["value"] is not None:
            key = (row["municipality"], row["goal"], row["area"])
            series.setdefault(key, []).append(row)
    lines = []
    for values in series.values():
        legs = [row for row in values if row["pace"] is not None]
        if not legs:
            continue
        begin = [row for row in values if row["year"] == legs[0]["from_year"]]
        points = [*begin[:1], *legs]
        first = points[0]
        whose = first["municipality_name"] or first["area_name"]
        lines.append(
            PaceLine(
                f"{whose}: {first['code'] or ''} {first['goal_title'] or ''}".strip(),
                tuple(int(row["year"] or 0) for row in points),
                tuple(float(row["value"] or 0) for row in points),
                tuple(float(row["pace"] or 0) for row in legs),
                str(first["unit"] or ""),
            )
        )
    return lines


def _description(lines: Sequence[PaceLine], total: int, language: Language) -> str:
    said = [f"{line.name}: {_legs(line, language)}." for line in lines]
    if len(lines) < total:
        said.append(words.text("picture.shortened", language, shown=len(lines), total=total))
    return "\n".join(said)


def _legs(line: PaceLine, language: Language) -> str:
    points = [
        f"{number(value, language, 0 if value.is_integer() else 1)} {line.unit} ({year})".replace(
            "  ", " "
        )
        for year, value in zip(line.years, line.values, strict=True)
    ]
    return f"{' → '.join(points)}, {_paces(line, language)}"


def _paces(line: PaceLine, language: Language) -> str:
    paces = "; ".join(number(pace, language) for pace in line.paces)
    return words.text("picture.a-year", language, paces=paces)


def _draw(figure: Figure, lines: Sequence[PaceLine], language: Language) -> None:
    axes = figure.add_subplot()
    for place, line in enumerate(lines):
        index = [100 * value / line.values[0] for value in line.values]
        axes.plot(
            line.years,
            index,
            color=LINES[place % len(LINES)],
            linestyle=DASHES[place % len(DASHES)],
            marker=MARKERS[place % len(MARKERS)],
            markeredgecolor="black",
            markersize=7,
            linewidth=1.8,
            label=f"{line.name}: {_paces(line, language)}",
        )
    years = sorted({year for line in lines for year in line.years})
    axes.set_xticks(years)
    axes.set_xlabel(words.text("picture.year", language))
    axes.set_ylabel(words.text("picture.index", language))
    axes.set_ylim(bottom=0)
    axes.grid(axis="y", linewidth=0.4)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.legend(loc="outside lower left", fontsize=9, handlelength=5, frameon=False)
