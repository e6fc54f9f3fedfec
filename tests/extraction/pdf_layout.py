"""PDFs of action programmes, set by a real layout engine: rows in, the PDF's bytes out."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    Image,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
)

Rows = Sequence[dict[str, str]]

HEADS = {
    "nr": "Nr",
    "målområde": "Målområde",
    "åtgärder": "Åtgärder",
    "mål": "Mål",
    "regional_åtgärd": "Regional åtgärd",
    "år": "År",
    "ansvar_regionalt": "Ansvar regionalt",
    "ansvar": "Ansvar",
    "medverkande": "Medverkande",
    "lagkrav": "Lagkrav",
}
WIDTHS = {
    "nr": 30,
    "målområde": 90,
    "åtgärder": 230,
    "mål": 45,
    "regional_åtgärd": 60,
    "år": 60,
    "ansvar_regionalt": 110,
    "ansvar": 150,
    "medverkande": 120,
    "lagkrav": 50,
}
MARGIN = 36
NOTE_SPACE = 60
_MARK = re.compile(r"(?<=[^\W\d_]{3})(\d{1,2})\b")


@dataclass(frozen=True)
class Layout:
    """How a programme is set: what a municipality's writer may choose.

    ``rules`` is ``grid``, ``rows`` (below each row), ``ends`` (around the head and below the last
    row) or ``""``. ``turned`` draws the text along the long side of an upright page; ``rotation``
    is what the page says of how it is to be shown. ``shared_areas`` sets goal areas once for all
    rows that follow each other. ``after`` is text below the last table, ``picture_after`` a page
    with a picture.
    """

    page: tuple[float, float] = landscape(A4)
    rules: str = "grid"
    size: float = 9
    leading: float = 11
    padding: float = 4
    align: str = "TOP"
    centred: tuple[str, ...] = ()
    repeat_head: bool = True
    split_rows: bool = False
    turned: bool = False
    rotation: int = 0
    running_head: str = ""
    page_numbers: bool = True
    note_rule: bool = True
    headings: bool = True
    number_column: bool = False
    shared_areas: bool = False
    watermark: str = ""
    after: str = ""
    picture_after: bool = False
    heads: dict[str, str] = field(default_factory=dict)
    widths: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Programme:
    """What is printed: the rows of both tables by column (``nr`` too), notes by number."""

    municipality: str
    regional: Rows = ()
    municipal: Rows = ()
    notes: dict[str, str] = field(default_factory=dict)
    title: str = "Åtgärdsprogram för perioden 2023-2026 till Kretsloppsplan 2023-2030"


class _Notes:
    """The notes whose marks stand on the page being set."""

    def __init__(self, notes: dict[str, str], layout: Layout) -> None:
        self.notes = notes
        self.layout = layout
        self.wanted: list[str] = []

    def draw(self, canvas: Canvas, width: float) -> None:
        style = ParagraphStyle("note", fontSize=7, leading=8.5)
        y = MARGIN + NOTE_SPACE - 12
        if self.wanted and self.layout.note_rule:
            canvas.line(MARGIN, y, MARGIN + 140, y)
        for number in dict.fromkeys(self.wanted):
            note = Paragraph(f"<super>{number}</super> {escape(self.notes[number])}", style)
            _, height = note.wrap(width - 2 * MARGIN, NOTE_SPACE)
            y -= height + 2
            note.drawOn(canvas, MARGIN, y)
        self.wanted.clear()


def pdf(programme: Programme, layout: Layout = Layout()) -> bytes:
    """Return the programme as a PDF in this layout."""
    out = io.BytesIO()
    width, height = layout.page
    notes = _Notes(programme.notes, layout)
    document = BaseDocTemplate(out, pagesize=_drawn(layout), invariant=1)
    frame = Frame(MARGIN, MARGIN + NOTE_SPACE, width - 2 * MARGIN, height - 2 * MARGIN - NOTE_SPACE)
    template = PageTemplate(
        frames=[frame],
        onPage=partial(_begin_page, layout),
        onPageEnd=lambda canvas, _: notes.draw(canvas, width),
        pagesize=_drawn(layout),
    )
    document.addPageTemplates([template])
    document.build(_story(programme, layout, notes))
    return out.getvalue()


def _drawn(layout: Layout) -> tuple[float, float]:
    """Return the size of the page that is drawn on, before it is turned to be shown."""
    width, height = layout.page
    return (height, width) if layout.turned else (width, height)


def _begin_page(layout, canvas, document):
    width, height = layout.page
    canvas.setPageRotation(layout.rotation)
    if layout.turned and layout.rotation == 270:
        canvas.translate(0, width)
        canvas.rotate(-90)
    elif layout.turned:
        canvas.translate(height, 0)
        canvas.rotate(90)
    canvas.setFont("Helvetica", 8)
    if layout.running_head:
        canvas.drawString(MARGIN, height - 24, layout.running_head)
    if layout.page_numbers:
        canvas.drawCentredString(width / 2, 20, str(document.page))
    if layout.watermark:
        canvas.saveState()
        canvas.translate(width / 2, height / 2)
        canvas.rotate(45)
        canvas.drawString(0, 0, layout.watermark)
        canvas.restoreState()


def _story(programme: Programme, layout: Layout, notes: _Notes) -> list[Flowable]:
    text = ParagraphStyle("text", fontSize=10, leading=13)
    heading = ParagraphStyle("heading", fontSize=12, leading=18)
    story = [
        Paragraph(programme.title, ParagraphStyle("title", fontSize=14, leading=20)),
        Paragraph("Regionala åtgärder drivs av regionala temagrupper eller nätverk.", text),
        Paragraph("Kommunala åtgärder drivs av kommunal verksamhet.", text),
    ]
    if programme.regional:
        story += [Paragraph("Regionala åtgärder", heading)] if layout.headings else []
        story += _introduction(
            "Mål anger vilket mål i kretsloppsplanen åtgärden syftar till.", text
        )
        story.append(_table(programme.regional, "", programme.municipality, layout, notes))
    if programme.municipal:
        story += [PageBreak()] if programme.regional else []
        story += [Paragraph("Kommunala åtgärder", heading)] if layout.headings else []
        story += _introduction("Åtgärder som rekommenderas i alla kommuner markeras med *.", text)
        story.append(_table(programme.municipal, ".", programme.municipality, layout, notes))
    story += [Paragraph(layout.after, text)] if layout.after else []
    return [*story, *([PageBreak(), Image(_picture())] if layout.picture_after else [])]


def _picture() -> io.BytesIO:
    return io.BytesIO(b"P6 2 2 255 " + bytes(12))


def _introduction(first: str, style: ParagraphStyle) -> list[Flowable]:
    second = "Lagkrav anger att åtgärd är föranledd av lagkrav."
    return [Paragraph(first, style), Paragraph(second, style)]


def _table(rows: Rows, dot: str, municipality: str, layout: Layout, notes: _Notes) -> Table:
    columns = [column for column in (*WIDTHS, *layout.heads) if column in rows[0]]
    columns = [c for c in dict.fromkeys(columns) if c != "nr" or layout.number_column]
    style = ParagraphStyle("cell", fontSize=layout.size, leading=layout.leading)
    bold = ParagraphStyle("head", parent=style, fontName="Helvetica-Bold")

    def set_as(base: ParagraphStyle, column: str) -> ParagraphStyle:
        return ParagraphStyle("own", parent=base, alignment=int(column in layout.centred))

    heads = {**HEADS, "medverkande": f"Medverkande<br/>{municipality}", **layout.heads}
    cells = [
        [_cell(_text(row, column, dot, layout), set_as(style, column), notes) for column in columns]
        for row in rows
    ]
    widths = {**WIDTHS, **layout.widths}
    return Table(
        [[Paragraph(heads[c], set_as(bold, c)) for c in columns], *cells],
        colWidths=[widths[column] for column in columns],
        repeatRows=1 if layout.repeat_head else 0,
        splitInRow=1 if layout.split_rows else 0,
        style=[*_style(layout), *(_spans(rows) if layout.shared_areas else [])],
    )


def _text(row: dict[str, str], column: str, dot: str, layout: Layout) -> str:
    if column == "åtgärder" and not layout.number_column and row["nr"]:
        return f"{row['nr']}{dot} {row[column]}"
    return row[column]


def _spans(rows: Rows) -> list[tuple]:
    starts = [
        n for n, row in enumerate(rows) if not n or row["målområde"] != rows[n - 1]["målområde"]
    ]
    ends = [*starts[1:], len(rows)]
    return [("SPAN", (0, s + 1), (0, e)) for s, e in zip(starts, ends, strict=True)]


def _style(layout: Layout) -> list[tuple]:
    lines = {
        "grid": [("GRID", (0, 0), (-1, -1), 0.5, colors.black)],
        "rows": [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)],
        "ends": [
            ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
            ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
        ],
        "": [],
    }[layout.rules]
    return [
        *lines,
        ("VALIGN", (0, 0), (-1, -1), layout.align),
        ("TOPPADDING", (0, 0), (-1, -1), layout.padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), layout.padding),
        ("LEFTPADDING", (0, 0), (-1, -1), max(layout.padding, 3)),
        ("RIGHTPADDING", (0, 0), (-1, -1), max(layout.padding, 3)),
    ]


def _cell(text: str, style: ParagraphStyle, notes: _Notes) -> Paragraph:
    marked = _MARK.sub(partial(_superscript, notes), escape(text))
    return _NotingParagraph(marked, style, notes, _MARK.findall(text))


def _superscript(notes: _Notes, match: re.Match[str]) -> str:
    return f"<super>{match[1]}</super>" if match[1] in notes.notes else match[1]


class _NotingParagraph(Paragraph):
    """A paragraph that tells, where it is drawn, which notes its page must hold."""

    def __init__(self, text, style, notes=None, marks=(), **options):
        super().__init__(text, style, **options)
        self.notes = notes
        self.marks = marks

    def draw(self):
        if self.notes is not None:
            self.notes.wanted += [mark for mark in self.marks if mark in self.notes.notes]
        super().draw()


def pages(*texts: str, picture: bool = False, password: str = "") -> bytes:
    """Return a PDF with a page for each text, or with a picture instead of it."""
    out = io.BytesIO()
    encrypt = StandardEncryption(password) if password else None
    canvas = Canvas(out, pagesize=A4, invariant=1, encrypt=encrypt)
    for text in texts:
        if picture:
            canvas.drawImage(ImageReader(_picture()), 0, 0, *A4)
        canvas.drawString(MARGIN, A4[1] / 2, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
