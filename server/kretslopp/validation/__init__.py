"""Asserted RDF → what SHACL shapes find wrong with it, with the row and column of the tables."""

from kretslopp.validation.cube import IntegrityConstraint, check_cube, load_constraints
from kretslopp.validation.report import Report, Result, Severity, report_graph
from kretslopp.validation.text import as_text
from kretslopp.validation.validator import load_shapes, validate

__all__ = [
    "IntegrityConstraint",
    "Report",
    "Result",
    "Severity",
    "as_text",
    "check_cube",
    "load_constraints",
    "load_shapes",
    "report_graph",
    "validate",
]
