"""What counts as a goal: not a heading that a plan gathers its goals under."""

from kretslopp.namespaces import KL, KL_ID

HEADING = KL_ID["goal-level/area"]
COUNTED = f"FILTER NOT EXISTS {{ ?thing <{KL.goalLevel}> <{HEADING}> }}"
"""The pattern that leaves headings out, of ``?thing``."""
