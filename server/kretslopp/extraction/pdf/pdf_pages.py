"""A PDF → its sheets: the glyphs and the rules of each page, turned so that the text is upright."""

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import decode_text
from pdfplumber.page import Page
from pdfplumber.utils.geometry import obj_to_edges

from kretslopp.characters import SOFT_HYPHEN, clean, visible
from kretslopp.errors import Fault, Place, UnreadableInput
from kretslopp.extraction.pdf.geometry import Box, Rule, turned
from kretslopp.extraction.pdf.ink import Colour, Ground, colour, is_colourful, is_unseen, struck

MAX_BYTES = 100_000_000
"""The largest PDF that is opened; action programmes are of a few hundred thousand bytes."""

MAX_PAGES = 300
"""The most pages of a PDF that is read."""

MAX_GLYPHS = 40_000
"""The most glyphs of one page; a page of dense print has about 6,000."""

RULE_THICKNESS = 3.0
"""Points; a filled rectangle no thicker than this is a rule, a thicker one is a background."""

RULE_LENGTH = 5.0
"""Points; what is shorter is no rule but a speck, or part of a drawn letter."""

LEAST_SIZE = 0.1
"""Points; what is smaller nobody sees."""

DOUBLE_GLYPH = 0.5
"""Points; the same letter drawn again so near (to look bold) is one letter."""

UNKNOWN_LETTER = "(cid:"
"""What a glyph's text begins with where the PDF does not say which letter it is."""

_Drawn = dict[str, Any]  # a letter, line or area as pdfplumber has it
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_TAKE_PAGES = "Save the pages that hold the action programme as a PDF of their own."
_SAVE_TEXT = "Or save its text as UTF-8 (“pdftotext -enc UTF-8”) and extract that."
_FETCH_AGAIN = f"Fetch it again, or open it in a viewer and print it to a new PDF. {_SAVE_TEXT}"


@dataclass(frozen=True)
class Glyph:
    """A letter as printed: its text, its box, its size in points, and whether it is struck out."""

    text: str
    box: Box
    size: float
    struck: bool = False


@dataclass(frozen=True)
class PdfPage:
    """A page as a reader holds it: its number (from 1), glyphs and rules.

    ``sideways`` is the text that runs in another direction than the rest, ``unseen``
    that which has the colour of its ground, ``coloured`` that which is neither black,
    white nor grey. ``remarks`` are the notes that someone pinned to the page.
    ``pictured`` says that there is a picture and no text.
    """

    number: int
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    sideways: str = ""
    unseen: str = ""
    coloured: str = ""
    remarks: tuple[str, ...] = ()
    pictured: bool = False


def read_sheets(path: Path) -> tuple[PdfPage, ...]:
    """Read the pages of a PDF.

    Raises UnreadableInput for a PDF that is broken, locked with a password,
    larger than ``MAX_BYTES``, ``MAX_PAGES`` or ``MAX_GLYPHS``, or that holds no
    text; the fault says what to do.
    """
    if path.stat().st_size > MAX_BYTES:
        raise _unreadable(path, f"The PDF is larger than {MAX_BYTES} bytes.", _TAKE_PAGES)
    # The reader tells of every oddity of a file; what matters comes back as faults.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        contents = tuple(_contents(path))
    except UnreadableInput:
        raise
    except Exception as error:  # a broken PDF may make its reader raise anything
        raise _not_opened(path, error) from error
    sheets = tuple(_sheet(number, content) for number, content in enumerate(contents, start=1))
    if not any(sheet.glyphs for sheet in sheets):
        raise _unreadable(
            path,
            "The PDF holds no text, only pictures of it.",
            "Run a program that recognises text (OCR, such as “ocrmypdf”) and extract its result.",
        )
    if all(UNKNOWN_LETTER in glyph.text for sheet in sheets for glyph in sheet.glyphs):
        raise _unreadable(
            path,
            "The PDF does not say which letters its signs are.",
            "Ask for the document in another format, or run a program that recognises text (OCR).",
        )
    return sheets


def _unreadable(path: Path, message: str, advice: str) -> UnreadableInput:
    return UnreadableInput(Fault(message, Place(str(path)), advice))


