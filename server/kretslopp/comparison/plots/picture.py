"""What a picture shows, before it is drawn: its title, and its text alternative."""

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.figure import Figure

from kretslopp import words
from kretslopp.languages import Language

GREY = "#4a5b55"
INK = "#1c2b26"
# Told apart by lightness as well as by colour, and each with a hatch and a marker of its own.
COLOURS = ("#00204d", "#8a8678", "#fdea45", "#414d6b", "#c4b56c", "#6b6d72", "#e3d155", "#2a3f6d")
# Lines are thin: none of theirs is so light that it is lost on white.
LINES = ("#00204d", "#7d7c78", "#414d6b", "#a08f3f", "#575d6d", "#2a3f6d")
HATCHES = ("", "///", "...", "xxx", "\\\\\\", "ooo", "+++", "---")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
DASHES = ("solid", "dashed", "dotted", "dashdot")


@dataclass(frozen=True)
class Picture:
    """A picture: its title, what it says in words, its size in inches, and how to draw it.

    ``draw`` is None where there is nothing to draw.
    """

    title: str
    description: str
    width: float
    height: float
    draw: Callable[[Figure], None] | None


def nothing(title: str, language: Language) -> Picture:
    """Return the picture of a comparison that has nothing to draw: it says so."""
    return Picture(title, words.text("picture.no-rows", language), 6.0, 1.5, None)


def number(value: float, language: Language, decimals: int = 1) -> str:
    """Return a number as the language writes it, with a true minus sign."""
    written = f"{value:.{decimals}f}".replace("-", "\N{MINUS SIGN}")
    return words.number(written, language)
