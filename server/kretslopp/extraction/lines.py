"""A document's text → numbered lines."""

import re
from dataclasses import dataclass
from pathlib import Path

from kretslopp.characters import SOFT_HYPHEN, visible, with_marks
from kretslopp.errors import Fault, Place, UnreadableInput

_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_PDF_HEADER = b"%PDF-"
_PDF_HEADER_WITHIN = 1024
_SAVE_AS_UTF8 = "Open it in a text editor and save it with the encoding UTF-8."
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class TextLine:
    """One line of the document: its number (from 1), its text, and whether a page begins with it.

    The text is what is visible, with every kind of space as a plain one and a tab as
    two (a tab parts cells, as two spaces do); a soft hyphen stays at the line's end,
    where it is printed, and the mark of a footnote stands on the line. ``width``
    is the length as received: a long line of nothing but spaces is a rule.
    """

    number: int
    text: str
    width: int
    new_page: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is printed on the line."""
        return not self.text.strip()


@dataclass(frozen=True)
class DocumentText:
    """The lines of a document, and the name of its file to show in messages."""

    file: str
    lines: tuple[TextLine, ...]


def is_pdf(path: Path) -> bool:
    """Return whether a file is a PDF, by its content (ISO 32000-1, annex H.3.4.1).

    A file that can't be read is none.
    """
    try:
        with path.open("rb") as file:
            return _PDF_HEADER in file.read(_PDF_HEADER_WITHIN)
    except OSError:
        return False


def read_document(path: Path) -> DocumentText:
    """Read the text of an action programme.

    Raises UnreadableInput for a file that is missing, empty, binary or not
    UTF-8; the fault says which line and what to do.
    """
    text = _decode(_read_bytes(path), path)
    lines = tuple(_line(number, raw) for number, raw in enumerate(_LINE_END.split(text), start=1))
    if all(line.blank for line in lines):
        raise UnreadableInput(
            Fault("The file is empty.", Place(str(path)), "It must hold the text of the document.")
        )
    return DocumentText(str(path), lines)


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableInput(
            Fault("There is no such file.", Place(str(path)), "Check the path.")
        ) from error
    except OSError as error:
        raise UnreadableInput(
            Fault(f"The file can't be read: {error.strerror}.", Place(str(path)))
        ) from error


def _decode(raw: bytes, path: Path) -> str:
    if raw.startswith(_WIDE_BOMS):
        raise UnreadableInput(
            Fault("The file is UTF-16 text, not UTF-8.", Place(str(path), line=1), _SAVE_AS_UTF8)
        )
    if b"\0" in raw:
        place = Place(str(path), line=raw[: raw.index(b"\0")].count(b"\n") + 1)
        advice = "It must hold the text of the document, in UTF-8."
        raise UnreadableInput(Fault("The file is binary, not text.", place, advice))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _not_utf8(raw, path) from None


def _not_utf8(raw: bytes, path: Path) -> UnreadableInput:
    """Return the error that names the first byte that is no UTF-8, counted in the whole file."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(raw[: error.start].decode("utf-8"))) + 1
        message = (
            f"The file is not UTF-8 text: byte {error.start + 1} (0x{raw[error.start]:02X}) "
            "belongs to no UTF-8 letter."
        )
        return UnreadableInput(Fault(message, Place(str(path), line=line), _SAVE_AS_UTF8))
    raise AssertionError("called for a text that is UTF-8")


def _line(number: int, raw: str) -> TextLine:
    text = visible(_CONTROL.sub("", raw.replace("\t", "  ")))
    spaced = with_marks("".join(" " if c.isspace() else c for c in text))
    if raw.rstrip().endswith(SOFT_HYPHEN):
        spaced = spaced.rstrip() + SOFT_HYPHEN
    return TextLine(number, spaced, len(raw), new_page="\f" in raw)
