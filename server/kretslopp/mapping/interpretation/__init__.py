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
    read_alignments,
    read_curated,
)
from kretslopp.mapping.interpretation.graphs import interpretation_graph
from kretslopp.mapping.interpretation.links import (
    ACCEPTED,
    ALIGNMENTS,
    LINK_COLUMNS,
    LINKS,
    SAME_ACTION,
    SIMILAR_ACTION,
    alignments,
)

__all__ = [
    "ACCEPTED",
    "ALIGNMENTS",
    "LINKS",
    "LINK_COLUMNS",
    "SAME_ACTION",
    "SIMILAR_ACTION",
    "Curated",
    "alignments",
    "alignments_path",
    "interpretation_graph",
    "read_alignments",
    "read_curated",
]
