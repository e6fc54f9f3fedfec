"""The diagram of the model as SVG 1.1: classes as boxes, properties as arrows.

Drawn from the ontology's labels, in one language; each label leads to its term on the page
of the vocabulary. It needs no font, script or file of others, says in words what it shows,
and is legible in grey, in print and on a dark ground.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from rdflib import Graph, URIRef

from kretslopp import words
from kretslopp.languages import Language, label
from kretslopp.namespaces import KL, ORG, OWL, RDFS
from kretslopp.publication.vocabulary.diagram_layout import (
    BOX_HEIGHT,
    Arrow,
    Edge,
    Layout,
    NodeBox,
    Point,
    lay_out,
)
from kretslopp.publication.vocabulary.names import short

# What it shows: a property, what it is said of, and its value.
PROPERTIES: tuple[tuple[URIRef, URIRef, URIRef], ...] = (
    (KL.reportsOn, KL.StatusReport, KL.Action),
    (KL.goalArea, KL.Action, KL.GoalArea),
    (KL.legalBasis, KL.Action, KL.LegalRequirement),
    (KL.contributesTo, KL.Action, KL.Goal),
    (KL.precededBy, KL.MunicipalAction, KL.RegionalAction),
    (KL.buildsOn, KL.MunicipalAction, KL.Participation),
    (KL.responsible, KL.MunicipalAction, ORG.Organization),
    (KL.inProgramme, KL.MunicipalAction, KL.ActionProgramme),
    (KL.indirectlyContributesTo, KL.MunicipalAction, KL.Goal),
    (KL.action, KL.Participation, KL.RegionalAction),
    (KL.participant, KL.Participation, ORG.Organization),
    (KL.contributesTo, KL.Participation, KL.Goal),
    (KL.inProgramme, KL.Participation, KL.ActionProgramme),
    (KL.municipality, KL.Participation, KL.Municipality),
    (KL.lead, KL.RegionalAction, ORG.Organization),
    (KL.targetFor, KL.Target, KL.Goal),
    (KL.subGoalOf, KL.Goal, KL.Goal),
    (KL.goalTheme, KL.Goal, KL.GoalTheme),
    (KL.goalOf, KL.Goal, KL.Plan),
    (KL.programmeOf, KL.ActionProgramme, KL.Plan),
    (KL.municipality, KL.Plan, KL.Municipality),
)
CLASSES = tuple(dict.fromkeys(term for _, *ends in PROPERTIES for term in ends))
# The width of a letter of a property, a class and a prefixed name, generously.
_LETTER, _BOLD, _SMALL = 7.7, 10.2, 7.0
_PADDING = 32
_KEY_LENGTH, _KEY_HEIGHT = 56, 44
_STYLE = """
svg { color-scheme: light dark; }
a:hover text { text-decoration: underline; }
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


def kinds(ontology: Graph) -> list[tuple[URIRef, URIRef]]:
    """Return the classes of the diagram that are kinds of others of it, with those."""
    return [
        (below, above)
        for above in CLASSES
        for below in CLASSES
        if (below, RDFS.subClassOf, above) in ontology
    ]


def layout(ontology: Graph, language: Language) -> Layout:
    """Return where classes, properties and, after them, kinds stand: kinds below the class."""
    widths = {
        str(term): max(
            130.0,  # has room for the heads of some arrows
            _BOLD * len(_class_name(ontology, term, language)) + _PADDING,
            _SMALL * len(short(term)) + _PADDING,
        )
        for term in CLASSES
    }
    arrows = [
        Arrow(str(start), str(end), _LETTER * len(label(ontology, term, language)))
        for term, start, end in PROPERTIES
    ]
    return lay_out(
        widths, [*arrows, *(Arrow(str(up), str(down), 0) for down, up in kinds(ontology))]
    )