def _not_opened(path: Path, error: Exception) -> UnreadableInput:
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in (error, *error.args)):
        return _unreadable(
            path,
            "The PDF is locked with a password.",
            f"Open it with the password and print it to a PDF without one. {_SAVE_TEXT}",
        )
    return _unreadable(
        path,
        "The PDF is broken and can't be read.",
        _FETCH_AGAIN,
    )


@dataclass(frozen=True)
class _Content:
    """What a PDF draws on a page: letters, strokes and thin areas, wide areas, pictures, notes."""

    bbox: tuple[float, float, float, float]
    letters: list[_Drawn]
    strokes: list[_Drawn]
    areas: list[_Drawn]
    pictures: list[_Drawn]
    remarks: tuple[str, ...]


def _contents(path: Path) -> Iterator[_Content]:
    with pdfplumber.open(path) as pdf:
        if len(pdf.pages) > MAX_PAGES:
            raise _unreadable(path, f"The PDF has more than {MAX_PAGES} pages.", _TAKE_PAGES)
        said = resolve1(resolve1(pdf.doc.catalog["Pages"])["Count"])
        if len(pdf.pages) != said:
            message = f"The PDF is broken: of its {said} pages {len(pdf.pages)} can be read."
            raise _unreadable(path, message, _FETCH_AGAIN)
        for number, page in enumerate(pdf.pages, start=1):
            if len(page.chars) > MAX_GLYPHS:
                message = f"Page {number} has more than {MAX_GLYPHS} letters."
                raise _unreadable(path, message, _TAKE_PAGES)
            left, top, right, bottom = (float(edge) for edge in page.bbox)
            bbox = (left, top, right, bottom)
            yield _Content(
                bbox,
                page.chars,
                list(_strokes(page)),
                list(_areas(page)),
                page.images,
                tuple(_remarks(page)),
            )
            page.close()


def _strokes(page: Page) -> Iterator[_Drawn]:
    """Yield lines, the sides of what is drawn with a pen, and thin filled areas."""
    yield from page.lines
    for shape in (*page.rects, *page.curves):
        if shape["stroke"]:
            yield from obj_to_edges(shape)
        elif _is_thin(shape):
            yield shape


def _areas(page: Page) -> Iterator[_Drawn]:
    """Yield the filled areas that letters may stand on; a rule is none."""
    for shape in (*page.rects, *page.curves):
        if shape["fill"] and not _is_thin(shape):
            yield shape


def _is_thin(shape: _Drawn) -> bool:
    return bool(min(shape["width"], shape["height"]) <= RULE_THICKNESS)


def _remarks(page: Page) -> Iterator[str]:
    """Yield the notes that are pinned to a page (12.5.6), but for links: their kind and words."""
    for note in map(resolve1, resolve1(page.page_obj.annots) or ()):
        kind = literal_name(resolve1(note.get("Subtype")))
        if kind not in ("Link", "Popup"):
            said = resolve1(note.get("Contents") or note.get("V") or b"")
            words = clean(decode_text(said)) if isinstance(said, bytes) else ""
            yield f"{kind} “{words}”" if words else kind


