from datetime import date

import pytest

from kretslopp.alignment import Action, Wording, accept, propose, read_chosen
from kretslopp.alignment.acceptance import ALREADY
from kretslopp.curation import read_rows
from kretslopp.errors import DataViolation, UnreadableInput
from kretslopp.mapping.interpretation import LINK_COLUMNS
from kretslopp.namespaces import KL_ID

ENDS = ("a", "b")
HEAD = "rank,a,b,score,strength,evidence\n"
DAY = date(2026, 11, 25)
REGION = KL_ID["region/dalarna"]


def action(owner, code, title, **facts):
    return Action(KL_ID[f"action/{owner}/2023-2026/{code}"], title, REGION, **facts)


PROPOSALS = propose(
    (
        action("alfa", "K1", "Mätning avfall", recommended=True),
        action("alfa", "K2", "Plan deponier", recommended=False),
    ),
    (
        action("beta", "K1", "Mätning avfall", recommended=True),
        action("beta", "K2", "Plan deponier", recommended=True),
    ),
    Wording(),
)


def row(a, b, evidence="därför"):
    base = f"{KL_ID}action"
    return f"1,{base}/alfa/2023-2026/{a},{base}/beta/2023-2026/{b},0.9,strong,{evidence}\n"


@pytest.fixture
def choose(tmp_path):
    def read(text, encoding="utf-8"):
        path = tmp_path / "valda.csv"
        path.write_text(text, encoding=encoding)
        return read_chosen(path, "kretslopp align A B", ENDS)

    return read


@pytest.fixture
def links(tmp_path):
    def read(text):
        if not text:
            return ()
        path = tmp_path / "links.csv"
        path.write_text(text, encoding="utf-8")
        return read_rows(path, LINK_COLUMNS)

    return read


def test_what_a_region_recommends_to_all_is_the_same_action_and_else_similar(choose, links):
    acceptance = accept(
        choose(HEAD + row("K1", "K1") + row("K2", "K2", '"a, ""b"""')),
        PROPOSALS, (), "", "Eva Åström", DAY,
    )  # fmt: skip
    assert acceptance.skipped == ()
    rows = links(acceptance.text)
    assert [(item["egenskap"], item["läge"], item.who, item.when, item.why) for item in rows] == [
        ("samma_åtgärd", "godtagen", "Eva Åström", DAY, "därför"),
        ("liknande_åtgärd", "godtagen", "Eva Åström", DAY, 'a, "b"'),
    ]
    assert rows[0]["sak"] == "action/alfa/2023-2026/K1"
    assert rows[0]["värde"] == "action/beta/2023-2026/K1"


def test_what_stands_there_stays_and_is_not_added_again(choose, links):
    first = accept(choose(HEAD + row("K1", "K1")), PROPOSALS, (), "", "Eva", DAY)
    again = accept(
        choose(HEAD + row("K1", "K1") + row("K2", "K2")),
        PROPOSALS, links(first.text), first.text.rstrip("\n"), "Bo", DAY,
    )  # fmt: skip
    (words,) = again.skipped
    assert "action/beta/2023-2026/K1: accepted already in row 2" in words
    assert again.text.startswith(first.text)
    assert len(links(again.text)) == 2


def test_a_proposed_link_is_left_to_be_changed_by_hand(choose, links):
    first = accept(choose(HEAD + row("K1", "K1")), PROPOSALS, (), "", "Eva", DAY)
    text = first.text.replace("godtagen", "föreslagen")
    again = accept(choose(HEAD + row("K1", "K1")), PROPOSALS, links(text), text, "Bo", DAY)
    assert again.text == text
    (words,) = again.skipped
    assert words.endswith("row 2 has it as föreslagen; write godtagen there")


def test_a_pair_that_stands_twice_is_taken_once(choose):
    twice = choose(HEAD + row("K1", "K1") + row("K1", "K1"))
    acceptance = accept(twice, PROPOSALS, (), "", "Eva", DAY)
    assert len(acceptance.added) == 1
    assert "accepted in" in acceptance.skipped[0]


def test_what_is_not_proposed_is_refused_and_nothing_accepted(choose):
    with pytest.raises(DataViolation) as caught:
        accept(
            choose(HEAD + row("K1", "K1") + row("K1", "K2") + row("K9", "K9")),
            PROPOSALS, (), "", "Eva", DAY,
        )  # fmt: skip
    assert [fault.place.row for fault in caught.value.faults] == [3, 4]


def test_the_file_may_have_been_through_excel(choose):
    text = (HEAD + row("K1", "K1")).replace(",", ";").replace("0.9", "0,9")
    (chosen,) = choose("\ufeff" + text + ";;;;;\n")
    assert chosen.a == KL_ID["action/alfa/2023-2026/K1"]
    assert chosen.evidence == "därför"


def test_the_mark_of_an_accepted_pair_is_no_part_of_the_reason(choose):
    (chosen,) = choose(HEAD + row("K1", "K1", f'"därför{ALREADY}"'))
    assert chosen.evidence == "därför"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n", "lacks evidence"),
        (HEAD + row("K1", "K1", ""), "The cell is empty"),
        (HEAD + "1,2\n", "2 cells, not 6"),
    ],
)
def test_a_file_of_another_kind(choose, text, words):
    with pytest.raises(DataViolation, match=words):
        choose(text)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UnreadableInput):
        read_chosen(tmp_path / "none.csv", "kretslopp align A B", ENDS)