def diagram(ontology: Graph, language: Language) -> str:
    """Return the diagram as SVG: the same ontology, the same text.

    Labels are those of the ontology for a reader of ``language``.
    """
    places = layout(ontology, language)
    width, height = round(places.width), round(places.height) + _KEY_HEIGHT
    drawn = zip(PROPERTIES, places.lines, strict=False)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="group" lang="{language}" '
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
        f'<rect class="ground" width="{width}" height="{height}"/>',
        *(_property(ontology, term, line, language) for (term, *_), line in drawn),
        *(_curve(line.points[::-1], "line", "open") for line in places.lines[len(PROPERTIES) :]),
        *(_class(ontology, term, places.boxes[str(term)], language) for term in CLASSES),
        _key(language, height - _KEY_HEIGHT / 2),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def description(ontology: Graph, language: Language) -> str:
    """Return what the diagram shows, as sentences: for whoever can't see it."""
    names = {term: _class_name(ontology, term, language) for term in CLASSES}
    arrows = [
        f"{names[start]} – {label(ontology, term, language)} → {names[end]}."
        for term, start, end in PROPERTIES
    ]
    kind = words.text("publication.diagram.kind", language)
    below = [f"{names[down]} {kind} {names[up]}." for down, up in kinds(ontology)]
    return " ".join(dict.fromkeys((*arrows, *below)))


def _class_name(ontology: Graph, term: URIRef, language: Language) -> str:
    own = label(ontology, term, language)
    return own if own != str(term) else words.text(f"term.{short(term)}", language).capitalize()


def _class(ontology: Graph, term: URIRef, box: NodeBox, language: Language) -> str:
    x, y, width = box
    middle = x + width / 2
    return _link(
        term,
        f'<rect class="box" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" '
        f'height="{BOX_HEIGHT}" rx="4"/>'
        f'<text class="class" x="{middle:.1f}" y="{y + 26:.1f}">'
        f"{escape(_class_name(ontology, term, language))}</text>"
        f'<text class="term" x="{middle:.1f}" y="{y + 45:.1f}">{escape(short(term))}</text>',
    )


def _property(ontology: Graph, term: URIRef, line: Edge, language: Language) -> str:
    is_inferred = (term, OWL.propertyChainAxiom, None) in ontology
    style = "line inferred" if is_inferred else "line"
    text = _text(label(ontology, term, language), line.label)
    return _curve(line.points, style, "head") + _link(term, text)


def _link(term: URIRef, shown: str) -> str:
    """Return a link to a term of ours on the page beside the diagram, to others' where it is."""
    address = f"../def#{term.removeprefix(KL)}" if term.startswith(KL) else term
    return f'<a href="{escape(address)}">{shown}</a>'


def _curve(points: Sequence[Point], style: str, head: str) -> str:
    """Return a line that runs straight within layers and bends between them."""
    (x, y), *rest = points
    path = [f"M{x:.1f} {y:.1f}"]
    for n, (x2, y2) in enumerate(rest):
        if x == x2 or n % 2:
            path.append(f"L{x2:.1f} {y2:.1f}")
        else:
            half = (y + y2) / 2
            path.append(f"C{x:.1f} {half:.1f} {x2:.1f} {half:.1f} {x2:.1f} {y2:.1f}")
        x, y = x2, y2
    return f'<path class="{style}" d="{" ".join(path)}" marker-end="url(#{head})"/>'


def _text(text: str, place: Point) -> str:
    x, y = place
    return f'<text class="property" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def _key(language: Language, y: float) -> str:
    """Return the signs of the diagram with their meaning, beside each other."""
    x, shown = 24.0, ""
    for key, style, head in (
        ("stated", "line", "head"),
        ("inferred", "line inferred", "head"),
        ("kind", "line", "open"),
    ):
        text = words.text(f"publication.diagram.{key}", language)
        end = x + _KEY_LENGTH
        shown += _curve(((x, y), (end, y)), style, head) + _text(text, (end + 12, y + 5))
        x = end + 12 + _LETTER * len(text) + 32
    return shown
