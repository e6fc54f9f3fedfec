"""The layout of the Dalarna action programmes, written out: rows in, the document's text out.

It prints rows as the real document does: a goal area of one line on the
title's line, a lead of one line on the line of the numbers, a blank line after
each cell that has several lines.
"""

from dataclasses import dataclass, field

RULE = "\u00a0" * 60 + " "


@dataclass(frozen=True)
class RegionalRow:
    """A regional action by the lines of its cells."""

    number: int
    title: list[str]
    area: list[str] = field(default_factory=list)
    more_title: list[str] = field(default_factory=list)
    goals: str = ""
    years: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    participants: list[list[str]] = field(default_factory=list)
    mark: str = ""

    def lines(self) -> list[str]:
        head = _beginning(self.area, str(self.number), self.title, self.more_title)
        first = "  ".join(text for text in (self.goals, *self.years[:1]) if text)
        names = self.participants
        lines = [first] if first else []
        if len(self.years) > 1:
            lines += [*self.years[1:], ""]
        one_line = lines and len(self.years) < 2
        if self.lead:
            lines = _on_line(lines, self.lead) if one_line else [*lines, *self.lead]
            lines = lines if len(self.lead) == 1 and one_line else [*lines, ""]
        if names and lines and lines[-1] and (len(self.lead) == 1 or not self.lead) and one_line:
            lines = _on_line(lines, names[0])
        elif names:
            lines += names[0]
        lines.append("")
        for block in names[1:]:
            lines += [*block, ""]
        return [*head, *lines, f"{self.mark}  ", ""]

    def cells(self) -> dict[str, str]:
        return {
            "nr": str(self.number),
            "målområde": " ".join(self.area),
            "åtgärder": " ".join([*self.title, *self.more_title]),
            "mål": self.goals,
            "år": "".join(self.years),
            "ansvar_regionalt": " ".join(self.lead),
            "medverkande": " ".join(line for block in self.participants for line in block),
            "lagkrav": self.mark,
        }


@dataclass(frozen=True)
class MunicipalRow:
    """A municipal action by the lines of its cells."""

    number: int
    title: list[str]
    area: list[str] = field(default_factory=list)
    more_title: list[str] = field(default_factory=list)
    goals: str = ""
    regional: str = ""
    years: str = ""
    responsible: list[list[str]] = field(default_factory=list)
    mark: str = ""
    mark_on_line: bool = False

    def lines(self) -> list[str]:
        head = _beginning(self.area, f"{self.number}.", self.title, self.more_title)
        first = "  ".join(text for text in (self.goals, self.regional, self.years) if text)
        blocks = self.responsible
        lines = _on_line([first] if first else [], blocks[0]) if blocks else [first]
        for block in blocks[1:]:
            lines += ["", *block]
        if self.mark and self.mark_on_line:
            return [*head, *lines[:-1], f"{lines[-1]} {self.mark}".strip(), ""]
        return [*head, *lines, "", f"{self.mark}  ", ""]

    def cells(self) -> dict[str, str]:
        title = " ".join([*self.title, *self.more_title])
        return {
            "nr": str(self.number),
            "målområde": " ".join(self.area),
            "åtgärder": title,
            "rekommenderas": "*" if "*" in title else "",
            "mål": self.goals,
            "regional_åtgärd": self.regional,
            "år": self.years,
            "ansvar": " ".join(line for block in self.responsible for line in block),
            "lagkrav": self.mark,
        }


def _on_line(lines: list[str], more: list[str]) -> list[str]:
    if not lines:
        return more
    return [*lines[:-1], f"{lines[-1]} {more[0]}", *more[1:]]


def _beginning(area: list[str], number: str, title: list[str], more: list[str]) -> list[str]:
    numbered = [f"{number} {title[0]}", *title[1:], ""]
    if len(area) == 1:
        numbered[0] = f"{area[0]}  {numbered[0]}"
        area = []
    above = [*area[:-1], f"{area[-1]}  ", ""] if area else []
    return [*above, *numbered, *([*more, ""] if more else [])]


def document(
    municipality: str,
    regional: list[RegionalRow] | None = None,
    municipal: list[MunicipalRow] | None = None,
    notes: list[str] | None = None,
    municipal_notes: list[str] | None = None,
) -> str:
    """Return a document with these tables; None leaves a table and its head out."""
    lines = [
        "",
        "Åtgärdsprogram för perioden 2023-2026 till Kretsloppsplan 2023-2030 ",
        "\u00a0",
        "Regionala åtgärder drivs av regionala temagrupper, nätverk eller organisationer.  ",
        "Kommunala åtgärder drivs av kommunal verksamhet. ",
        "",
    ]
    if regional is not None:
        lines += [
            ", Regionala åtgärder ",
            "Mål anger hänvisning till vilket mål i kretsloppsplanen åtgärden syftar.  ",
            "Lagkrav anger att åtgärd är föranledd av lagkrav.  ",
            "  ",
            "",
            "Målområde  Åtgärder  Mål  År  Ansvar ",
            "regionalt  ",
            "",
            "Medverkande ",
            f"{municipality}  ",
            "",
            "Lagkrav  ",
            "",
        ]
        lines += _table(regional, notes or [])
    if municipal is not None:
        lines += [
            ", Kommunala åtgärder ",
            "Kommunala åtgärder som rekommenderas i alla kommuner markeras med *.  ",
            "Mål anger hänvisning till vilket mål i kretsloppsplanen åtgärden syftar.  ",
            "Regional åtgärd anger hänvisning till eventuell regional åtgärd som normalt "
            "föregår kommunal åtgärd.   ",
            "Lagkrav anger att åtgärd är föranledd av lagkrav.  ",
            "  ",
            "",
            "Målområde  Åtgärder  Mål",
            "   ",
            "",
            "Regional ",
            "åtgärd  ",
            "",
            "År  Ansvar  ",
            "",
        ]
        lines += _table(municipal, municipal_notes or [])
    return "\n".join(lines)


def _table(rows: list[RegionalRow] | list[MunicipalRow], notes: list[str]) -> list[str]:
    lines = [line for row in rows for line in row.lines()]
    return [*lines, *([RULE, *notes] if notes else []), "", "", ""]
