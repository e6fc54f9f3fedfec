"""Municipality against municipality: tidy tables for researchers.

``open(SOURCE)`` gives a ``Comparison``, whose methods return pandas data
frames; ``compare`` gives the same as plain rows, which the command line and the
pages show. ``columns.toml`` describes every comparison and column.
"""

from kretslopp.comparison.comparing import compare, describe
from kretslopp.comparison.comparison import Comparison, open  # noqa: A004 - as gzip.open
from kretslopp.comparison.descriptor import Column, Descriptor, descriptors
from kretslopp.comparison.rendering import to_csv, to_html, to_json, to_text
from kretslopp.comparison.selection import Municipality, Programme, programmes
from kretslopp.comparison.table import Row, Table, Value

__all__ = [
    "Column",
    "Comparison",
    "Descriptor",
    "Municipality",
    "Programme",
    "Row",
    "Table",
    "Value",
    "compare",
    "describe",
    "descriptors",
    "open",
    "programmes",
    "to_csv",
    "to_html",
    "to_json",
    "to_text",
]
