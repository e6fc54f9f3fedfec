import pytest

from kretslopp import dataset, engine
from kretslopp.alignment import read_actions
from kretslopp.errors import NotFound, WrongUse
from kretslopp.namespaces import KL_ID


@pytest.fixture(scope="module")
def opened(whole):
    return engine.open_dataset(dataset.current(whole))


def test_all_that_an_alignment_may_rest_on_is_read(opened):
    actions = {action.code: action for action in read_actions(opened, "borlange")}
    assert len(actions) == 23
    k3 = actions["K3"]
    assert k3.iri == KL_ID["action/borlange/2023-2026/K3"]
    assert k3.programme == "borlange/2023-2026"
    assert k3.title.startswith("Utveckla samverkansgrupp för inköp")
    assert k3.region == KL_ID["region/dalarna"]
    assert k3.area == "Kommunens verksamhet"
    assert k3.before == {KL_ID[f"action/dalarna/2023-2026/R{n}"] for n in (10, 11, 12)}
    assert (k3.start, k3.end, k3.recommended) == (2023, 2024, True)
    # The programme marks others: this one is not marked.
    assert actions["K14"].recommended is False


def test_what_a_source_does_not_say_stays_unsaid(opened):
    nacka = read_actions(opened, "nacka/2021-2026")
    assert len(nacka) == 14
    for action in nacka:
        assert action.recommended is None
        assert (action.start, action.end, action.area, action.before) == (None, None, None, set())


def test_an_end_without_a_start(opened):
    ends = {action.code: (action.start, action.end) for action in read_actions(opened, "jonkoping")}
    assert ends["minska-matsvinnet"] == (None, 2021)


def test_a_municipality_without_a_programme_of_its_own_has_its_joint_one(opened):
    joint = read_actions(opened, "falun-borlange-sater")
    assert len(joint) == 3
    assert read_actions(opened, "sater") == joint
    # One that has its own is not given the joint one's.
    assert len(read_actions(opened, "falun")) == 9


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("borlagne", "Nearest known: borlange"),
        ("borlange/2027-2030", "borlange/2023-2026"),
        ("xyz", "It has those of arvika/2011-2014, borlange/2023-2026, falun-borlange-sater/"),
        ("mora", "no municipal actions of mora"),
    ],
)
def test_who_has_no_actions_is_told_who_has(opened, name, words):
    with pytest.raises(NotFound, match=words):
        read_actions(opened, name)


@pytest.mark.parametrize("name", ["", "Borlänge", "a b", "borlange/2023-2026/K3"])
def test_what_is_no_name(opened, name):
    with pytest.raises((WrongUse, NotFound)):
        read_actions(opened, name)
