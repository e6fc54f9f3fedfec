"""The dataset as files to download: RDF dumps, tidy tables, checksums."""

from kretslopp.publication.dumps.listing import (
    CHECKSUMS,
    DUMPS,
    LISTING,
    VOCABULARY,
    WHOLE,
    DumpFile,
    manifest,
    served,
)
from kretslopp.publication.dumps.writing import WHOLE_NAME, are_current, ensure, write

__all__ = [
    "CHECKSUMS",
    "DUMPS",
    "LISTING",
    "VOCABULARY",
    "WHOLE",
    "WHOLE_NAME",
    "DumpFile",
    "are_current",
    "ensure",
    "manifest",
    "served",
    "write",
]
