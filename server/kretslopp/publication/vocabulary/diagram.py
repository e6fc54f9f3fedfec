"""The diagram of the model as SVG 1.1: classes as boxes, properties as arrows.

Drawn from the ontology's labels, in one language. It needs no font, script or
file of others, says in words what it shows, and is legible in grey, in print and on a
dark ground.
"""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from rdflib import Graph, URIRef

from kretslopp import words
from kretslopp.languages import Language, label
from kretslopp.publication.vocabulary.diagram_layout import (
    ARROWS,
    BOXES,
    HEIGHT,
    KEY_INFERRED,
    KEY_KIND,
    KEY_LENGTH,
    KEY_STATED,
    KINDS,
    WIDTH,
    Arrow,
    Box,
    Point,
)
from kretslopp.publication.vocabulary.names import short

_STYLE = """
svg { color-scheme: light dark; }
.ground { fill: #ffffff; }
.box { fill: #f1f6f3; stroke: #0f5a45; stroke-width: 1.5; }
.line { fill: none; stroke: #3a4a44; stroke-width: 1.5; }
.inferred { stroke-dasharray: 7 5; }
.head { fill: #3a4a44; }
.open { fill: #ffffff; stroke: #3a4a44; stroke-width: 1.5; }
text { fill: #1c2b26; font-family: system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
.class { font-size: 16px; font-weight: 600; text-anchor: middle; }
.term { font-size: 12px; text-anchor: middle; fill: #4a5b55; }
.property { font-size: 14.5px; }
@media (prefers-color-scheme: dark) {
  .ground, .open { fill: #16211d; }
  .box { fill: #22332c; stroke: #8fd0b8; }
  .line, .open { stroke: #b9c9c2; }
  .head { fill: #b9c9c2; }
  text { fill: #eef4f1; }
  .term { fill: #b9c9c2; }
}
"""


def diagram(ontology: Graph, language: Language) -> str:
    """Return the diagram as SVG: the same ontology, the same text.

    Labels are those of the ontology for a reader of ``language``.
    """
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" lang="{language}" '
        'aria-labelledby="title description">',
        f'<title id="title">{words.text("publication.diagram.title", language)}</title>',
        f'<desc id="description">{escape(description(ontology, language))}</desc>',
        f"<style>{_STYLE}</style>",
        "<defs>"
        '<marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        'orient="auto"><path class="head" d="M0 0 10 5 0 10Z"/></marker>'
        '<marker id="open" viewBox="0 0 14 14" refX="13" refY="7" markerWidth="13" '
        'markerHeight="13" markerUnits="userSpaceOnUse" orient="auto">'
        '<path class="open" d="M1 1 13 7 1 13Z"/></marker>'
        "</defs>",
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>',
        *(_arrow(ontology, item, language) for item in ARROWS),
        *(_line(item.line, "line", "open") for item in KINDS),
        *(_box(ontology, item, language) for item in BOXES),
        *_key(language),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def description(ontology: Graph, language: Language) -> str:
    """Return what the diagram shows, as sentences: for whoever can't see it."""

    def name(term: URIRef) -> str:
        own = label(ontology, term, language)
        return short(term) if own == str(term) else own

    arrows = [f"{name(a.start)} – {name(a.term)} → {name(a.end)}." for a in ARROWS]
    kind = words.text("publication.diagram.kind", language)
    kinds = [f"{name(item.below)} {kind} {name(item.above)}." for item in KINDS]
    return " ".join(dict.fromkeys((*arrows, *kinds)))


def _box(ontology: Graph, box: Box, language: Language) -> str:
    middle, centre = box.x + box.width // 2, box.y + box.height // 2
    own = label(ontology, box.term, language)
    shown = (
        own if own != str(box.term) else words.text("publication.diagram.organisation", language)
    )
    return (
        f'<g><rect class="box" x="{box.x}" y="{box.y}" width="{box.width}" '
        f'height="{box.height}" rx="4"/>'
        f'<text class="class" x="{middle}" y="{centre - 2}">{escape(shown)}</text>'
        f'<text class="term" x="{middle}" y="{centre + 17}">{escape(short(box.term))}</text></g>'
    )


def _arrow(ontology: Graph, arrow: Arrow, language: Language) -> str:
    style = "line inferred" if arrow.style == "inferred" else "line"
    return _line(arrow.line, style, "head") + _text(
        label(ontology, arrow.term, language), arrow.label, arrow.anchor
    )


def _line(points: Iterable[Point], style: str, head: str) -> str:
    places = " ".join(f"{x},{y}" for x, y in points)
    return f'<polyline class="{style}" points="{places}" marker-end="url(#{head})"/>'


def _text(text: str, place: Point, anchor: str = "start") -> str:
    x, y = place
    return f'<text class="property" x="{x}" y="{y}" text-anchor="{anchor}">{escape(text)}</text>'


def _key(language: Language) -> list[str]:
    """Return the signs of the diagram with their meaning."""
    lines = []
    for key, (x, y), style, head in (
        ("stated", KEY_STATED, "line", "head"),
        ("inferred", KEY_INFERRED, "line inferred", "head"),
        ("kind", KEY_KIND, "line", "open"),
    ):
        lines.append(_line(((x, y), (x + KEY_LENGTH, y)), style, head))
        lines.append(
            _text(words.text(f"publication.diagram.{key}", language), (x + KEY_LENGTH + 12, y + 5))
        )
    return lines
