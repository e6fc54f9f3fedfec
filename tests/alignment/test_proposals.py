from dataclasses import replace

import pytest

from kretslopp.alignment import Action, Wording, propose
from kretslopp.alignment.proposals import SHOWN
from kretslopp.namespaces import KL_ID

WORDING = Wording({"för": "", "av": "", "i": ""})
DALARNA = KL_ID["region/dalarna"]


def action(owner, code, title, **facts):
    return Action(KL_ID[f"action/{owner}/2023-2026/{code}"], title, **facts)


def pairs(proposals):
    return [(item.a.code, item.b.code) for item in proposals]


A1 = action("alfa", "K1", "Mätning av avfall i skolor")
A2 = action("alfa", "K2", "Samverkansgrupp för inköp")
B1 = action("beta", "K1", "Grupp av inköp")
B2 = action("beta", "K2", "Mätning av avfall")
B3 = action("beta", "K3", "Plan för deponier")


def test_the_best_pair_stands_first_and_what_has_nothing_in_common_not_at_all():
    proposals = propose((A1, A2), (B1, B2, B3), WORDING)
    assert pairs(proposals) == [("K1", "K2"), ("K2", "K1")]
    first = proposals[0]
    assert first.strong
    assert first.strength == "strong"
    assert first.evidence[0].endswith("gemensamt: avfall, mätning")
    assert first.evidence[-1] == "varandras närmaste"
    assert [item.score for item in proposals] == sorted(
        (item.score for item in proposals), reverse=True
    )


def test_a_pair_of_which_one_has_a_better_partner_is_weak_and_says_which():
    rival = action("beta", "K4", "Mätning av avfall i alla skolor")
    proposals = {
        pair: item for item in propose((A1,), (B2, rival), WORDING) for pair in pairs([item])
    }
    assert proposals["K1", "K4"].strong
    assert not proposals["K1", "K2"].strong
    assert "K1 i alfa/2023-2026 liknar K4 mer" in proposals["K1", "K2"].evidence


@pytest.mark.parametrize(
    ("of_a", "of_b", "words", "better"),
    [
        ({"start": 2023, "end": 2024}, {"start": 2024, "end": 2024},
         "åren möts (2023–2024 och 2024)", True),
        ({"end": 2024}, {"start": 2025}, "olika år (–2024 och 2025–)", False),
        ({"area": "Matsvinn"}, {"area": "Matsvinn"}, "samma målområde (Matsvinn)", True),
        ({"area": "Matsvinn"}, {"area": "Tillsyn"}, "olika målområden", False),
        ({"before": frozenset({DALARNA, KL_ID["action/dalarna/2023-2026/R7"]})},
         {"before": frozenset({KL_ID["action/dalarna/2023-2026/R7"]})}, "båda föregås av R7", True),
        ({"before": frozenset({KL_ID["action/dalarna/2023-2026/R6"]})},
         {"before": frozenset({KL_ID["action/dalarna/2023-2026/R7"]})},
         "olika regionala åtgärder före", False),
        ({"region": DALARNA, "recommended": True}, {"region": DALARNA, "recommended": True},
         "båda är rekommenderade för alla kommuner i regionen", True),
        ({"region": DALARNA, "recommended": True}, {"region": DALARNA, "recommended": False},
         "bara den ena är rekommenderad för alla kommuner i regionen", False),
    ],
)  # fmt: skip
def test_what_else_is_known_counts_and_is_said(of_a, of_b, words, better):
    (without,) = propose((A1,), (B2,), WORDING)
    (proposal,) = propose((replace(A1, **of_a),), (replace(B2, **of_b),), WORDING)
    assert words in proposal.evidence
    assert (proposal.score > without.score) is better
    assert proposal.same_bank is words.startswith("båda är rekommenderade")


@pytest.mark.parametrize(
    ("of_a", "of_b"),
    [
        ({"start": 2024, "end": 2024}, {}),
        ({"area": "Matsvinn"}, {}),
        ({"region": DALARNA, "recommended": True}, {"region": DALARNA}),
        ({"region": DALARNA, "recommended": False}, {"region": DALARNA, "recommended": False}),
        ({"region": DALARNA, "recommended": True},
         {"region": KL_ID["region/annan"], "recommended": True}),
        ({"recommended": True}, {"recommended": True}),
    ],
)  # fmt: skip
def test_where_a_source_is_silent_nothing_is_said(of_a, of_b):
    (without,) = propose((A1,), (B2,), WORDING)
    (proposal,) = propose((replace(A1, **of_a),), (replace(B2, **of_b),), WORDING)
    assert proposal.evidence == without.evidence
    assert proposal.score == without.score


def test_the_order_of_input_changes_nothing():
    proposals = propose((A1, A2), (B1, B2, B3), WORDING)
    assert propose((A2, A1), (B3, B2, B1), WORDING) == proposals
    turned = propose((B1, B2, B3), (A1, A2), WORDING)
    assert sorted((item.score, item.b, item.a) for item in proposals_key(turned)) == sorted(
        (item.score, item.a, item.b) for item in proposals_key(proposals)
    )


def proposals_key(proposals):
    """Proposals with their actions as IRIs, which have an order."""
    return [replace(item, a=item.a.iri, b=item.b.iri) for item in proposals]


def test_a_programme_is_not_compared_with_itself():
    assert propose((A1, A2), (A1, A2), WORDING) == ()
    later = Action(KL_ID["action/alfa/2027-2030/K1"], A1.title)
    assert pairs(propose((A1, A2), (A1, A2, later), WORDING)) == [("K1", "K1")]


def test_faint_pairs_are_left_out():
    long = action("beta", "K5", "Skolor plus många andra saker som inte alls hör hit egentligen")
    assert all(item.score >= SHOWN for item in propose((A1,), (B2, long), WORDING))
    assert ("K1", "K5") not in pairs(propose((A1,), (B2, long), WORDING))


def test_no_actions_no_pairs():
    assert propose((), (B1,), WORDING) == ()
