"""What we add to the sources → interpretation graphs, each statement with who, when and why.

It stands in ``data/curation/interpretation/``. A folder is a graph: ``borlange/2023-2026``
holds what is said of that programme and its plan, ``dalarna/2023-2026`` what is
said of the actions that a region shares, ``alignments`` which actions of two
programmes are alike. In a folder, ``translations.csv`` holds English texts and
``links.csv`` links to concepts, provisions of law and other actions. The
concepts of our own that links name stand in ``themes.csv`` and ``sdg.csv``.
"""

from kretslopp.mapping.interpretation.curated import (
    Curated,
    alignments_path,
    links_path,
    read_alignments,
    read_curated,
    read_links,
    read_themes,
)
from kretslopp.mapping.interpretation.graphs import interpretation_graph
from kretslopp.mapping.interpretation.links import (
    ACCEPTED,
    ACTION_THEME,
    ALIGNMENTS,
    GOAL_THEME,
    LINK_COLUMNS,
    LINKS,
    PROPOSED,
    SAME_ACTION,
    SIMILAR_ACTION,
    alignments,
)

__all__ = [
    "ACCEPTED",
    "ACTION_THEME",
    "ALIGNMENTS",
    "GOAL_THEME",
    "LINKS",
    "LINK_COLUMNS",
    "PROPOSED",
    "SAME_ACTION",
    "SIMILAR_ACTION",
    "Curated",
    "alignments",
    "alignments_path",
    "interpretation_graph",
    "links_path",
    "read_alignments",
    "read_curated",
    "read_links",
    "read_themes",
]
