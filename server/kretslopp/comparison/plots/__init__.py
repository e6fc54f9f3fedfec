"""Comparisons as pictures: a heatmap, a timeline, the paces of targets.

They read in grey and without telling colours apart (labels, hatches, markers),
have a text alternative, and are the same bytes every time. matplotlib takes most
of a second to load: only who draws imports this room.
"""

from kretslopp.comparison.plots.drawing import draw, summary

__all__ = ["draw", "summary"]
