"""Which lines of the document belong to which table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kretslopp.extraction.columns import Kind
from kretslopp.extraction.heads import MOST_CODES, PrintedHead, heading_kind
from kretslopp.extraction.lines import DocumentText, TextLine
from kretslopp.extraction.pages import Block, Note, blocks, split_notes, split_page_numbers
from kretslopp.extraction.text import fold

_FURNITURE_WORDS = 5
"""A line of the first page with so many words is page furniture where a table repeats it."""


@dataclass(frozen=True)
class TextSection:
    """One table of the document before its rows are read.

    ``stated`` are the words of its head and of the introduction above the head.
    """

    kind: Kind
    stated: frozenset[str]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    page_numbers: tuple[Block, ...]


def sections(document: DocumentText, heads: Sequence[PrintedHead]) -> tuple[TextSection, ...]:
    """Return the document's tables, each once, in the order of their heads.

    A table runs from its head to the heading of the other one, the next head or
    the end; a head of the same table repeated on a later page changes nothing.
    """
    kinds = dict.fromkeys(head.kind for head in heads)
    lines = _lines_by_kind(document.lines, heads)
    furniture = _furniture(document.lines, heads[0])
    return tuple(
        _section(kind, lines[kind], stated_words(document.lines, heads, kind), furniture)
        for kind in kinds
    )


def _section(
    kind: Kind, lines: list[TextLine], stated: frozenset[str], furniture: frozenset[str]
) -> TextSection:
    table, notes = split_notes(blocks(lines, furniture))
    table, page_numbers = split_page_numbers(table, MOST_CODES[kind])
    return TextSection(kind, stated, table, notes, page_numbers)


def _lines_by_kind(
    lines: Sequence[TextLine], heads: Sequence[PrintedHead]
) -> dict[Kind, list[TextLine]]:
    """Return each table's lines; what stands between two tables is left out."""
    head_at = {line.number: head for head in heads for line in head.lines}
    by_kind: dict[Kind, list[TextLine]] = {head.kind: [] for head in heads}
    current: Kind | None = None
    for line in lines:
        heading = heading_kind(line)
        if line.number in head_at:
            current = head_at[line.number].kind
        elif heading is not None and heading != current:
            current = None
        if current is not None:
            is_own = heading is None and line.number not in head_at
            by_kind[current].append(line if is_own else _page_edge(line))
    return by_kind


def _page_edge(line: TextLine) -> TextLine:
    return replace(line, text="", width=0, new_page=True)


def _furniture(lines: Sequence[TextLine], first_head: PrintedHead) -> frozenset[str]:
    above = lines[: first_head.lines[0].number - 1]
    texts = (fold(line.text) for line in above)
    return frozenset(text for text in texts if len(text.split()) >= _FURNITURE_WORDS)


def stated_words(
    lines: Sequence[TextLine], heads: Sequence[PrintedHead], kind: Kind
) -> frozenset[str]:
    """Return the words of a table's head, and of the lines from its heading to its head."""
    head = next(head for head in heads if head.kind == kind)
    above = lines[: head.lines[0].number - 1]
    headings = [position for position, line in enumerate(above) if heading_kind(line) == kind]
    introduction = above[headings[-1] :] if headings else ()
    return head.words | {word for line in introduction for word in line.text.lower().split()}
