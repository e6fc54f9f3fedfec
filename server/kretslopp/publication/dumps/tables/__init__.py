"""Tidy tables: one row a thing, one column a property, where it was read beside it."""

from kretslopp.publication.dumps.tables.csv_files import (
    METADATA,
    Row,
    folder_metadata,
    table_metadata,
    to_csv,
)
from kretslopp.publication.dumps.tables.descriptor import (
    SEPARATOR,
    TableDescriptor,
    descriptors,
)
from kretslopp.publication.dumps.tables.rows import Rows, of_municipality, read_rows

__all__ = [
    "METADATA",
    "SEPARATOR",
    "Row",
    "Rows",
    "TableDescriptor",
    "descriptors",
    "folder_metadata",
    "of_municipality",
    "read_rows",
    "table_metadata",
    "to_csv",
]
