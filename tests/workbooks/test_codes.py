import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kretslopp.workbooks.codes import CodeEvidence, SeveralReadings, codes_in, from_number

NONE = CodeEvidence()


def ten(*more):
    return CodeEvidence(named=frozenset({*map(str, range(1, 11)), *more}))


@pytest.mark.parametrize(
    ("digits", "evidence", "expected"),
    [
        ("4.5", NONE, "4,5"),
        ("4.5", ten(), "4,5"),
        ("10.11", CodeEvidence(named=frozenset({"12"})), "10,11"),
        ("4.5", CodeEvidence(defined=frozenset({"4", "5"})), "4,5"),
        ("4.5", CodeEvidence(defined=frozenset({"4", "4.5"})), "4.5"),
        ("4.5", CodeEvidence(defined=frozenset({"4", "50"})), "4,50"),
        ("4.1", CodeEvidence(defined=frozenset({"4", "1"})), "4,1"),
        ("4.1", CodeEvidence(defined=frozenset({"4", "10"})), "4,10"),
    ],
)
def test_several_codes(digits, evidence, expected):
    assert from_number(digits, evidence, several=True) == expected


@pytest.mark.parametrize(
    ("digits", "evidence", "readings"),
    [
        ("4.5", ten("50"), ["“4,5”", "“4,50”"]),
        ("4.5", ten("54"), ["“4,5”", "“4,50”"]),
        ("4.1", NONE, ["“4,1”", "“4,10”"]),
        ("4.5", ten("1.1"), ["“4,5”", "“4.5”"]),
        ("4.5", CodeEvidence(defined=frozenset({"4", "5", "4.5"})), ["“4,5”", "“4.5”"]),
        ("4.1", CodeEvidence(defined=frozenset({"4", "1", "10"})), ["“4,1”", "“4,10”"]),
    ],
)
def test_a_number_that_may_be_two_things_is_refused_with_both(digits, evidence, readings):
    with pytest.raises(SeveralReadings) as caught:
        from_number(digits, evidence, several=True)
    assert all(reading in str(caught.value) for reading in readings)


def test_a_cell_that_shows_two_decimals_may_have_been_written_with_both():
    with pytest.raises(SeveralReadings, match="“4,5” or “4,50”"):
        from_number("4.5", NONE, several=True, decimals=2)


@pytest.mark.parametrize(
    ("digits", "evidence", "expected"),
    [
        ("1.1", NONE, "1.1"),
        ("1.1", CodeEvidence(named=frozenset({"1.1", "1.2"})), "1.1"),
        ("1.1", CodeEvidence(defined=frozenset({"1.10"})), "1.10"),
    ],
)
def test_one_code(digits, evidence, expected):
    assert from_number(digits, evidence, several=False) == expected


def test_one_code_where_a_tenth_may_follow_the_ninth():
    with pytest.raises(SeveralReadings, match=r"“1\.1” or “1\.10”"):
        from_number("1.1", CodeEvidence(named=frozenset({"1.1", "1.9"})), several=False)


@given(st.lists(st.integers(1, 60), min_size=2, max_size=2, unique=True), st.data())
def test_what_is_read_is_always_something_that_makes_the_number(pair, data):
    first, second = pair
    number = float(f"{first}.{second}")
    assume(not number.is_integer())
    named = data.draw(st.frozensets(st.integers(1, 60).map(str), max_size=20))
    defined = data.draw(st.sampled_from([frozenset(), named | {str(first), str(second)}]))
    try:
        found = from_number(repr(number), CodeEvidence(defined, named), several=True)
    except SeveralReadings as error:
        found = str(error).partition("“")[2].partition("”")[0]
    assert float(found.replace(",", ".")) == number
    if defined:
        assert codes_in(found) <= defined
