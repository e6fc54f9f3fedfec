"""What words propose: actions that may be the same, and themes of goals and actions.

``actions`` reads the actions from a dataset, ``wording`` and ``similarity``
compare their Swedish titles, ``proposals`` weighs and ranks, and ``acceptance``
turns what a person accepted into links of ``data/curation/interpretation/``.
``theme_things`` reads goals and actions, ``theme_words`` finds the words that
speak for themes, ``theme_proposals`` makes proposals of them, and ``theme_links``
puts them down. Nothing here decides: a person does.
"""

from kretslopp.alignment.acceptance import ALREADY, Acceptance, accept, read_chosen
from kretslopp.alignment.actions import Action, read_actions
from kretslopp.alignment.proposals import Proposal, propose
from kretslopp.alignment.theme_links import PROGRAMME, accept_themes, judged, put_down, written
from kretslopp.alignment.theme_proposals import ThemeProposal, propose_themes
from kretslopp.alignment.theme_things import Thing, read_things
from kretslopp.alignment.theme_words import ThemeWords
from kretslopp.alignment.wording import Wording

__all__ = [
    "ALREADY",
    "PROGRAMME",
    "Acceptance",
    "Action",
    "Proposal",
    "ThemeProposal",
    "ThemeWords",
    "Thing",
    "Wording",
    "accept",
    "accept_themes",
    "judged",
    "propose",
    "propose_themes",
    "put_down",
    "read_actions",
    "read_chosen",
    "read_things",
    "written",
]
