"""From a comparison to the bytes of a picture: SVG that can be read aloud, or PNG."""

import io
import textwrap
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any
from xml.sax.saxutils import escape

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from kretslopp.comparison.descriptor import PictureFormat
from kretslopp.comparison.plots import heatmap, paces, timeline
from kretslopp.comparison.plots.picture import INK, Picture
from kretslopp.comparison.table import ComparisonTable
from kretslopp.errors import Fault, WrongUse
from kretslopp.languages import Language

_PICTURES: Mapping[str, Callable[[ComparisonTable, Language], Picture]] = {
    "goal-themes": heatmap.of_themes,
    "recommended": timeline.of_years,
    "responsibility": heatmap.of_kinds,
    "timing": timeline.of_years,
    "targets": paces.of_targets,
    "completeness": heatmap.of_shares,
}
# The same bytes every time: no clock, no chance. Letters stay letters in SVG.
_STYLE: dict[Any, Any] = {
    "svg.hashsalt": "kretslopp",
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",
    "hatch.linewidth": 0.6,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}
_DOTS = 150  # to the inch
_TITLE_WIDTH = 70  # characters
# matplotlib's settings are those of the whole process: one picture at a time.
_drawing = Lock()


def summary(table: ComparisonTable, language: Language) -> str:
    """Return in words what the picture of a comparison shows; WrongUse where there is none."""
    return _picture(table, language).description


def draw(table: ComparisonTable, language: Language, wanted: PictureFormat) -> bytes:
    """Return the picture of a comparison, with its text alternative inside.

    In SVG that is ``title`` and ``desc`` (SVG 2, 5.8), in PNG a text chunk. Raises
    WrongUse for a comparison that has no picture.
    """
    picture = _picture(table, language)
    with _drawing, matplotlib.rc_context(_STYLE):
        figure = Figure((picture.width, picture.height), layout="constrained")
        FigureCanvasAgg(figure)
        if picture.draw is None:
            figure.text(0.02, 0.3, picture.description)
        else:
            picture.draw(figure)
        figure.suptitle(textwrap.fill(picture.title, _TITLE_WIDTH), x=0.01, ha="left", fontsize=13)
        out = io.BytesIO()
        figure.savefig(out, format=wanted, dpi=_DOTS, metadata=_metadata(picture, wanted))
    return _readable(out.getvalue(), picture, language) if wanted == "svg" else out.getvalue()


def _picture(table: ComparisonTable, language: Language) -> Picture:
    name = table.descriptor.name
    if not table.descriptor.has_picture:
        raise WrongUse(
            Fault(
                f"The comparison {name} has no picture.",
                advice=f"There is one of {', '.join(_PICTURES)}.",
            )
        )
    return _PICTURES[name](table, language)


def _metadata(picture: Picture, wanted: PictureFormat) -> dict[str, str | None]:
    if wanted == "svg":
        return {"Date": None, "Creator": None}
    return {"Software": None, "Title": picture.title, "Description": picture.description}


def _readable(svg: bytes, picture: Picture, language: Language) -> bytes:
    """Return the SVG with its text alternative, where a screen reader finds it."""
    document = svg.decode("utf-8")
    head = document.index("<svg ")
    end = document.index(">", head) + 1
    opening = document[head : end - 1]
    return (
        f'{document[:head]}{opening} role="img" xml:lang="{language}" '
        'aria-labelledby="picture-title picture-desc">\n'
        f' <title id="picture-title">{escape(picture.title)}</title>\n'
        f' <desc id="picture-desc">{escape(picture.description)}</desc>{document[end:]}'
    ).encode()
