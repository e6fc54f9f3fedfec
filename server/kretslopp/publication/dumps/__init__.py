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
from kretslopp.publication.dumps.writing import WHOLE_NAME, ensure, write

__all__ = [
    "CHECKSUMS",
    "DUMPS",
    "LISTING",
    "VOCABULARY",
    "WHOLE",
    "WHOLE_NAME",
    "DumpFile",
    "ensure",
    "manifest",
    "served",
    "write",
]
