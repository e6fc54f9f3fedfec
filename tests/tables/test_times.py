"""What cells of time say: the ways in which real plans print it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kretslopp.tables import Time, parse_time

YEARS = {
    "2024": (2024, 2024),
    "2023-2025": (2023, 2025),
    "2023–2025": (2023, 2025),
    "2023 − 2025": (2023, 2025),
    "2023-24": (2023, 2024),
    "2023 till 2025": (2023, 2025),
    "från 2024 till 2026": (2024, 2026),
    "-2025": (None, 2025),
    "– 2025": (None, 2025),
    "senast 2025": (None, 2025),
    "Senast 2025-06-30": (None, 2025),
    "t.o.m. 2025": (None, 2025),
    "till och med 2025": (None, 2025),
    "Klart 2025": (None, 2025),
    "2025-": (2025, None),
    "2025 och framåt": (2025, None),
    "fr.o.m. 2024": (2024, None),
    "från och med 2024": (2024, None),
    "Start 2023": (2023, None),
    "2021 – tills vidare": (2021, None),
    "påbörjas 2023, klart 2025": (2023, 2025),
    "2024/2025": (2024, 2025),
    "2024 och 2025": (2024, 2025),
    "2024, 2025, 2026": (2024, 2026),
    "våren 2024": (2024, 2024),
    "HT 2024": (2024, 2024),
    "december 2024": (2024, 2024),
    "januari–mars 2024": (2024, 2024),
    "hösten 2023 – våren 2024": (2023, 2024),
    "Q1-Q2 2024": (2024, 2024),
    "2024-01-01 – 2025-12-31": (2024, 2025),
}
# What can't be read is kept, and nothing is guessed.
UNREAD = [
    "under planperioden", "tills vidare", "kort sikt", "pågår", "efter beslut", "före 2026",
    "2024 (om beslut tas)", "2024 och 2026", "2026-2024", "2010-12", "2024 2025", "vartannat år",
]  # fmt: skip


@pytest.mark.parametrize("text", YEARS, ids=str)
def test_years_are_read(text):
    start, end = YEARS[text]
    assert parse_time(text) == Time(start, end)


@pytest.mark.parametrize("text", ["löpande", "Årligen", "kontinuerligt", "varje år"])
def test_what_goes_on_all_the_time(text):
    assert parse_time(text) == Time(is_continuous=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Löpande under 2024", Time(2024, 2024, is_continuous=True)),
        ("2024 och därefter årligen", Time(2024, None, is_continuous=True)),
        ("Q2 2024", Time(2024, 2024, 2)),
        ("kvartal 3 2024", Time(2024, 2024, 3)),
        ("2024, kv. 1", Time(2024, 2024, 1)),
        ("1:a kvartalet 2024", Time(2024, 2024, 1)),
        ("Q3 2023 – Q2 2025", Time(2023, 2025)),
    ],
)
def test_quarters_and_years_together(text, expected):
    assert parse_time(text) == expected


@pytest.mark.parametrize("text", UNREAD)
def test_what_can_not_be_read_is_kept(text):
    assert parse_time(text) == Time(is_read=False)


@pytest.mark.parametrize("text", ["0000", "20244", "24", "1-3"])
def test_numbers_that_are_no_years_are_refused(text):
    with pytest.raises(ValueError, match=f"“{re.escape(text)}”"):
        parse_time(text)


@pytest.mark.parametrize("text", ["", "-"])
def test_nothing_says_nothing(text):
    assert parse_time(text) is None


@given(st.integers(1900, 2099), st.integers(1900, 2099))
def test_a_span_is_read_or_kept(first, last):
    time = parse_time(f"{first}-{last}")
    assert time == (Time(first, last) if first <= last else Time(is_read=False))


@given(st.text())
def test_any_text_is_read_kept_or_refused(text):
    try:
        time = parse_time(text)
    except ValueError:
        return
    assert time is None or time.is_read == bool(time.start or time.end or time.is_continuous)
