"""The table contract as data: each column said once, in ``tables.toml``.

``CONTRACTS`` are the tables with their columns; ``THINGS`` what their rows describe;
``origin`` is the way back from a triple to the cells that say it. ``codebook`` describes
the columns of comparisons and tidy tables, in ``codebook.toml``.
"""

from kretslopp.schema.codebook import Variable, codebook
from kretslopp.schema.model import (
    CellKind,
    CellStatement,
    Column,
    Contract,
    Origin,
    Step,
    Texts,
    Thing,
    Value,
)
from kretslopp.schema.origins import CONTRACTS, THINGS, heads_of, origin

__all__ = [
    "CONTRACTS",
    "THINGS",
    "CellKind",
    "CellStatement",
    "Column",
    "Contract",
    "Origin",
    "Step",
    "Texts",
    "Thing",
    "Value",
    "Variable",
    "codebook",
    "heads_of",
    "origin",
]
