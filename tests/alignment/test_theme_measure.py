"""What the proposed themes are measured on: those given by hand, with figures in data/README.md."""

import re

import pytest

from alignment.theme_measure import by_hand, measure
from kretslopp import artefacts, dataset, engine
from kretslopp.alignment import PROGRAMME, ThemeWords, propose_themes, read_things
from kretslopp.mapping.interpretation import read_links

README = artefacts.data() / "README.md"


@pytest.fixture(scope="module")
def things(whole):
    return read_things(engine.open_dataset(dataset.current(whole)), None)


@pytest.fixture(scope="module")
def words():
    return ThemeWords.read(artefacts.data())


def test_the_readme_has_the_figures(things, words):
    """Measured with all words, and for each plan without the words that it alone has."""
    given = by_hand(artefacts.data())
    text = re.sub(r"\s+", " ", README.read_text(encoding="utf-8"))
    for leave_out, head in ((False, "all words"), (True, "without words of its own")):
        found = measure(things, words, given, leave_out=leave_out)
        hand, right = len(found.accepted | found.doubtful), found.right
        shares = f"{right / len(found.proposed):.2f} | {right / hand:.2f}"
        assert f"| {head} | {len(found.proposed)} | {right} | {hand} | {shares} |" in text
        doubtful = len(found.proposed & found.doubtful)
        assert f"{doubtful} of {len(found.doubtful)}" in text
    assert f"{len(given) - hand} of the {len(given)}" in text


def test_what_is_put_down_is_what_the_words_say(things, words):
    """The rows are made by the command and never edited: a wrong one is a wrong word."""
    folders = {thing.folder for thing in things}
    down = {
        (row["sak"], row["värde"], row.why)
        for folder in folders
        for row in read_links(artefacts.data(), folder)
        if row.who == PROGRAMME
    }
    given = {thing for thing, _ in by_hand(artefacts.data())}
    proposals = propose_themes((t for t in things if t.address not in given), words)
    assert {(*item.key, item.evidence) for item in proposals} == down
    assert len(down) > 300


def test_what_is_in_our_words_says_so(things, words):
    proposals = propose_themes(things, words)
    ours = [item for item in proposals if item.thing.texts[0].reworded]
    assert len(ours) > 100
    assert all("med våra ord" in item.evidence for item in ours)
