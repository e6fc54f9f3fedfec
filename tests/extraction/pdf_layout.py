"""PDFs of action programmes, set by a real layout engine: rows in, the PDF's bytes out."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
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

    ``rules`` is ``grid``, ``rows`` (horizontal only), ``ends`` (above and below the head, at the
    end) or ``""``. ``turned`` draws the text along the long side of upright pages;
    ``rotation`` is what the page says of how it is to be shown.
    """

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
    portrait: bool = False
    scale: float = 1.0
    running_head: str = ""
    page_numbers: bool = True
    note_rule: bool = True
    headings: bool = True
    widths: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Programme:
    """What is printed: rows by column, the columns in order, notes by number."""

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
    page_size = A4 if layout.portrait or layout.turned else landscape(A4)
    width, height = page_size[::-1] if layout.turned else page_size
    notes = _Notes(programme.notes, layout)
    document = BaseDocTemplate(out, pagesize=page_size, invariant=1)
    frame = Frame(MARGIN, MARGIN + NOTE_SPACE, width - 2 * MARGIN, height - 2 * MARGIN - NOTE_SPACE)
    template = PageTemplate(
        frames=[frame],
        onPage=partial(_begin_page, layout, page_size, (width, height)),
        onPageEnd=lambda canvas, _: notes.draw(canvas, width),
        pagesize=page_size,
    )
    document.addPageTemplates([template])
    document.build(_story(programme, layout, notes))
    return out.getvalue()


def _begin_page(layout, page_size, shown, canvas, document):
    canvas.setPageRotation(layout.rotation)
    if layout.turned:
        if layout.rotation == 270:
            canvas.translate(0, page_size[1])
            canvas.rotate(-90)
        else:
            canvas.translate(page_size[0], 0)
            canvas.rotate(90)
    canvas.setFont("Helvetica", 8)
    if layout.running_head:
        canvas.drawString(MARGIN, shown[1] - 24, layout.running_head)
    if layout.page_numbers:
        canvas.drawCentredString(shown[0] / 2, 20, str(document.page))


def _story(programme: Programme, layout: Layout, notes: _Notes) -> list[Flowable]:
    text = ParagraphStyle("text", fontSize=10, leading=13)
    story = [
        Paragraph(programme.title, ParagraphStyle("title", fontSize=14, leading=20)),
        Paragraph("Regionala åtgärder drivs av regionala temagrupper eller nätverk.", text),
        Paragraph("Kommunala åtgärder drivs av kommunal verksamhet.", text),
    ]
    for kind, rows in (("Regionala", programme.regional), ("Kommunala", programme.municipal)):
        if not rows:
            continue
        if kind == "Kommunala" and programme.regional:
            story.append(PageBreak())
        if layout.headings:
            story.append(
                Paragraph(f"{kind} åtgärder", ParagraphStyle("h", fontSize=12, leading=18))
            )
        if kind == "Kommunala":
            story.append(
                Paragraph("Åtgärder som rekommenderas i alla kommuner markeras med *.", text)
            )
        story.append(
            Paragraph("Mål anger vilket mål i kretsloppsplanen åtgärden syftar till.", text)
        )
        story.append(_table(rows, programme.municipality, layout, notes))
    return story


def _table(rows: Rows, municipality: str, layout: Layout, notes: _Notes) -> Table:
    columns = [column for column in WIDTHS if column in rows[0]]
    style = ParagraphStyle("cell", fontSize=layout.size, leading=layout.leading)
    middle = ParagraphStyle("middle", parent=style, alignment=1)
    bold = ParagraphStyle("head", parent=style, fontName="Helvetica-Bold")
    centred = ParagraphStyle("centred", parent=bold, alignment=1)
    styles = {column: middle if column in layout.centred else style for column in columns}
    head = [
        Paragraph(_head(column, municipality), centred if column in layout.centred else bold)
        for column in columns
    ]
    cells = [[_cell(row, column, styles[column], notes) for column in columns] for row in rows]
    return Table(
        [head, *cells],
        colWidths=[{**WIDTHS, **layout.widths}[column] * layout.scale for column in columns],
        repeatRows=1 if layout.repeat_head else 0,
        splitInRow=1 if layout.split_rows else 0,
        style=_style(layout),
    )


def _head(column: str, municipality: str) -> str:
    return f"Medverkande<br/>{municipality}" if column == "medverkande" else HEADS[column]


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


def _cell(row: dict[str, str], column: str, style: ParagraphStyle, notes: _Notes) -> Paragraph:
    text = row[column]
    if column == "åtgärder" and "nr" not in WIDTHS.keys() & row.keys() - {"_nr"}:
        text = f"{row['_nr']} {text}"
    marked = escape(text)
    if column in ("åtgärder", "ansvar_regionalt", "medverkande", "ansvar"):
        marked = _MARK.sub(partial(_superscript, notes), marked)
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


def scanned(page_size: tuple[float, float] = A4) -> bytes:
    """Return a PDF of one page that holds nothing but a picture."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=page_size, invariant=1)
    pixel = io.BytesIO(b"P6 2 2 255 " + bytes(12))
    canvas.drawImage(ImageReader(pixel), 0, 0, *page_size)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
