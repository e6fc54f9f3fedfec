"""What changed between two versions of the dataset, told of things: “K13: years 2026 → 2027”."""

from kretslopp.changes.changes import Changes, PropertyChange, ThingChange
from kretslopp.changes.comparing import compare
from kretslopp.changes.rdf import to_graph
from kretslopp.changes.rendering import to_json, to_text

__all__ = [
    "Changes",
    "PropertyChange",
    "ThingChange",
    "compare",
    "to_graph",
    "to_json",
    "to_text",
]
