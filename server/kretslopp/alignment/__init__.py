"""Which actions of two programmes may be the same, or alike: proposals with their evidence.

``actions`` reads the actions from a dataset, ``wording`` and ``similarity``
compare their Swedish titles, ``proposals`` weighs and ranks, and ``acceptance``
turns what a person accepted into links of ``data/curation/interpretation/``.
Nothing here decides that two actions are the same: a person does.
"""

from kretslopp.alignment.acceptance import ALREADY, Acceptance, accept, read_chosen
from kretslopp.alignment.actions import Action, read_actions
from kretslopp.alignment.proposals import Proposal, propose
from kretslopp.alignment.wording import Wording

__all__ = [
    "ALREADY",
    "Acceptance",
    "Action",
    "Proposal",
    "Wording",
    "accept",
    "propose",
    "read_actions",
    "read_chosen",
]
