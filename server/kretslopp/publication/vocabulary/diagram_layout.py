"""Where a diagram has its boxes, arrows and labels: a layered layout (Sugiyama and others, 1981).

Boxes stand in layers, and each arrow leads from one to a lower one; between two layers of
boxes lies one of labels. An arrow has a place of its own in every layer that it passes, its
label stands beside it in one of them, and it bends only between layers: so no line lies
across a box or a label. The same boxes and arrows give the same layout.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple

Point = tuple[float, float]

BOX_HEIGHT = 56
LOOP = 28  # how far an arrow from a box to itself stands out from it
_LABEL_HEIGHT = 20
_BETWEEN_LAYERS = 30
_BETWEEN_PLACES = 24
_BETWEEN_ARROWS = 22
_BESIDE = 8  # from a line to its label
_MARGIN = 24
_ORDERINGS, _SHIFTS = 12, 60


@dataclass(frozen=True)
class Arrow:
    """What joins a box to one below it, or (one of each) to itself; how wide its label is."""

    start: str
    end: str
    label_width: float


class NodeBox(NamedTuple):
    """A box: its left upper corner and its width; all are ``BOX_HEIGHT`` high."""

    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Edge:
    """Where an arrow runs, and where its label begins, on the base line of its letters.

    Of every two points the first and second stand in one layer.
    """

    points: tuple[Point, ...]
    label: Point


@dataclass(frozen=True)
class Layout:
    """Boxes by name, the lines of arrows in their order, the size of the whole."""

    boxes: Mapping[str, NodeBox]
    lines: tuple[Edge, ...]
    width: float
    height: float


@dataclass(eq=False)
class _Place:
    """What a box or a line takes of a layer: so much to the left and to the right of ``x``."""

    layer: int
    left: float = 0
    right: float = 0
    x: float = 0
    above: list["_Place"] = field(default_factory=list)
    below: list["_Place"] = field(default_factory=list)


_Layers = Sequence[list[_Place]]


def lay_out(widths: Mapping[str, float], arrows: Sequence[Arrow]) -> Layout:
    """Return the layout of boxes, given with their widths, and of the arrows between them.

    Raises ValueError where arrows lead in a circle of several boxes.
    """
    layer_of = _layer_of(widths, [arrow for arrow in arrows if arrow.start != arrow.end])
    boxes = {name: _Place(layer_of[name], width / 2, width / 2) for name, width in widths.items()}
    chains = _chains(boxes, arrows)
    layers: _Layers = [[] for _ in range(max(layer_of.values()) + 1)]
    for place in dict.fromkeys((*boxes.values(), *(place for chain in chains for place in chain))):
        layers[place.layer].append(place)
    _order(layers)
    _set_apart(layers, chains)
    tops = [0.0, *accumulate(_height(number) + _BETWEEN_LAYERS for number in range(len(layers)))]
    leftmost = min(place.x - place.left for layer in layers for place in layer) - _MARGIN
    rightmost = max(place.x + place.right for layer in layers for place in layer) + _MARGIN
    for place in (place for layer in layers for place in layer):
        place.x -= leftmost
    return Layout(
        {
            name: NodeBox(boxes[name].x - width / 2, tops[boxes[name].layer] + _MARGIN, width)
            for name, width in widths.items()
        },
        tuple(_lines(chains, arrows, widths, [top + _MARGIN for top in tops])),
        rightmost - leftmost,
        tops[-1] - _BETWEEN_LAYERS + 2 * _MARGIN,
    )


def _height(layer: int) -> int:
    return _LABEL_HEIGHT if layer % 2 else BOX_HEIGHT


def _layer_of(names: Iterable[str], arrows: Sequence[Arrow]) -> dict[str, int]:
    """Return the layer of each box: below all that lead to it; every second one is for labels.

    What nothing leads to stands just above what it leads to.
    """
    layer = dict.fromkeys(names, 0)
    for _ in layer:
        for arrow in arrows:
            layer[arrow.end] = max(layer[arrow.end], layer[arrow.start] + 2)
    if any(layer[arrow.end] < layer[arrow.start] + 2 for arrow in arrows):
        raise ValueError("Arrows lead in a circle.")
    for name in layer.keys() - {arrow.end for arrow in arrows}:
        layer[name] = min((layer[a.end] for a in arrows if a.start == name), default=2) - 2
    return layer


def _chains(boxes: Mapping[str, _Place], arrows: Sequence[Arrow]) -> list[list[_Place]]:
    """Return the places of each arrow, box to box; its label in the emptiest layer of labels."""
    taken: defaultdict[int, float] = defaultdict(float)
    chains = []
    for arrow in arrows:
        start, end = boxes[arrow.start], boxes[arrow.end]
        if start is end:
            start.right += LOOP + _BESIDE + arrow.label_width
            chains.append([start])
            continue
        passed = range(start.layer + 1, end.layer)
        labelled = min(passed[::2], key=lambda layer: taken[layer])
        taken[labelled] += arrow.label_width
        chain = [start, *(_Place(layer) for layer in passed), end]
        chain[labelled - start.layer].right = _BESIDE + arrow.label_width
        for upper, lower in pairwise(chain):
            upper.below.append(lower)
            lower.above.append(upper)
        chains.append(chain)
    return chains


def _order(layers: _Layers) -> None:
    """Order each layer so that few lines cross: by where their neighbours are, down and up."""
    middle: dict[_Place, float] = {}
    best, fewest = [list(layer) for layer in layers], _crossings(layers)
    for sweep in range(_ORDERINGS):
        down = sweep % 2 == 0
        for layer in layers if down else reversed(layers):
            index = _indices(layers)
            for place in layer:
                near = [index[other] for other in (place.above if down else place.below)]
                middle[place] = sum(near) / len(near) if near else index[place]
            layer.sort(key=middle.__getitem__)
        if (crossings := _crossings(layers)) <= fewest:
            best, fewest = [list(layer) for layer in layers], crossings
    for layer, order in zip(layers, best, strict=True):
        layer[:] = order


def _indices(layers: _Layers) -> dict[_Place, int]:
    return {place: number for layer in layers for number, place in enumerate(layer)}


def _crossings(layers: _Layers) -> int:
    index = _indices(layers)
    return sum(
        (index[one] - index[other]) * (index[p] - index[q]) < 0
        for layer in layers
        for n, one in enumerate(layer)
        for other in layer[:n]
        for p in one.below
        for q in other.below
    )


def _set_apart(layers: _Layers, chains: Sequence[list[_Place]]) -> None:
    """Give every place its ``x``: near its neighbours, long lines straight, none on another."""
    for sweep in range(_SHIFTS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            wanted, weights = [], []
            for place in layer:
                neighbours = (*place.above, *place.below)
                near = [(other.x, _stiffness(place, other)) for other in neighbours]
                weight = sum(w for _, w in near)
                wanted.append(sum(x * w for x, w in near) / weight if near else place.x)
                weights.append(weight or 1)
            apart = [one.right + _BETWEEN_PLACES + other.left for one, other in pairwise(layer)]
            for place, x in zip(layer, _spread(wanted, weights, apart), strict=True):
                place.x = x
        for chain in chains:
            _straighten(chain[1:-1], layers)


def _straighten(line: Sequence[_Place], layers: _Layers) -> None:
    """Give all places of a line one ``x``, where there is one that each of them can have."""
    least, most = -math.inf, math.inf
    for place in line:
        layer = layers[place.layer]
        n = layer.index(place)
        for before in layer[n - 1 : n]:
            least = max(least, before.x + before.right + _BETWEEN_PLACES + place.left)
        for after in layer[n + 1 : n + 2]:
            most = min(most, after.x - after.left - _BETWEEN_PLACES - place.right)
    if line and least <= most:
        wanted = sum(place.x for place in line) / len(line)
        for place in line:
            place.x = min(max(wanted, least), most)


def _stiffness(one: _Place, other: _Place) -> int:
    """Return how straight the line between two places is to be: most between two of a line."""
    return 1 if one.left and other.left else 8 if not one.left and not other.left else 2


def _spread(
    wanted: Sequence[float], weights: Sequence[float], apart: Sequence[float]
) -> list[float]:
    """Return places near the wanted ones (least squares), in order, at least ``apart``.

    Pools neighbours that would lie too near each other (isotonic regression).
    """
    offsets = [0.0, *accumulate(apart)]
    pools: list[tuple[float, float, int]] = []  # mean, weight, how many
    for want, weight, offset in zip(wanted, weights, offsets, strict=True):
        pools.append((want - offset, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (m1, w1, n1), (m2, w2, n2) = pools[-2:]
            pools[-2:] = [((m1 * w1 + m2 * w2) / (w1 + w2), w1 + w2, n1 + n2)]
    means = [mean for mean, _, count in pools for _ in range(count)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]


def _lines(
    chains: Sequence[list[_Place]],
    arrows: Sequence[Arrow],
    widths: Mapping[str, float],
    tops: Sequence[float],
) -> Iterable[Edge]:
    ends = _ends(chains, arrows, widths)
    for number, (chain, arrow) in enumerate(zip(chains, arrows, strict=True)):
        first, *passed = chain
        if not passed:
            x, y = first.x + widths[arrow.start] / 2, tops[first.layer]
            upper, lower = y + BOX_HEIGHT / 4, y + BOX_HEIGHT * 3 / 4
            bend = x + LOOP
            yield Edge(
                ((x, upper), (bend, upper), (bend, lower), (x, lower)),
                (bend + _BESIDE, y + BOX_HEIGHT / 2 + 5),
            )
            continue
        *passed, last = passed
        points = [(ends[number, True], tops[first.layer] + BOX_HEIGHT)]
        for place in passed:
            top = tops[place.layer]
            points += [(place.x, top), (place.x, top + _height(place.layer))]
        label = next(place for place in passed if place.right)
        yield Edge(
            (*points, (ends[number, False], tops[last.layer])),
            (label.x + _BESIDE, tops[label.layer] + _LABEL_HEIGHT - 5),
        )


def _ends(
    chains: Sequence[list[_Place]], arrows: Sequence[Arrow], widths: Mapping[str, float]
) -> dict[tuple[int, bool], float]:
    """Return where each arrow leaves its first box (True) and meets its last (False)."""
    of_side: defaultdict[tuple[str, bool], list[tuple[float, int]]] = defaultdict(list)
    for number, (chain, arrow) in enumerate(zip(chains, arrows, strict=True)):
        if len(chain) > 1:
            of_side[arrow.start, True].append((chain[1].x, number))
            of_side[arrow.end, False].append((chain[-2].x, number))
    ends: dict[tuple[int, bool], float] = {}
    for (name, leaves), toward in of_side.items():
        toward.sort()
        number = toward[0][1]
        box = chains[number][0 if leaves else -1]
        reach = widths[name] / 2 - 16
        apart = min(_BETWEEN_ARROWS, 2 * reach / max(1, len(toward) - 1))
        wanted = [min(max(x, box.x - reach), box.x + reach) for x, _ in toward]
        places = _spread(wanted, [1] * len(wanted), [apart] * (len(wanted) - 1))
        for n, ((_, number), x) in enumerate(zip(toward, places, strict=True)):
            leftmost = box.x - reach + n * apart
            rightmost = box.x + reach - (len(toward) - 1 - n) * apart
            ends[number, leaves] = min(max(x, leftmost), rightmost)
    return ends
