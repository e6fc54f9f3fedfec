"""The report as text for a person: one line a result, worst first, then by place."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp.errors import Place
from kretslopp.languages import Language, pick
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
            "info": ("note", "notes"),
        },
        row="row",
        column="column",
        value="value",
        summary="In all",
    ),
}


def as_text(report: Report, language: Language) -> str:
    """Return the report for a reader of ``language``; its last line counts the lines above it.

    Things are shown by their names where the data has them, else by their IRIs.
    One value that breaks a shape in two ways is one line.
    """
    words = _WORDS[language]
    text: list[str] = []
    counts: list[str] = []
    for severity in SEVERITIES:
        lines = dict.fromkeys(_line(result, report, language) for result in report.of(severity))
        singular, plural = words.severities[severity]
        if lines:
            text += [f"{plural.capitalize()}:", *(f"  {line}" for line in lines)]
        counts.append(f"{len(lines)} {singular if len(lines) == 1 else plural}")
    return "\n".join([*text, f"{words.summary}: {', '.join(counts)}."]) + "\n"


def _line(result: Result, report: Report, language: Language) -> str:
    words = _WORDS[language]
    place = f"{_place(result.place, words)}: " if result.place else ""
    value = ""
    if result.value is not None:
        value = f" ({words.value}: {_name(result.value, report, language)})"
    return f"{place}{_name(result.focus, report, language)} – {_message(result, language)}{value}"


def _place(place: Place, words: _Words) -> str:
    parts = [place.file or ""]
    if place.row is not None:
        parts.append(f"{words.row} {place.row}")
    if place.column is not None:
        parts.append(f"{words.column} {place.column}")
    return ", ".join(parts)


def _message(result: Result, language: Language) -> str:
    return _in_language(result.messages, language) or str(result.shape)


def _name(node: Node, report: Report, language: Language) -> str:
    name = _in_language(report.names.get(node, {}), language)
    if name:
        return textwrap.shorten(name, NAME_LENGTH, placeholder=" …")
    return f"<{node}>" if isinstance(node, URIRef) else f"“{node}”"


def _in_language(texts: Mapping[Language, str], language: Language) -> str | None:
    return pick((Literal(text, lang=known) for known, text in texts.items()), language)