def _sheet(number: int, content: _Content) -> PdfPage:
    left, top, right, bottom = content.bbox
    shown = [letter for letter in content.letters if _is_shown(letter, content.bbox)]
    by_direction = Counter(_quarters(letter) for letter in shown if letter["text"].strip())
    quarters = by_direction.most_common(1)[0][0] if by_direction else None

    def box(item: _Drawn) -> Box:
        own = Box(item["x0"] - left, item["top"] - top, item["x1"] - left, item["bottom"] - top)
        return turned(own, right - left, bottom - top, quarters or 0)

    upright = [letter for letter in shown if _quarters(letter) == quarters]
    others = [letter["text"] for letter in shown if _quarters(letter) != quarters]
    grounds = [Ground(box(item), _ink(item)) for item in content.areas]
    grounds += [Ground(box(item), None) for item in content.pictures]
    seen: list[_Drawn] = []
    unseen: list[_Drawn] = []
    for letter in upright:
        hidden = is_unseen(box(letter), _ink(letter), grounds)
        (unseen if hidden else seen).append(letter)
    coloured = [letter["text"] for letter in seen if is_colourful(_ink(letter))]
    strokes = [box(item) for item in content.strokes]
    level = [stroke for stroke in strokes if stroke.height <= RULE_THICKNESS]
    boxes = [box(letter) for letter in seen]
    out, strikes = struck(boxes, level)
    through = {level[place] for place in strikes}
    glyphs = _without_doubles(
        _glyph(_text(letter), at, n in out)
        for n, (letter, at) in enumerate(zip(seen, boxes, strict=True))
        if _text(letter)
    )
    return PdfPage(
        number,
        tuple(glyphs),
        tuple(rule for stroke in strokes if stroke not in through for rule in _rules(stroke)),
        sideways=clean("".join(others)),
        unseen=clean("".join(letter["text"] for letter in unseen)),
        coloured=clean("".join(coloured)),
        remarks=content.remarks,
        pictured=bool(content.pictures) and not glyphs,
    )


def _ink(item: _Drawn) -> Colour | None:
    return colour(item["non_stroking_color"])


def _is_shown(item: _Drawn, bbox: tuple[float, float, float, float]) -> bool:
    """Return whether a letter lies on the page, and is large enough to be seen."""
    left, top, right, bottom = bbox
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    large = max(item["x1"] - item["x0"], item["bottom"] - item["top"]) >= LEAST_SIZE
    return bool(left <= x <= right and top <= y <= bottom and large)


def _glyph(text: str, box: Box, is_struck: bool) -> Glyph:
    """Return a glyph; its size is the height of its box, whatever the letter."""
    return Glyph(text, box, max(box.height, LEAST_SIZE), is_struck)


def _quarters(char: _Drawn) -> int | None:
    """Return how many quarter turns clockwise make a letter upright; None for aslant."""
    a, b, c, d = char["matrix"][:4]
    if abs(b) + abs(c) < abs(a) + abs(d):
        straight = abs(b) < abs(a) / 4
        return (0 if a > 0 else 2) if straight else None
    straight = abs(a) < abs(b) / 4
    return (1 if b > 0 else 3) if straight else None


def _text(letter: _Drawn) -> str:
    """Return a glyph's text, ``""`` where nobody sees it; a ligature (ﬁ) as its letters."""
    text: str = letter["text"]
    if not text or _CONTROL.search(text):
        return f"{UNKNOWN_LETTER}?)"
    return text if text == SOFT_HYPHEN else visible(text)


def _without_doubles(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Return glyphs without those that are drawn again at the same place.

    A word is drawn again as a whole: a letter that goes on with one that is not
    is that of another word, which happens to be printed over the first.
    """
    kept: list[Glyph] = []
    places: dict[tuple[str, int, int], Glyph] = {}
    before: Glyph | None = None
    for glyph in glyphs:
        x, y = round(glyph.box.x0), round(glyph.box.top)
        near = (places.get((glyph.text, x + i, y + j)) for i in (-1, 0, 1) for j in (-1, 0, 1))
        again = any(other and _same_place(glyph.box, other.box) for other in near)
        if again and not (before and _goes_on(before, glyph)):
            before = None
        else:
            places[glyph.text, x, y] = before = glyph
            kept.append(glyph)
    return kept


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    """Return whether a glyph stands right after another."""
    level = abs(glyph.box.bottom - before.box.bottom) <= DOUBLE_GLYPH
    return level and abs(glyph.box.x0 - before.box.x1) <= DOUBLE_GLYPH


def _same_place(one: Box, other: Box) -> bool:
    return abs(one.x0 - other.x0) <= DOUBLE_GLYPH and abs(one.top - other.top) <= DOUBLE_GLYPH


def _rules(box: Box) -> Iterator[Rule]:
    if box.width >= RULE_LENGTH and box.height <= RULE_THICKNESS:
        yield Rule(True, box.middle_y, box.x0, box.x1)
    elif box.height >= RULE_LENGTH and box.width <= RULE_THICKNESS:
        yield Rule(False, box.middle_x, box.top, box.bottom)
