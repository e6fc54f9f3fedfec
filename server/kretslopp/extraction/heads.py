"""Where the document's tables are: section headings, table heads, the municipality's name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kretslopp.extraction.columns import PARTICIPANTS, Kind, heads
from kretslopp.extraction.lines import TextLine
from kretslopp.extraction.text import Gap, TextWord, joined, words

MOST_CODES: dict[Kind, int] = {"regional": 1, "municipal": 2}
"""How many columns of goals or actions a table has before its years."""

_HEADING = re.compile(r"[\W\d]*(regionala|kommunala) åtgärder\W*\Z", re.IGNORECASE)
_HEAD_WORDS = {word for head in heads() for word in head}


@dataclass(frozen=True)
class PrintedHead:
    """The head of a table: which table, its words, its lines, the municipality it names."""

    kind: Kind
    words: frozenset[str]
    lines: tuple[TextLine, ...]
    municipality: str


def heading_kind(line: TextLine) -> Kind | None:
    """Return which table a section heading (``, Regionala åtgärder``) is of, or None."""
    match = _HEADING.match(line.text.strip())
    if not match:
        return None
    return "regional" if match[1].lower() == "regionala" else "municipal"


def find_heads(lines: tuple[TextLine, ...]) -> Iterator[PrintedHead]:
    """Yield every table head among ``lines``, a head repeated on a later page too."""
    position = 0
    while position < len(lines):
        head = _head_at(lines, position)
        if head is None:
            position += 1
        else:
            yield head
            position = lines.index(head.lines[-1], position) + 1


def _head_at(lines: tuple[TextLine, ...], start: int) -> PrintedHead | None:
    if lines[start].text.lower().split()[:2] != ["målområde", "åtgärder"]:
        return None
    taken: list[TextLine] = []
    name: list[TextWord] = []
    in_name = False
    for line in lines[start:]:
        if line.blank:
            in_name = False
            continue
        own, other, in_name = _sort_words(line, in_name)
        if other:
            break
        taken.append(line)
        name += own
    head_words = frozenset(word for line in taken for word in line.text.lower().split())
    kind: Kind = "regional" if head_words & {PARTICIPANTS, "regionalt"} else "municipal"
    return PrintedHead(kind, head_words, tuple(taken), joined(name))


def _sort_words(line: TextLine, in_name: bool) -> tuple[list[TextWord], list[TextWord], bool]:
    """Return a head line's words of the municipality's name, its foreign words, and ``in_name``.

    The name stands after “Medverkande”, up to the next head or blank line.
    """
    name: list[TextWord] = []
    foreign: list[TextWord] = []
    for word in words([line], Gap.LINE):
        if word.text.lower() in _HEAD_WORDS:
            in_name = word.text.lower() == PARTICIPANTS
        elif in_name:
            name.append(word)
        else:
            foreign.append(word)
    return name, foreign, in_name
