"""What the proposals are measured on: pairs whose printed words are here (data/README.md)."""

import re

import pytest

from kretslopp import artefacts, dataset, engine
from kretslopp.alignment import Wording, propose, read_actions
from kretslopp.mapping.interpretation import alignments, read_alignments

# Municipal actions of Borlänge and of Falun that are the same, by their wording on Falun's page.
COUNTERPARTS = {("K1", "K1"), ("K2", "K3"), ("K3", "K5"), ("K5", "K6"), ("K6", "K8"), ("K7", "K9")}
README = artefacts.data() / "README.md"


@pytest.fixture(scope="module")
def opened(whole):
    return engine.open_dataset(dataset.current(whole))


@pytest.fixture(scope="module")
def sides(opened):
    return tuple(read_actions(opened, name) for name in ("borlange/2023-2026", "falun/2023-2026"))


def test_there_is_no_pair_to_measure_on_and_the_readme_says_so(opened, sides):
    """Once there is one, measure precision and recall on it, and let the README say them."""
    reworded = {action.iri for side in (*sides, read_actions(opened, "karlstad/2019-2023"))
                for action in side if action.reworded}  # fmt: skip
    linked = alignments(read_alignments(artefacts.data()))
    assert len(linked) == len(COUNTERPARTS) + 1  # Karlstad's of two periods
    assert [pair for pair in linked if not pair & reworded] == []
    text = re.sub(r"\s+", " ", README.read_text(encoding="utf-8"))
    assert "How good the proposals are is not known" in text
    assert not re.search(r"precision \W*[01]\.\d", text)


def test_falun_s_titles_are_ours_and_borlange_s_are_printed(sides):
    borlange, falun = sides
    assert all(action.reworded for action in falun)
    assert not any(action.reworded for action in borlange)


def test_the_known_counterparts_are_proposed_and_said_to_rest_on_words_of_ours(sides):
    proposals = propose(*sides, Wording.read(artefacts.data()))
    by_pair = {(item.a.code, item.b.code): item for item in proposals}
    assert by_pair.keys() >= COUNTERPARTS
    for pair in COUNTERPARTS:
        ours = f"titeln på {pair[1]} i falun/2023-2026 är med våra ord, inte de tryckta"
        assert ours in by_pair[pair].evidence
        assert "borlange/2023-2026 är med våra ord" not in by_pair[pair].words
