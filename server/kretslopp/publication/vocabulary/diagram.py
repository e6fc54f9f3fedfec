"""The diagram of the model as SVG 1.1: classes as boxes with their properties, arrows to values.

Drawn from the ontology's labels, in one language; each label leads to its term on the page
of the vocabulary. It needs no font, script or file of others, says in words what it shows,
and is legible in grey, in print and on a dark ground.

Classes that have properties stand on the left, each property on a line of its own; those that
are only values stand on the right. Between them is a lane for each class: all arrows to it meet
there, so that lines cross at right angles alone, and no box and no label.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from rdflib import Graph, URIRef

from kretslopp import words
from kretslopp.languages import Language, label
from kretslopp.namespaces import KL, ORG, OWL, RDFS
from kretslopp.publication.vocabulary.names import short

# What it shows: a property, what it is said of, and its value.
PROPERTIES: tuple[tuple[URIRef, URIRef, URIRef], ...] = (
    (KL.reportsOn, KL.StatusReport, KL.Action),
    (KL.goalArea, KL.Action, KL.GoalArea),
    (KL.legalBasis, KL.Action, KL.LegalRequirement),
    (KL.contributesTo, KL.Action, KL.Goal),
    (KL.theme, KL.Action, KL.GoalTheme),
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
_STARTS = tuple(dict.fromkeys(start for _, start, _ in PROPERTIES))
_VALUES = tuple(dict.fromkeys(end for *_, end in PROPERTIES if end not in _STARTS))
CLASSES = (*_STARTS, *_VALUES)
# The width of a letter of a property, a class and a prefixed name, generously.
_LETTER, _BOLD, _SMALL = 7.7, 10.2, 7.0
_PADDING, _MARGIN = 16, 24
# Heights: a class's name, a property, what is between two boxes. Multiples of 8, so that no arrow
# that ends in the middle of a name runs on the line of a property.
_NAME, _LINE, _BETWEEN = 56, 24, 24
_LANE, _BEND = 18, 6
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
.class { font-size: 16px; font-weight: 600; }
.term { font-size: 12px; fill: #4a5b55; }
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


@dataclass(frozen=True)
class Box:
    """Where a class stands: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Arrow:
    """A property, or ``rdfs:subClassOf``, from one class to another.

    It leads from the line at ``y`` of its box along the lane at ``lane`` to ``end_y``.
    """

    term: URIRef
    start: URIRef
    end: URIRef
    label: str
    y: float
    lane: float
    end_y: float


@dataclass(frozen=True)
class Layout:
    """Boxes by class, the arrows between them, and the size of the whole."""

    boxes: Mapping[URIRef, Box]
    arrows: tuple[Arrow, ...]
    width: float
    height: float


