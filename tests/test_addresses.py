import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from kretslopp import addresses
from kretslopp.addresses import Address

parts = st.text(alphabet=string.ascii_letters + string.digits + "._~-", min_size=1)


@given(kind=parts, names=st.lists(parts, min_size=1, max_size=4))
def test_what_is_made_can_be_read(kind, names):
    assert addresses.read(addresses.make(kind, *names)) == Address(kind, tuple(names))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (addresses.plan("borlange", "2023-2030"), "plan/borlange/2023-2030"),
        (addresses.programme("borlange", "2023-2026"), "programme/borlange/2023-2026"),
        (addresses.action("dalarna", "2023-2026", "R7"), "action/dalarna/2023-2026/R7"),
        (addresses.participation("borlange", "2023-2026", "R7"),
         "participation/borlange/2023-2026/R7"),
        (addresses.goal("jonkoping", "2022-2030", "PHU.16.8"), "goal/jonkoping/2022-2030/PHU.16.8"),
        (addresses.goal("falun", "2023-2030", "FÅ 2.1:ö"), "goal/falun/2023-2030/FA-2.1-o"),
        (addresses.goal_area("Bygg- och rivningsavfall"), "goal-area/bygg-och-rivningsavfall"),
        (addresses.municipality("borlange"), "municipality/borlange"),
        (addresses.organisation("borlange-energi", "atervinning"),
         "org/borlange-energi/atervinning"),
        (addresses.legal_requirement("miljobalken-15-41"), "legal/miljobalken-15-41"),
        (addresses.cell(addresses.record("borlange", "2023-2026", "municipal", "K3"), "målområde"),
         "record/borlange/2023-2026/municipal/K3/malomrade"),
    ],
)  # fmt: skip
def test_addresses_are_those_of_the_design(made, expected):
    assert made == URIRef(f"https://w3id.org/kretslopp/id/{expected}")


@pytest.mark.parametrize("part", ["", "a/b", "å", "a b", "a#b", "../x\n"])
def test_what_can_not_stand_in_an_address_is_refused(part):
    with pytest.raises(ValueError, match="can't be part"):
        addresses.make("goal", part)
    with pytest.raises(ValueError, match="can't be part"):
        addresses.graph("source", part)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AO Återvinning", "ao-atervinning"),
        ("Plan, bygg & karta", "plan-bygg-karta"),
        ("Malung-Sälen", "malung-salen"),
        ("  Öster—Väster  ", "oster-vaster"),
    ],
)
def test_slugs_are_ascii(text, expected):
    assert addresses.slug(text) == expected


def test_a_text_without_letters_has_no_slug():
    with pytest.raises(ValueError, match="no letter"):
        addresses.slug("–")


def test_a_graph_is_found_by_its_suffix():
    iri = addresses.graph("source", "borlange", "2023-2026")
    assert addresses.graph_suffix(iri) == "source/borlange/2023-2026"
    with pytest.raises(ValueError, match="not under"):
        addresses.graph_suffix(URIRef("https://example.org/graph/source"))


def test_an_iri_of_others_says_nothing():
    assert addresses.read(URIRef("https://example.org/id/goal/4")) is None


@pytest.mark.parametrize(
    ("code", "written"), [("0360", ("0360", "360")), ("2081", ("2081",)), ("", ())]
)
def test_a_code_may_have_lost_its_zero(code, written):
    assert addresses.codes_as_written(code) == written
