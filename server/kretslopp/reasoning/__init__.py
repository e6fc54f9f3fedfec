"""Asserted → inferred, and afterwards the consistency check.

``infer`` closes the data under a small set of named OWL 2 RL rules and keeps why
each triple holds. ``verify`` holds the result against owlrl.
"""

from kretslopp.reasoning.closure import infer, speaks_of_data
from kretslopp.reasoning.consistency import inconsistencies
from kretslopp.reasoning.reference import Difference, comparable, reference_closure, verify
from kretslopp.reasoning.rules import Derivation, Triple
from kretslopp.reasoning.support import check_supported

__all__ = [
    "Derivation",
    "Difference",
    "Triple",
    "check_supported",
    "comparable",
    "inconsistencies",
    "infer",
    "reference_closure",
    "speaks_of_data",
    "verify",
]
