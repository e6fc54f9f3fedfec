"""The report as text for a person: one line a result, worst first, then by place."""

import textwrap
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.term import Node

from kretslopp.errors import Place
from kretslopp.languages import Language, order
from kretslopp.validation.report import SEVERITIES, Report, Result, Severity

NAME_LENGTH = 60


@dataclass(frozen=True)
class _Words:
    """The words of the report in one language; of a severity the singular and the plural."""

    severities: dict[Severity, tuple[str, str]]
    row: str
    column: str
    value: str
    summary: str


_WORDS: dict[Language, _Words] = {
    "sv": _Words(
        {
            "violation": ("fel", "fel"),
            "warning": ("varning", "varningar"),
            "info": ("upplysning", "upplysningar"),
        },
        row="rad",
        column="kolumn",
        value="värde",
        summary="Sammanlagt",
    ),
    "en": _Words(
        {
            "violation": ("violation", "violations"),
            "warning": ("warning", "warnings"),
            "info": ("info", "infos"),
        },
        row="row",
        column="column",
        value="value",
        summary="In all",
    ),
}


def as_text(report: Report, language: Language) -> str:
    """Return the report for a reader of ``language``; its last line counts the results.

    Things are shown by their names where the data has them, else by their IRIs.
    """
    words = _WORDS[language]
    lines: list[str] = []
    for severity in SEVERITIES:
        results = report.of(severity)
        if results:
            lines.append(f"{words.severities[severity][1].capitalize()}:")
            lines += [f"  {_line(result, report, language)}" for result in results]
    counts = ", ".join(_count(len(report.of(severity)), words, severity) for severity in SEVERITIES)
    return "\n".join([*lines, f"{words.summary}: {counts}."]) + "\n"


def _count(number: int, words: _Words, severity: Severity) -> str:
    singular, plural = words.severities[severity]
    return f"{number} {singular if number == 1 else plural}"


def _line(result: Result, report: Report, language: Language) -> str:
    words = _WORDS[language]
    parts = [_place(result.place, words)] if result.place else []
    parts.append(_name(result.focus, report, language))
    parts.append(_message(result, language))
    value = ""
    if result.value is not None:
        value = f" ({words.value}: {_name(result.value, report, language)})"
    return ": ".join(parts) + value


def _place(place: Place, words: _Words) -> str:
    parts = [place.file or ""]
    if place.row is not None:
        parts.append(f"{words.row} {place.row}")
    if place.column is not None:
        parts.append(f"{words.column} {place.column}")
    return ", ".join(parts)


def _message(result: Result, language: Language) -> str:
    for wanted in order(language):
        for known, message in result.messages.items():
            if known == wanted:
                return message
    return str(result.shape)


def _name(node: Node, report: Report, language: Language) -> str:
    names = report.names.get(node, {})
    for wanted in order(language):
        for known, name in names.items():
            if known == wanted:
                return textwrap.shorten(name, NAME_LENGTH, placeholder=" …")
    return f"<{node}>" if isinstance(node, URIRef) else f"“{node}”"
