"""Municipality against municipality: tidy tables for researchers.

``open(SOURCE)`` gives a ``Comparison``, whose methods return pandas data
frames; ``compare`` gives the same as plain rows, which the command line and the
pages show. ``comparisons.toml`` describes every comparison, the
codebook its columns.
"""

from kretslopp.comparison.comparing import compare, describe, query
from kretslopp.comparison.comparison import Comparison, open  # noqa: A004 - as gzip.open
from kretslopp.comparison.descriptor import (
    PICTURE_FORMATS,
    Descriptor,
    PictureFormat,
    descriptors,
    explanation,
)
from kretslopp.comparison.rendering import (
    cell_language,
    cell_text,
    filled_columns,
    to_csv,
    to_html,
    to_json,
    to_text,
    to_xlsx,
    word_text,
)
from kretslopp.comparison.selection import select
from kretslopp.comparison.table import ComparisonTable, Row, Value
from kretslopp.comparison.tracing import explain, keys

__all__ = [
    "PICTURE_FORMATS",
    "Comparison",
    "ComparisonTable",
    "Descriptor",
    "PictureFormat",
    "Row",
    "Value",
    "cell_language",
    "cell_text",
    "compare",
    "describe",
    "descriptors",
    "explain",
    "explanation",
    "filled_columns",
    "keys",
    "open",
    "query",
    "select",
    "to_csv",
    "to_html",
    "to_json",
    "to_text",
    "to_xlsx",
    "word_text",
]
