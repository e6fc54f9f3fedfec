"""What the document's head says of the plan and the programme."""

import re
from collections.abc import Sequence

from kretslopp.errors import Fault, Place
from kretslopp.extraction.heads import PrintedHead
from kretslopp.extraction.lines import DocumentText, TextLine
from kretslopp.extraction.text import fold, joined, words
from kretslopp.schema import CONTRACTS
from kretslopp.tables import Row, Table

_PERIOD = r"\d{4}\s?[-–]\s?\d{4}"
_TITLE = re.compile(
    rf"åtgärdsprogram\s+för\s+(?:perioden\s+|åren\s+)?(?P<programme>{_PERIOD})\s+till\s+"
    rf"(?P<title>[^.;:\d]+?\s+(?P<plan>{_PERIOD}))",
    re.IGNORECASE,
)


def read_plan(
    document: DocumentText, heads: Sequence[PrintedHead]
) -> tuple[Table, tuple[Fault, ...]]:
    """Return the plan's table, one row, and a fault for what the head does not say."""
    match, title_lines = _find_title(document.lines)
    head = next((head for head in heads if head.municipality), None)
    lines = [*title_lines, *(head.lines if head else ())]
    cells = {
        "kommun": head.municipality if head else "",
        "titel": fold(match["title"]) if match else "",
        "planperiod": _period(match["plan"]) if match else "",
        "programperiod": _period(match["programme"]) if match else "",
        "rader": span(lines[0].number, lines[-1].number) if lines else "",
    }
    faults = [] if match else [_no_title(document)]
    faults += [] if head else [_no_municipality(document, heads)]
    return Table(CONTRACTS["plan"], tuple(cells), (Row(2, cells),), "plan.csv"), tuple(faults)


def _find_title(lines: Sequence[TextLine]) -> tuple[re.Match[str] | None, Sequence[TextLine]]:
    """Return the title and its lines; it may be broken over three."""
    for count in (1, 2, 3):
        for start in range(len(lines) - count + 1):
            some = lines[start : start + count]
            if match := _TITLE.search(joined(words(some))):
                return match, some
    return None, ()


def _period(text: str) -> str:
    return re.sub(r"\s", "", text)


def span(first: int, last: int) -> str:
    """Return a span of lines as the tables write it: ``17-34``, or ``17`` for one line."""
    return str(first) if first == last else f"{first}-{last}"


def _no_title(document: DocumentText) -> Fault:
    return Fault(
        "The document's title does not say which plan and which years it is for.",
        Place(document.file, line=1),
        "Expected: “Åtgärdsprogram för perioden 2023-2026 till Kretsloppsplan 2023-2030”. "
        "Add titel, planperiod and programperiod to plan by corrections.",
    )


def _no_municipality(document: DocumentText, heads: Sequence[PrintedHead]) -> Fault:
    return Fault(
        "No table head names the municipality (“Medverkande” with a name below).",
        Place(document.file, line=heads[0].lines[0].number, last_line=heads[0].lines[-1].number),
        "Add kommun to plan by a correction.",
    )
