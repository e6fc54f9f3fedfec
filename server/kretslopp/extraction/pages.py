"""The lines of a table → blocks, without page furniture and footnotes.

A block is a run of lines without a blank one between them. Page furniture is
what a page repeats: its number, the document's title, the table's head.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kretslopp.extraction.reading import Line
from kretslopp.extraction.text import Word, fold, joined, leading_numbers, words

RULE_WIDTH = 10
"""A blank line of at least so many spaces is the rule above a page's footnotes."""

PAGE_GAP = 2
"""So many blank lines in a row end a page (the template leaves one between cells)."""

_PAGE_NUMBER = re.compile(
    r"(?:sida|sid\.?)\s*\d{1,3}(?:\s*(?:av|\(|/)\s*\d{1,3}\)?)?\Z"
    r"|\d{1,3}\s*\(\d{1,3}\)\Z|\d{1,3}\s+av\s+\d{1,3}\Z|[-–]\s?\d{1,3}\s?[-–]\Z",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\d{1,3}\Z")
_TITLE = re.compile(r"(?:[^\d]*\s)?\d{1,3}\.?\s+[^\W\d_]")
_NOTE = re.compile(r"(\d{1,2})\s+(\S.*)")


@dataclass(frozen=True)
class Block:
    """A run of lines; whether a rule or a page's edge stands before or after it."""

    lines: tuple[Line, ...]
    after_rule: bool = False
    page_starts: bool = False
    page_ends: bool = False

    @property
    def words(self) -> tuple[Word, ...]:
        """The block's words."""
        return words(self.lines)

    @property
    def text(self) -> str:
        """The block's text with white space folded."""
        return joined(self.words)


@dataclass(frozen=True)
class Note:
    """One footnote: its number, its text and its lines."""

    number: str
    text: str
    first_line: int
    last_line: int


def blocks(lines: Iterable[Line], furniture: frozenset[str]) -> tuple[Block, ...]:
    """Return the blocks among ``lines``, without the lines that a page repeats.

    Those are the lines whose folded text is in ``furniture``, and page numbers
    in words (``3 (7)``, ``Sida 3``).
    """
    return tuple(
        _runs([_blanked(line) if _is_furniture(line, furniture) else line for line in lines])
    )


def split_page_numbers(
    all_blocks: tuple[Block, ...],
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the blocks without bare page numbers, and the bare page numbers.

    A number alone in its block is a goal's where a row waits for one: after its
    title, before its years. Anywhere else it can only be a page's.
    """
    table: list[Block] = []
    numbers: list[Block] = []
    waiting = False
    for position, block in enumerate(all_blocks):
        following = all_blocks[position + 1] if position + 1 < len(all_blocks) else None
        if _is_bare_number(block) and not (waiting and not _has_codes_and_years(following)):
            numbers.append(block)
            continue
        table.append(block)
        if _TITLE.match(block.lines[0].text.strip()):
            waiting = True
        elif leading_numbers(block.words).years:
            waiting = False
    return tuple(table), tuple(numbers)


def _is_bare_number(block: Block) -> bool:
    return len(block.lines) == 1 and bool(_BARE_NUMBER.match(fold(block.lines[0].text)))


def _has_codes_and_years(block: Block | None) -> bool:
    if block is None:
        return False
    numbers = leading_numbers(block.words)
    return bool(numbers.codes and numbers.years)


def _is_furniture(line: Line, furniture: frozenset[str]) -> bool:
    text = fold(line.text)
    return text in furniture or bool(_PAGE_NUMBER.match(text))


def _blanked(line: Line) -> Line:
    return Line(line.number, "", 0, new_page=True)


def _runs(lines: list[Line]) -> Iterator[Block]:
    run: list[Line] = []
    gap: list[Line] = []
    before: list[Line] = []
    for line in lines:
        if line.blank:
            gap.append(line)
            continue
        if run and (gap or line.new_page):
            yield _block(run, before, [*gap, line])
            run, before = [], gap
        elif not run:
            before = gap
        run, gap = [*run, line], []
    if run:
        yield _block(run, before, None)


def _block(run: list[Line], before: list[Line], after: list[Line] | None) -> Block:
    return Block(
        lines=tuple(run),
        after_rule=any(line.width >= RULE_WIDTH for line in before),
        page_starts=len(before) > PAGE_GAP or any(line.new_page for line in [*before, run[0]]),
        page_ends=after is None or len(after) - 1 > PAGE_GAP or any(a.new_page for a in after),
    )


def split_notes(all_blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Return the blocks of the table proper, and the footnotes that stood between them.

    Footnotes begin below a rule, or (where spaces at the ends of lines were
    lost, and the rule with them) at the bottom of a page, with a number that
    marks a word of the table. What looks like a row's beginning, because
    numbers of goals and years follow, is none.
    """
    text = " ".join(line.text for block in all_blocks for line in block.lines)
    table: list[Block] = []
    notes: list[Note] = []
    in_notes = False
    for position, block in enumerate(all_blocks):
        following = all_blocks[position + 1] if position + 1 < len(all_blocks) else None
        begins = block.after_rule or in_notes or block.page_ends
        if begins and _is_note(block, following, text):
            notes += _notes(block, text)
            in_notes = not block.page_ends
        else:
            table.append(block)
            in_notes = False
    return tuple(table), tuple(notes)


def _is_note(block: Block, following: Block | None, text: str) -> bool:
    match = _NOTE.match(fold(block.lines[0].text))
    if not match:
        return False
    if _has_codes_and_years(following) and not (block.after_rule and block.page_ends):
        return False
    return block.after_rule or is_marked(match[1], text)


def mark_pattern(number: str) -> re.Pattern[str]:
    """Return the pattern of a footnote's mark: the number written on to the end of a word.

    A word has three letters at least, so that ``R2``, ``m2`` or ``CO2`` is no mark.
    """
    return re.compile(rf"[^\W\d_]{{3}}[.,;:)”\"*]?{number}(?!\d)")


def is_marked(number: str, text: str) -> bool:
    """Return whether a word of ``text`` bears the footnote mark ``number``."""
    return bool(mark_pattern(number).search(text))


def _notes(block: Block, text: str) -> Iterator[Note]:
    starts = [
        index
        for index, line in enumerate(block.lines)
        if (match := _NOTE.match(fold(line.text))) and (index == 0 or is_marked(match[1], text))
    ]
    for start, end in zip(starts, [*starts[1:], len(block.lines)], strict=True):
        lines = block.lines[start:end]
        number, _, note = joined(words(lines)).partition(" ")
        yield Note(number, note, lines[0].number, lines[-1].number)
