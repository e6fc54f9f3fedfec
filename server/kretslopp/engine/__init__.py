"""One small interface to what answers SPARQL queries.

Embedded (Oxigraph, over a built dataset or an RDF file) or remote (any SPARQL
1.1 endpoint). Only this room imports pyoxigraph and SPARQLWrapper.
"""

from kretslopp.engine.bounded import BoundedCache
from kretslopp.engine.caching import CachingEngine, may_change
from kretslopp.engine.dumping import DUMP_FORMATS, DumpFormat, Graphs, write_dump
from kretslopp.engine.embedded import open_dataset, open_file
from kretslopp.engine.evaluators import EvaluatorEngine, Nursery
from kretslopp.engine.figures import Figures
from kretslopp.engine.formats import FORMATS, AnswerKind, Format, default_format, format_named
from kretslopp.engine.interface import (
    Bindings,
    Engine,
    QueryDataset,
    SerialisedAnswer,
    Solutions,
)
from kretslopp.engine.opening import open_source
from kretslopp.engine.remote import RemoteEngine, remote
from kretslopp.engine.results import serialise
from kretslopp.engine.store import write_store

__all__ = [
    "DUMP_FORMATS",
    "FORMATS",
    "AnswerKind",
    "Bindings",
    "BoundedCache",
    "CachingEngine",
    "DumpFormat",
    "Engine",
    "EvaluatorEngine",
    "Figures",
    "Format",
    "Graphs",
    "Nursery",
    "QueryDataset",
    "RemoteEngine",
    "SerialisedAnswer",
    "Solutions",
    "default_format",
    "format_named",
    "may_change",
    "open_dataset",
    "open_file",
    "open_source",
    "remote",
    "serialise",
    "write_dump",
    "write_store",
]
