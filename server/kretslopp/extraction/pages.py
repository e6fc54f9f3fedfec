"""The lines of a table → blocks, without page furniture and footnotes.

A block is a run of lines without a blank one between them. Page furniture is
what a page repeats: its number, the document's title, the table's head.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kretslopp.characters import raised
from kretslopp.extraction.lines import TextLine
from kretslopp.extraction.text import TextWord, fold, joined, leading_numbers, words

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
_NOTE = re.compile(r"(\d{1,2})\s+[^\W\d_]")


@dataclass(frozen=True)
class Block:
    """A run of lines; whether a rule or a page's edge stands before or after it."""

    lines: tuple[TextLine, ...]
    after_rule: bool = False
    page_starts: bool = False
    page_ends: bool = False

    @property
    def words(self) -> tuple[TextWord, ...]:
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


def blocks(lines: Sequence[TextLine], furniture: frozenset[str]) -> tuple[Block, ...]:
    """Return the blocks among ``lines``, without the lines that a page repeats.

    Those are the lines whose folded text is in ``furniture``, and page numbers
    in words (``3 (7)``, ``Sida 3``) that stand alone between blank lines.
    """
    kept = [
        _blanked(line) if fold(line.text) in furniture or _is_page_number(lines, position) else line
        for position, line in enumerate(lines)
    ]
    return tuple(_runs(kept))


def _is_page_number(lines: Sequence[TextLine], position: int) -> bool:
    around = (*lines[max(position - 1, 0) : position], *lines[position + 1 : position + 2])
    alone = all(line.blank or line.new_page for line in around)
    return alone and is_page_number(lines[position].text)


def is_page_number(text: str) -> bool:
    """Return whether a line is a page's number in words: ``3 (7)``, ``Sida 3``."""
    return bool(_PAGE_NUMBER.match(fold(text)))


def _blanked(line: TextLine) -> TextLine:
    return TextLine(line.number, "", 0, new_page=True)


def _runs(lines: list[TextLine]) -> Iterator[Block]:
    run: list[TextLine] = []
    gap: list[TextLine] = []
    before: list[TextLine] = []
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


def _block(run: list[TextLine], before: list[TextLine], after: list[TextLine] | None) -> Block:
    return Block(
        lines=tuple(run),
        after_rule=any(line.width >= RULE_WIDTH for line in before),
        page_starts=len(before) > PAGE_GAP or any(line.new_page for line in [*before, run[0]]),
        page_ends=after is None or len(after) - 1 > PAGE_GAP or any(a.new_page for a in after),
    )


def split_page_numbers(
    all_blocks: tuple[Block, ...], most_codes: int
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the blocks without bare page numbers, and the bare page numbers.

    A number alone in its block is a goal's or an action's where a row waits for
    one: after its title, before its years, and no more than ``most_codes``.
    Anywhere else it can only be a page's.
    """
    table: list[Block] = []
    numbers: list[Block] = []
    waiting = 0
    for position, block in enumerate(all_blocks):
        following = all_blocks[position + 1 : position + 2]
        to_come = len(leading_numbers(following[0].words).codes) if following else 0
        if _is_bare_number(block) and waiting - to_come < 1:
            numbers.append(block)
            continue
        table.append(block)
        leading = leading_numbers(block.words)
        if _TITLE.match(block.lines[0].text.strip()):
            waiting = most_codes
        elif leading.years:
            waiting = 0
        else:
            waiting -= len(leading.codes)
    return tuple(table), tuple(numbers)


def _is_bare_number(block: Block) -> bool:
    return len(block.lines) == 1 and bool(_BARE_NUMBER.match(fold(block.lines[0].text)))


def _has_codes_and_years(block: Block | None) -> bool:
    if block is None:
        return False
    numbers = leading_numbers(block.words)
    return bool(numbers.codes and numbers.years)


def split_notes(all_blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Return the blocks of the table proper, and the footnotes that stood between them.

    Footnotes begin below a rule, or (where spaces at the ends of lines were
    lost, and the rule with them) at the bottom of a page, with a number that
    marks a word of the table. What looks like a row's beginning, because
    numbers of goals and years follow, is none.
    """
    table: list[Block] = []
    notes: list[Note] = []
    in_notes = False
    for position, block in enumerate(all_blocks):
        below = (b for b in all_blocks[position + 1 :] if not _is_bare_number(b))
        following = next(below, None)
        begins = block.after_rule or in_notes or block.page_ends
        above = " ".join(line.text for b in table for line in b.lines)
        if begins and _is_note(block, following, above):
            notes += _notes(block, above)
            in_notes = not block.page_ends
        else:
            table.append(block)
            in_notes = False
    return tuple(table), tuple(notes)


def _is_note(block: Block, following: Block | None, above: str) -> bool:
    match = _NOTE.match(fold(block.lines[0].text))
    if not match:
        return False
    if _has_codes_and_years(following) and not (block.after_rule and block.page_ends):
        return False
    return block.after_rule or is_marked(match[1], above)


def mark_pattern(number: str) -> re.Pattern[str]:
    """Return the pattern of a footnote's mark: the number written on to the end of a word.

    A word has three letters at least, so that ``R2``, ``m2`` or ``CO2`` is no mark;
    a raised number (``7¹``) is one after anything.
    """
    digits = f"[{raised('0123456789')}]"
    above = rf"(?<!{digits}){raised(number)}(?!{digits})"
    return re.compile(rf"[^\W\d_]{{3}}[.,;:)”\"*]?{number}(?!\d)|{above}")


def is_marked(number: str, text: str) -> bool:
    """Return whether a word of ``text`` bears the footnote mark ``number``."""
    return bool(mark_pattern(number).search(text))


def _notes(block: Block, above: str) -> Iterator[Note]:
    starts = note_starts([line.text for line in block.lines], above)
    for start, end in zip(starts, [*starts[1:], len(block.lines)], strict=True):
        lines = block.lines[start:end]
        mark, _, note = joined(words(lines)).partition(" ")
        yield Note(mark, note, lines[0].number, lines[-1].number)


def note_starts(texts: Sequence[str], above: str) -> list[int]:
    """Return the positions of the lines that begin a footnote.

    A line begins one with the next number, or with one that marks a word of the
    text ``above``; the first line that begins with a number begins one anyhow.
    """
    starts: list[int] = []
    number = 0
    for position, text in enumerate(texts):
        match = _NOTE.match(fold(text))
        if match and (not starts or int(match[1]) == number + 1 or is_marked(match[1], above)):
            starts.append(position)
            number = int(match[1])
    return starts
