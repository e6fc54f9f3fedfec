"""A row's blocks → its cells, as printed with white space folded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kretslopp.characters import clean
from kretslopp.extraction.columns import LAW, STAR, Kind
from kretslopp.extraction.evidence import Evidence
from kretslopp.extraction.heads import MOST_CODES
from kretslopp.extraction.organisations import Split, split
from kretslopp.extraction.pages import Block
from kretslopp.extraction.rows import BlockShape, Doubt, Segment, Shapes, line_span, texts
from kretslopp.extraction.text import Gap, Numbers, TextWord, joined, leading_numbers

_FIRST_NAMES: dict[Kind, str] = {"regional": "ansvar_regionalt", "municipal": "ansvar"}
_LAST_NAMES: dict[Kind, str] = {"regional": "medverkande", "municipal": "ansvar"}
_MARKS = ("X", "x")
_NONE = "-"
STAR_SIGN = "*"
_CODE_COLUMNS = ("mål", "regional_åtgärd")


@dataclass(frozen=True)
class Parts:
    """A row's words, sorted: title, goals and years, names, mark, raised numbers of footnotes."""

    title: tuple[TextWord, ...]
    codes: tuple[str, ...]
    years: str
    names: tuple[TextWord, ...]
    mark: str
    doubts: tuple[Doubt, ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class CellRow:
    """One row's cells by column, and what is not sure about them.

    ``uncertain`` are the columns that a fault of another row or of the whole
    table makes unsure. ``marks`` are the numbers of footnotes that stood raised in
    cells of codes or years.
    """

    cells: dict[str, str]
    first_line: int
    last_line: int
    doubts: tuple[Doubt, ...]
    uncertain: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


def parts(row: Segment, kind: Kind, shapes: Shapes, evidence: Evidence) -> Parts:
    """Sort the words of a row into title, goals and years, names and mark."""
    start = _cells_start(row, shapes, evidence)
    title_words, early = take_marks(_words((*row.title, *row.body[:start])), alone=True)
    words, late = take_marks(_words(row.body[start:]), alone=False)
    numbers = leading_numbers(words, MOST_CODES[kind])
    marks = [word.text for word in (*early, *late)]
    doubts = (
        *row.doubts,
        *_title_doubts(row, kind, start, shapes, evidence),
        *_goal_doubts(row, start, numbers, shapes),
        *_code_doubts(row, kind, numbers.codes),
        *_name_doubts(kind, numbers.rest),
        *_mark_doubts(row, marks),
    )
    return Parts(
        title_words,
        numbers.codes,
        numbers.years,
        numbers.rest,
        " ".join(marks),
        doubts,
        numbers.marks,
    )


def _words(some: Sequence[Block]) -> tuple[TextWord, ...]:
    return tuple(word for block in some for word in block.words)


def _cells_start(row: Segment, shapes: Shapes, evidence: Evidence) -> int:
    """Return the position in the body of the block in which the title's cell has ended.

    The blocks before it are further paragraphs of the title.
    """
    shaped = [shapes.of(block) for block in row.body]
    for wanted in (
        BlockShape.CODES_AND_YEARS,
        BlockShape.YEARS,
        BlockShape.CODES,
        BlockShape.CODES_AND_NAME,
    ):
        if wanted in shaped:
            start = shaped.index(wanted)
            while start and shaped[start - 1] is BlockShape.CODES:
                start -= 1
            return start
    for position, block in enumerate(row.body):
        if _begins_with_cell(block, evidence) or evidence.speaks_of_municipality(texts(block)):
            return position
    return len(row.body)


def _begins_with_cell(block: Block, evidence: Evidence) -> bool:
    first = texts(block)[0]
    return clean(first) in (*_MARKS, _NONE) or evidence.begins_with_organisation(texts(block))


def take_marks(
    some: tuple[TextWord, ...], *, alone: bool
) -> tuple[tuple[TextWord, ...], tuple[TextWord, ...]]:
    """Return the words without those that are a mark (X), and the marks.

    In a title only an X that is a block of its own is a mark.
    """

    def is_mark(position: int) -> bool:
        if some[position].text not in _MARKS:
            return False
        following = some[position + 1] if position + 1 < len(some) else None
        ends = following is None or following.gap is Gap.BLOCK
        return not alone or (some[position].gap is Gap.BLOCK and ends)

    marked = [is_mark(position) for position in range(len(some))]
    others: list[TextWord] = []
    gap = Gap.SPACE
    for word, mark in zip(some, marked, strict=True):
        gap = max(gap, word.gap)
        if not mark:
            others.append(replace(word, gap=gap))
            gap = Gap.SPACE
    return tuple(others), tuple(w for w, mark in zip(some, marked, strict=True) if mark)


def _title_doubts(
    row: Segment, kind: Kind, start: int, shapes: Shapes, evidence: Evidence
) -> Iterator[Doubt]:
    further = row.body[:start]
    sure = (
        not row.body
        or shapes.has_cells(row)
        or (not further and _begins_with_cell(row.body[0], evidence))
    )
    if not sure:
        text = " ".join(block.text for block in row.body)
        message = f"No goals or years tell where the title ends and the names begin in “{text}”."
        yield Doubt(("åtgärder", _FIRST_NAMES[kind]), message, *line_span(row.body))
    for block in further:
        if block.text.isdigit():
            message = f"A number alone, “{block.text}”, was put in åtgärder."
            yield Doubt(("åtgärder",), message, *line_span([block]))


def _goal_doubts(row: Segment, start: int, numbers: Numbers, shapes: Shapes) -> Iterator[Doubt]:
    """Doubt a lone number before an unknown name: it may be another row's number and title."""
    if start == len(row.body) or shapes.of(row.body[start]) is not BlockShape.CODES_AND_NAME:
        return
    names = [word.text for word in numbers.rest]
    lone = len(numbers.codes) == 1 and numbers.codes[0].isdigit()
    if lone and not shapes.begins_with_name(names):
        message = (
            f"“{numbers.codes[0]} {names[0]} …” was read as a goal and a name without years; "
            "it may be the number and title of another action."
        )
        yield Doubt(("mål",), message, *line_span([row.body[start]]))


def _code_doubts(row: Segment, kind: Kind, codes: tuple[str, ...]) -> Iterator[Doubt]:
    if kind == "municipal" and len(codes) == 1:
        message = (
            f"“{codes[0]}” stands alone where a goal and a regional action are expected; "
            "it was put in mål."
        )
        yield Doubt(_CODE_COLUMNS, message, *line_span(row.blocks))


def _name_doubts(kind: Kind, names: tuple[TextWord, ...]) -> Iterator[Doubt]:
    column = _LAST_NAMES[kind]
    if not names:
        return
    text = joined(names)
    span = (names[0].line, names[-1].line)
    if text[0].isdigit() or any(word.text.isdigit() for word in names):
        yield Doubt((column,), f"There is a number among the names: “{text}”.", *span)
    if text.endswith("."):
        yield Doubt((column,), f"“{text}” reads like a sentence, not like a name.", *span)


def _mark_doubts(row: Segment, marks: list[str]) -> Iterator[Doubt]:
    if len(marks) > 1:
        message = f"There are {len(marks)} marks where one is expected."
        yield Doubt((LAW,), message, *line_span(row.blocks))


def regional_row(row: Segment, row_parts: Parts, evidence: Evidence) -> CellRow:
    """Return the cells of a row of the regional table."""
    names = regional_names(row_parts, evidence)
    doubts = row_parts.doubts if names.sure else (*row_parts.doubts, _split_doubt(names))
    cells = {
        **_common_cells(row, row_parts),
        "mål": row_parts.codes[0] if row_parts.codes else "",
        "ansvar_regionalt": joined(names.lead),
        "medverkande": joined(names.participants),
        LAW: row_parts.mark or _dash_mark(row_parts.names, (*names.lead, *names.participants)),
    }
    uncertain = _uncertain("regional", row)
    return CellRow(cells, *line_span(row.blocks), doubts, uncertain, row_parts.marks)


def regional_names(row_parts: Parts, evidence: Evidence) -> Split:
    """Split a row's names into lead and participants.

    A dash at the end is the participants' where there are none, or else the
    mark's, which is then left out here.
    """
    if len(row_parts.names) < 2 or clean(row_parts.names[-1].text) != _NONE:
        return split(row_parts.names, evidence)
    *others, dash = row_parts.names
    names = split(others, evidence)
    if names.participants and not row_parts.mark:
        return names
    return replace(names, participants=(*names.participants, dash), sure=not names.participants)


def _dash_mark(names: tuple[TextWord, ...], placed: tuple[TextWord, ...]) -> str:
    return _NONE if len(placed) < len(names) else ""


def _split_doubt(names: Split) -> Doubt:
    every = (*names.lead, *names.participants)
    message = (
        f"Nothing shows where the lead ends and the participants begin in “{joined(every)}”; "
        f"“{joined(names.lead)}” was put in ansvar_regionalt."
    )
    return Doubt(("ansvar_regionalt", "medverkande"), message, every[0].line, every[-1].line)


def municipal_row(row: Segment, row_parts: Parts) -> CellRow:
    """Return the cells of a row of the municipal table."""
    codes = dict(zip(_CODE_COLUMNS, (*row_parts.codes, "", ""), strict=False))
    ends_with_dash = len(row_parts.names) > 1 and clean(row_parts.names[-1].text) == _NONE
    has_dash = not row_parts.mark and ends_with_dash
    cells = {
        **_common_cells(row, row_parts),
        **codes,
        STAR: STAR_SIGN if is_starred(row_parts.title) else "",
        "ansvar": joined(row_parts.names[:-1] if has_dash else row_parts.names),
        LAW: _NONE if has_dash else row_parts.mark,
    }
    uncertain = _uncertain("municipal", row)
    return CellRow(cells, *line_span(row.blocks), row_parts.doubts, uncertain, row_parts.marks)


def _uncertain(kind: Kind, row: Segment) -> tuple[str, ...]:
    return (_LAST_NAMES[kind],) if row.names_unsure else ()


def is_starred(title: Sequence[TextWord]) -> bool:
    """Return whether a title bears the star of the actions that are recommended for all."""
    return any(word.text.strip(".,;:()").endswith(STAR_SIGN) for word in title)


def _common_cells(row: Segment, row_parts: Parts) -> dict[str, str]:
    return {
        "nr": row.number,
        "målområde": " ".join(block.text for block in row.area),
        "åtgärder": joined(row_parts.title),
        "år": row_parts.years,
    }
