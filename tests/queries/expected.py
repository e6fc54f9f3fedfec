"""The expected answers: worked out by hand from the document, one CSV each.

``<area>/<question>.csv`` is the answer with the default parameters,
``<area>/<question>.<case>.csv`` that with those of ``cases.toml``. The column
``rader`` cites the lines of the document that a row was read from.
"""

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).parent
CITATION = "rader"


@dataclass(frozen=True)
class Expected:
    """An expected answer: of which question and parameters, its columns, rows and citations."""

    name: str
    area: str
    question: str
    values: dict[str, str]
    columns: list[str]
    rows: list[dict[str, str]]
    citations: list[list[tuple[int, int]]]


def read_all():
    cases = tomllib.loads((HOME / "cases.toml").read_text(encoding="utf-8"))
    answers = [_read(path, cases) for path in sorted(HOME.glob("*/*.csv"))]
    unused = cases.keys() - {answer.name for answer in answers}
    assert not unused, f"cases without an answer: {unused}"
    return answers


def _read(path, cases):
    question, _, case = path.stem.partition(".")
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    citations = [_spans(row.pop(CITATION)) for row in rows]
    return Expected(
        name=path.stem,
        area=path.parent.name,
        question=question,
        values=cases[path.stem] if case else {},
        columns=[name for name in reader.fieldnames if name != CITATION],
        rows=rows,
        citations=citations,
    )


def _spans(text):
    """Read ``367-380; 603`` as spans of lines; an empty cell cites none."""
    spans = [part.split("-") for part in text.split("; ") if part]
    return [(int(span[0]), int(span[-1])) for span in spans]
