"""The report as text for a person: one line a result, worst first, then by place."""

import textwrap
from collections.abc import Mapping

from rdflib import Literal, URIRef
from rdflib.term import Node

from kretslopp import words
from kretslopp.errors import Place
from kretslopp.languages import Language, pick
from kretslopp.validation.report import SEVERITIES, Report, Result

NAME_LENGTH = 60


def as_text(report: Report, language: Language) -> str:
    """Return the report for a reader of ``language``; its last line counts the lines above it.

    Things are shown by their names where the data has them, else by their IRIs.
    One value that breaks a shape in two ways is one line.
    """
    text: list[str] = []
    counts: list[str] = []
    for severity in SEVERITIES:
        lines = dict.fromkeys(_line(result, report, language) for result in report.of(severity))
        if lines:
            text += [words.text(f"report.{severity}", language), *(f"  {line}" for line in lines)]
        counts.append(words.counted(f"report.{severity}", len(lines), language))
    return "\n".join([*text, words.text("report.summary", language, counts=", ".join(counts)), ""])


def _line(result: Result, report: Report, language: Language) -> str:
    place = f"{_place(result.place, language)}: " if result.place else ""
    told = f"{place}{_name(result.focus, report, language)} – {_message(result, language)}"
    if result.value is None:
        return told
    value = _name(result.value, report, language)
    return f"{told} {words.text('report.value', language, value=value)}"


def _place(place: Place, language: Language) -> str:
    parts = [place.file or ""]
    if place.row is not None:
        parts.append(words.text("report.row", language, row=place.row))
    if place.column is not None:
        parts.append(words.text("report.column", language, column=place.column))
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
