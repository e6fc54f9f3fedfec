import re
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kretslopp.schema import CONTRACTS
from kretslopp.workbooks.cells import decimals_shown, digits, is_decimal, text_of
from kretslopp.workbooks.sheet import SheetCell

COLUMNS = {
    "code": CONTRACTS["municipal"].column("nr"),
    "codes": CONTRACTS["municipal"].column("mål"),
    "years": CONTRACTS["municipal"].column("år"),
    "mark": CONTRACTS["municipal"].column("lagkrav"),
    "text": CONTRACTS["municipal"].column("åtgärder"),
    "names": CONTRACTS["municipal"].column("ansvar"),
    "year": CONTRACTS["targets"].column("år"),
    "quantity": CONTRACTS["targets"].column("värde"),
    "period": CONTRACTS["plan"].column("planperiod"),
    "date": CONTRACTS["status"].column("datum"),
}


def says(kind, value, number_format="General"):
    return text_of(SheetCell(value, number_format), COLUMNS[kind])


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("code", 7, "7"),
        ("code", 7.0, "7"),
        ("years", 2024, "2024"),
        ("years", 2024.0, "2024"),
        ("years", datetime(1905, 7, 16), "2024"),
        ("year", datetime(1905, 7, 22), "2030"),
        ("years", datetime(2025, 1, 1), "2025"),
        ("years", date(2025, 1, 1), "2025"),
        ("years", "2025-01-01 00:00:00", "2025"),
        ("years", "1905-07-16", "2024"),
        ("years", "2023–2025", "2023–2025"),
        ("period", "2023–2030", "2023-2030"),
        ("date", datetime(2025, 7, 28), "2025-07-28"),
        ("date", "2025-07-28T00:00:00", "2025-07-28"),
        ("date", date(2025, 7, 28), "2025-07-28"),
        ("quantity", 165.2, "165,2"),
        ("quantity", 0.1 + 0.2, "0,3"),
        ("quantity", 384, "384"),
        ("quantity", "1\u00a0234,5", "1234,5"),
        ("quantity", "<434", "<434"),
        ("quantity", "41/50", "41/50"),
        ("text", 5.0, "5"),
        ("text", "A\nb", "A b"),
        ("names", "Miljökontor;\u00a0Ekonomikontor", "Miljökontor; Ekonomikontor"),
        ("mark", "x", "x"),
        ("mark", True, "SANT"),
        ("codes", None, ""),
        ("codes", "–", "-"),
    ],
)
def test_a_cell_is_read_as_what_was_written(kind, value, expected):
    assert says(kind, value) == expected


@pytest.mark.parametrize(
    ("kind", "value", "number_format", "words"),
    [
        ("years", -2025, "General", "“-2025” or “2025-”"),
        ("years", datetime(2025, 6, 3), "yyyy-mm-dd", "“2025-06-03” is a day"),
        ("years", "2025-06-03", "@", "“2025-06-03” is a day"),
        ("codes", datetime(2026, 5, 4), "d-mmm", "the date 2026-05-04"),
        ("codes", "2026-05-04", "@", "the date 2026-05-04"),
        ("codes", 46146, "General", "number of the date 2026-05-04"),
        ("codes", "46146", "@", "number of the date 2026-05-04"),
        ("code", time(1, 2), "h:mm", "the time 01:02:00"),
        ("code", timedelta(hours=30), "h:mm", "the time"),
        ("quantity", 0.25, "0%", "shows 25 %, but holds 0,25"),
        ("quantity", datetime(2026, 5, 4), "d-mmm", "the date 2026-05-04"),
        ("mark", datetime(2026, 5, 4), "d-mmm", "the date 2026-05-04"),
    ],
)
def test_a_cell_that_cannot_be_told_any_more_is_refused(kind, value, number_format, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        says(kind, value, number_format)


@given(st.integers(1950, 2149))
def test_a_year_that_excel_made_a_date_of_comes_back(year):
    assert says("years", datetime(1899, 12, 30) + timedelta(days=year)) == str(year)
    assert says("years", datetime(year, 1, 1)) == str(year)
    assert says("years", float(year)) == str(year)


@given(st.integers(-9_999_999, 9_999_999), st.integers(0, 4))
def test_a_decimal_number_is_read_with_a_comma(number, places):
    value = number / 10**places
    text = says("quantity", value)
    assert float(text.replace(",", ".")) == value
    assert "e" not in text
    assert "." not in text


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_comes_back(day):
    assert says("date", datetime(day.year, day.month, day.day)) == day.isoformat()


@given(st.text(), st.sampled_from(sorted(COLUMNS)))
def test_any_text_is_read_once_and_for_all(text, kind):
    try:
        once = says(kind, text)
    except ValueError:
        return
    assert says(kind, once) == once


def test_which_numbers_are_decimal_codes():
    assert is_decimal(SheetCell(4.5), COLUMNS["codes"])
    assert is_decimal(SheetCell(1.1), CONTRACTS["goals"].column("mål"))
    assert not is_decimal(SheetCell(4.0), COLUMNS["codes"])
    assert not is_decimal(SheetCell(4.5), COLUMNS["quantity"])
    assert not is_decimal(SheetCell("4,5"), COLUMNS["codes"])


def test_digits_and_decimals_shown():
    assert digits(4.1) == "4.1"
    assert digits(1e15) == "1000000000000000"
    assert [decimals_shown(SheetCell(1.0, f)) for f in ("General", "0.00", "#,##0.0", "@")] == [
        0,
        2,
        1,
        0,
    ]
