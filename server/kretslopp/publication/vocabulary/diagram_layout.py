"""Where the diagram of the model has its boxes and arrows.

The places are chosen by hand, so that no arrow crosses a box or a label: a test
holds them to it, and to what the ontology says of each class and property.
"""

from dataclasses import dataclass
from typing import Literal as OneOf

from rdflib import URIRef

from kretslopp.namespaces import KL, ORG

Point = tuple[int, int]
Anchor = OneOf["start", "middle", "end"]
Style = OneOf["stated", "inferred"]
WIDTH, HEIGHT = 1280, 800


@dataclass(frozen=True)
class Box:
    """A class, in a rectangle: its left upper corner, width and height."""

    term: URIRef
    x: int
    y: int
    width: int = 160
    height: int = 56


@dataclass(frozen=True)
class Arrow:
    """A property from one class to another along a line, and where its label stands."""

    term: URIRef
    start: URIRef
    end: URIRef
    line: tuple[Point, ...]
    label: Point
    anchor: Anchor
    style: Style


@dataclass(frozen=True)
class Kind:
    """A class below another, joined by a line with an open head at the upper one."""

    below: URIRef
    above: URIRef
    line: tuple[Point, ...]


BOXES = (
    Box(KL.Target, 110, 20, 150),
    Box(KL.Goal, 110, 160, 150, 490),
    Box(KL.GoalTheme, 110, 724, 150),
    Box(KL.GoalArea, 590, 20),
    Box(KL.LegalRequirement, 835, 20, 190),
    Box(KL.StatusReport, 1090, 20),
    Box(KL.Action, 590, 160, 660),
    Box(KL.MunicipalAction, 590, 300, 210, 64),
    Box(KL.RegionalAction, 1090, 300, 160, 64),
    Box(KL.Plan, 335, 440, 130),
    Box(KL.ActionProgramme, 590, 440, 182),
    Box(ORG.Organization, 870, 440, 180),
    Box(KL.Municipality, 335, 570, 130),
    Box(KL.Participation, 590, 570, 660, 80),
)


def _arrow(
    term: URIRef,
    start: URIRef,
    end: URIRef,
    *line: Point,
    label: Point,
    anchor: Anchor = "start",
    style: Style = "stated",
) -> Arrow:
    return Arrow(term, start, end, line, label, anchor, style)


ARROWS = (
    _arrow(KL.targetFor, KL.Target, KL.Goal, (185, 76), (185, 160), label=(195, 122)),
    _arrow(KL.goalTheme, KL.Goal, KL.GoalTheme, (185, 650), (185, 724), label=(195, 692)),
    _arrow(
        KL.subGoalOf, KL.Goal, KL.Goal, (110, 390), (60, 390), (60, 430), (110, 430),
        label=(100, 378), anchor="end",
    ),
    _arrow(
        KL.goalOf, KL.Goal, KL.Plan, (260, 468), (335, 468), label=(296, 458), anchor="middle"
    ),
    _arrow(KL.goalArea, KL.Action, KL.GoalArea, (670, 160), (670, 76), label=(680, 122)),
    _arrow(KL.legalBasis, KL.Action, KL.LegalRequirement, (930, 160), (930, 76), label=(940, 122)),
    _arrow(KL.reportsOn, KL.StatusReport, KL.Action, (1130, 76), (1130, 160), label=(1140, 122)),
    _arrow(
        KL.contributesTo, KL.Action, KL.Goal, (590, 188), (260, 188),
        label=(425, 178), anchor="middle",
    ),
    _arrow(
        KL.indirectlyContributesTo, KL.MunicipalAction, KL.Goal, (590, 332), (260, 332),
        label=(425, 322), anchor="middle", style="inferred",
    ),
    _arrow(
        KL.contributesTo, KL.Participation, KL.Goal, (590, 640), (260, 640),
        label=(425, 662), anchor="middle",
    ),
    _arrow(
        KL.precededBy, KL.MunicipalAction, KL.RegionalAction, (800, 318), (1090, 318),
        label=(945, 308), anchor="middle",
    ),
    _arrow(
        KL.responsible, KL.MunicipalAction, ORG.Organization, (800, 346), (920, 346), (920, 440),
        label=(910, 398), anchor="end",
    ),
    _arrow(
        KL.lead, KL.RegionalAction, ORG.Organization, (1090, 346), (1000, 346), (1000, 440),
        label=(1010, 398),
    ),
    _arrow(
        KL.participant, KL.Participation, ORG.Organization, (960, 570), (960, 496),
        label=(970, 538),
    ),
    _arrow(
        KL.action, KL.Participation, KL.RegionalAction, (1120, 570), (1120, 364),
        label=(1130, 472),
    ),
    _arrow(
        KL.buildsOn, KL.MunicipalAction, KL.Participation, (784, 364), (784, 570),
        label=(794, 538),
    ),
    _arrow(
        KL.inProgramme, KL.MunicipalAction, KL.ActionProgramme, (640, 364), (640, 440),
        label=(650, 406),
    ),
    _arrow(
        KL.inProgramme, KL.Participation, KL.ActionProgramme, (640, 570), (640, 496),
        label=(650, 538),
    ),
    _arrow(
        KL.programmeOf, KL.ActionProgramme, KL.Plan, (590, 468), (465, 468),
        label=(528, 458), anchor="middle",
    ),
    _arrow(KL.municipality, KL.Plan, KL.Municipality, (400, 496), (400, 570), label=(410, 538)),
    _arrow(
        KL.municipality, KL.Participation, KL.Municipality, (590, 598), (465, 598),
        label=(528, 588), anchor="middle",
    ),
)  # fmt: skip

KINDS = (
    Kind(KL.MunicipalAction, KL.Action, ((690, 300), (690, 216))),
    Kind(KL.RegionalAction, KL.Action, ((1170, 300), (1170, 216))),
)

# The key to the signs, in the lower right: where each begins.
KEY_STATED: Point = (590, 740)
KEY_INFERRED: Point = (790, 740)
KEY_KIND: Point = (1030, 740)
KEY_LENGTH = 56