def layout(ontology: Graph, language: Language) -> Layout:
    """Return where the diagram has its boxes and arrows."""
    kind = words.text("publication.diagram.kind", language)
    said = [(*arrow, label(ontology, arrow[0], language)) for arrow in PROPERTIES]
    said += [(RDFS.subClassOf, *ends, kind) for ends in kinds(ontology)]
    width = {
        term: max(
            _BOLD * len(_class_name(ontology, term, language)),
            _SMALL * len(short(term)),
            *(_LETTER * len(text) for _, start, _, text in said if start == term),
        )
        + 2 * _PADDING
        for term in CLASSES
    }
    left = max(width[term] for term in _STARTS)
    # Lanes to boxes on the left lie nearest to them.
    lanes = sorted(
        {(end in _VALUES, CLASSES.index(end), term == RDFS.subClassOf) for term, _, end, _ in said}
    )
    lane_x = {lane: _MARGIN + left + (n + 1) * _LANE for n, lane in enumerate(lanes)}
    boxes: dict[URIRef, Box] = {}
    y_of: dict[tuple[URIRef, URIRef, URIRef, str], float] = {}
    y = float(_MARGIN)
    for term in _STARTS:
        own = [arrow for arrow in said if arrow[1] == term]
        boxes[term] = Box(_MARGIN, y, left, _NAME + _LINE * len(own))
        y_of |= {arrow: y + _NAME + _LINE * n + 8 for n, arrow in enumerate(own)}
        y += boxes[term].height + _BETWEEN
    x, bottom = max(lane_x.values()) + 2 * _LANE, float(_MARGIN)
    meant = {end: [y for arrow, y in y_of.items() if arrow[2] == end] for end in _VALUES}
    right = max(width[term] for term in _VALUES)
    for term, ys in sorted(meant.items(), key=lambda item: sum(item[1]) / len(item[1])):
        top = max(bottom, (sum(ys) / len(ys) - _NAME / 2) // 8 * 8)
        boxes[term] = Box(x, top, right, _NAME)
        bottom = top + _NAME + _BETWEEN
    arrows = []
    for arrow in said:
        term, start, end, text = arrow
        is_kind = term == RDFS.subClassOf
        lane = lane_x[end in _VALUES, CLASSES.index(end), is_kind]
        end_y = boxes[end].y + (_NAME * 5 / 7 if is_kind else _NAME / 2)
        arrows.append(Arrow(term, start, end, text, y_of[arrow], lane, end_y))
    return Layout(boxes, tuple(arrows), x + right + _MARGIN, max(y, bottom))


def diagram(ontology: Graph, language: Language) -> str:
    """Return the diagram as SVG: the same ontology, the same text.

    Labels are those of the ontology for a reader of ``language``.
    """
    places = layout(ontology, language)
    width, height = round(places.width), round(places.height) + _KEY_HEIGHT
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
        *(_class(ontology, term, places.boxes[term], language) for term in CLASSES),
        *(_arrow(ontology, arrow, places.boxes) for arrow in places.arrows),
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


def _class(ontology: Graph, term: URIRef, box: Box, language: Language) -> str:
    return _link(
        term,
        f'<rect class="box" x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" '
        f'height="{box.height:.1f}" rx="4"/>'
        + _text(_class_name(ontology, term, language), box.x + _PADDING, box.y + 26, "class")
        + _text(short(term), box.x + _PADDING, box.y + 45, "term"),
    )


def _arrow(ontology: Graph, arrow: Arrow, boxes: Mapping[URIRef, Box]) -> str:
    text = _text(arrow.label, boxes[arrow.start].x + _PADDING, arrow.y + 5)
    start, end = boxes[arrow.start], boxes[arrow.end]
    is_back = end.x < arrow.lane
    lane, y, end_y = arrow.lane, arrow.y, arrow.end_y
    down = max(-_BEND, min(_BEND, (end_y - y) / 2))
    path = (
        f"M{start.x + start.width:.1f} {y:.1f}H{lane - _BEND:.1f}"
        f"Q{lane:.1f} {y:.1f} {lane:.1f} {y + down:.1f}V{end_y - down:.1f}"
        f"Q{lane:.1f} {end_y:.1f} {lane + (-_BEND if is_back else _BEND):.1f} {end_y:.1f}"
        f"H{end.x + end.width * is_back:.1f}"
    )
    if arrow.term == RDFS.subClassOf:
        return text + _line(path, "line", "open")
    is_inferred = (arrow.term, OWL.propertyChainAxiom, None) in ontology
    return _link(arrow.term, text) + _line(path, "line inferred" if is_inferred else "line", "head")


def _link(term: URIRef, shown: str) -> str:
    """Return a link to a term of ours on the page beside the diagram, to others' where it is."""
    address = f"../def#{term.removeprefix(KL)}" if term.startswith(KL) else term
    return f'<a href="{escape(address)}">{shown}</a>'


def _line(path: str, style: str, head: str) -> str:
    return f'<path class="{style}" d="{path}" marker-end="url(#{head})"/>'


def _text(text: str, x: float, y: float, style: str = "property") -> str:
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def _key(language: Language, y: float) -> str:
    """Return the signs of the diagram with their meaning, beside each other."""
    x, shown = float(_MARGIN), ""
    for key, style, head in (
        ("stated", "line", "head"),
        ("inferred", "line inferred", "head"),
        ("kind", "line", "open"),
    ):
        text = words.text(f"publication.diagram.{key}", language)
        end = x + _KEY_LENGTH
        shown += _line(f"M{x:.1f} {y:.1f}H{end:.1f}", style, head) + _text(text, end + 12, y + 5)
        x = end + 12 + _LETTER * len(text) + 32
    return shown
