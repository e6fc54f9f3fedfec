"""How good the proposals are, against the counterparts that people have found (data/README.md)."""

import re
from dataclasses import replace

import pytest

from kretslopp import artefacts, dataset, engine
from kretslopp.alignment import Wording, propose, read_actions

# The municipal actions of Borlänge and of Falun that are the same, compared one by one.
COUNTERPARTS = {("K1", "K1"), ("K2", "K3"), ("K3", "K5"), ("K5", "K6"), ("K6", "K8"), ("K7", "K9")}
README = artefacts.data() / "README.md"
SETTINGS = (
    "all of it",
    "without the synonyms",
    "titles alone",
    "titles alone, without the synonyms",
)


@pytest.fixture(scope="module")
def measured(whole):
    """Precision and recall of the strong pairs, recall at rank 6 and 10, for each setting."""
    opened = engine.open_dataset(dataset.current(whole))
    sides = tuple(read_actions(opened, name) for name in ("borlange/2023-2026", "falun/2023-2026"))
    return {
        name: measure(
            sides if "titles" not in name else tuple(map(bare, sides)),
            Wording() if "without" in name else Wording.read(artefacts.data()),
        )
        for name in SETTINGS
    }


def bare(actions):
    silent = {"area": None, "before": frozenset(), "start": None, "end": None, "recommended": None}
    return tuple(replace(action, **silent) for action in actions)


def measure(sides, wording):
    proposals = propose(*sides, wording)
    ranked = [(item.a.code, item.b.code) for item in proposals]
    strong = {pair for pair, item in zip(ranked, proposals, strict=True) if item.strong}
    found = len(strong & COUNTERPARTS)
    return (
        len(strong),
        found / len(strong),
        found / len(COUNTERPARTS),
        *(len(COUNTERPARTS.intersection(ranked[:n])) / len(COUNTERPARTS) for n in (6, 10)),
    )


def test_the_figures_get_no_worse(measured):
    assert measured["all of it"] == (6, 1.0, 1.0, 1.0, 1.0)
    floor = {"without the synonyms": (1.0, 0.8, 1.0, 1.0), "titles alone": (1.0, 1.0, 0.8, 1.0),
             "titles alone, without the synonyms": (1.0, 0.6, 1.0, 1.0)}  # fmt: skip
    for name, least in floor.items():
        assert all(now >= then for now, then in zip(measured[name][1:], least, strict=True)), name


def test_the_readme_has_the_figures(measured):
    lines = README.read_text(encoding="utf-8").splitlines()
    for name, (number, *shares) in measured.items():
        (line,) = (line for line in lines if line.startswith(f"| {name} |"))
        figures = [float(figure) for figure in re.findall(r"[\d.]+", line)]
        assert figures == [number, *(round(share, 2) for share in shares)], name
