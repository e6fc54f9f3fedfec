"""One small interface to what answers SPARQL queries.

Embedded (Oxigraph, over a built dataset or an RDF file) or remote (any SPARQL
1.1 endpoint). Only this room imports pyoxigraph and SPARQLWrapper.
"""

from kretslopp.engine.embedded import open_dataset, open_file
from kretslopp.engine.formats import FORMATS, AnswerKind, Format, default_format, format_named
from kretslopp.engine.interface import (
    Bindings,
    Engine,
    SerialisedAnswer,
    Solutions,
)
from kretslopp.engine.opening import open_source
from kretslopp.engine.remote import remote
from kretslopp.engine.store import write_store

__all__ = [
    "FORMATS",
    "AnswerKind",
    "Bindings",
    "Engine",
    "Format",
    "SerialisedAnswer",
    "Solutions",
    "default_format",
    "format_named",
    "open_dataset",
    "open_file",
    "open_source",
    "remote",
    "write_store",
]
