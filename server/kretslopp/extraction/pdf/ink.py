"""What is drawn about letters: strokes through them, and colours that hide them or say something.

Colours are those that a PDF names (ISO 32000-1, 8.6): grey, red-green-blue or
cyan-magenta-yellow-black, each part from 0 to 1.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kretslopp.extraction.pdf.geometry import Box

STRIKE_BAND = (0.35, 0.75)
"""Of a letter's height, from its top: a stroke between these goes through it, none below it."""

STRIKE_COVER = 0.2
"""Letters stand along so much of a stroke that strikes them out, at least."""

SAME_COLOUR = 0.08
"""Nobody sees a letter whose colour differs by no more from that of its ground."""

COLOURFUL = 0.2
"""Parts of a colour that differ by more make it a colour, and no grey."""

Colour = tuple[float, float, float]
WHITE: Colour = (1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0)


def colour(drawn: object) -> Colour | None:
    """Return a colour as red, green and blue; None for a pattern, which has no one colour."""
    if drawn is None:
        return BLACK
    parts = tuple(drawn) if isinstance(drawn, tuple | list) else (drawn,)
    numbers = [float(part) for part in parts if isinstance(part, int | float)]
    if len(numbers) != len(parts) or len(parts) not in (1, 3, 4):
        return None
    if len(numbers) == 1:
        return (numbers[0],) * 3
    if len(numbers) == 3:
        return (numbers[0], numbers[1], numbers[2])
    *inks, black = numbers
    red, green, blue = ((1 - ink) * (1 - black) for ink in inks)
    return (red, green, blue)


def is_colourful(one: Colour | None) -> bool:
    """Return whether a colour is none of black, white and grey."""
    return one is not None and max(one) - min(one) > COLOURFUL


def _is_same(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= SAME_COLOUR for a, b in zip(one, other, strict=True))


@dataclass(frozen=True)
class Ground:
    """An area behind letters; its colour is None where it has no one colour, as a picture."""

    box: Box
    colour: Colour | None


def is_unseen(box: Box, ink: Colour | None, grounds: Sequence[Ground]) -> bool:
    """Return whether a letter has the colour of what it stands on; what is drawn last is on top."""
    if ink is None:
        return False
    if not _is_same(ink, WHITE) and not any(g.colour and _is_same(g.colour, ink) for g in grounds):
        return False
    x, y = box.middle_x, box.middle_y
    under = [g for g in grounds if g.box.x0 <= x <= g.box.x1 and g.box.top <= y <= g.box.bottom]
    if any(ground.colour is None for ground in under):
        return False
    return _is_same(ink, (under[-1].colour or WHITE) if under else WHITE)


def struck(letters: Sequence[Box], strokes: Sequence[Box]) -> tuple[set[int], set[int]]:
    """Return which letters are struck through, and which strokes do that, by their places."""
    by_y = sorted((stroke.middle_y, place) for place, stroke in enumerate(strokes))
    crossed: dict[int, list[int]] = {}
    for letter, place in _crossings(letters, strokes, by_y):
        crossed.setdefault(place, []).append(letter)
    strikes = {
        place
        for place, some in crossed.items()
        if sum(letters[n].width for n in some) >= STRIKE_COVER * strokes[place].width
    }
    return {letter for place in strikes for letter in crossed[place]}, strikes


def _crossings(
    letters: Sequence[Box], strokes: Sequence[Box], by_y: Sequence[tuple[float, int]]
) -> Iterator[tuple[int, int]]:
    """Yield each letter with each stroke that goes through it."""
    for number, box in enumerate(letters):
        top, bottom = (box.top + part * box.height for part in STRIKE_BAND)
        for y, place in by_y[bisect_left(by_y, (top, -1)) :]:
            if y > bottom:
                break
            if strokes[place].x0 <= box.middle_x <= strokes[place].x1:
                yield number, place
