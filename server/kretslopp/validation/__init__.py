"""Asserted RDF → what is wrong with it, in the words of the SHACL shapes, with table row and column."""

from kretslopp.validation.report import Report, Result, Severity, report_graph
from kretslopp.validation.text import as_text
from kretslopp.validation.validator import load_shapes, validate

__all__ = [
    "Report",
    "Result",
    "Severity",
    "as_text",
    "load_shapes",
    "report_graph",
    "validate",
]
