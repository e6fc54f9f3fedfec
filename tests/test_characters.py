"""The one rule for characters: what is kept, what is compared, what a message shows."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kretslopp import addresses
from kretslopp.characters import clean, damage, folded, named, plain, with_marks, without_raised
from kretslopp.tables import parse_codes, parse_period, parse_quantity, parse_years

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u202e"
DASHES = "‐‑‒–—−"
SPACES = " \u00a0\u202f\u2007\u2028\u2029\u0085\x0c\t\n"
TEXTS = st.text() | st.text(alphabet=f"aÅå A\u030a1ﬁ-\x01{INVISIBLE}{DASHES}{SPACES}", max_size=8)


@given(TEXTS)
@pytest.mark.parametrize("rule", [clean, plain, folded])
def test_a_text_that_went_through_stays_as_it_is(rule, text):
    once = rule(text)
    assert rule(once) == once


@given(TEXTS)
def test_nothing_that_cannot_be_seen_is_left(text):
    kept = clean(text)
    assert not {c for c in kept if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")}
    assert not set(kept) & set(INVISIBLE + SPACES.replace(" ", ""))
    assert kept == kept.strip()
    assert "  " not in kept


@given(st.text(alphabet=st.characters(categories=["L", "N"], exclude_characters="ﬀﬁﬂﬃﬄﬅﬆ")))
def test_letters_and_digits_are_kept(text):
    assert clean(text) == unicodedata.normalize("NFC", text)


@given(TEXTS, st.sampled_from(INVISIBLE), st.integers(0, 8))
def test_what_is_compared_does_not_know_invisible_characters(text, noise, at):
    assert folded(text[:at] + noise + text[at:]) == folded(text)


@given(TEXTS)
def test_what_is_compared_knows_neither_form_nor_case_nor_kind_of_space(text):
    assert folded(unicodedata.normalize("NFD", clean(text))) == folded(text)
    assert folded(clean(text).replace(" ", "\u00a0")) == folded(text)
    assert not set(plain(text)) & set(DASHES)


@given(TEXTS)
def test_a_message_shows_every_character(text):
    shown = named(text)
    assert all(c.isprintable() or c in "\n\t" for c in shown)
    assert all(f"U+{ord(c):04X}" in shown for c in text if c in INVISIBLE)


@given(st.text(alphabet="åäöÅÄÖé–”mno ", min_size=1).filter(lambda text: not text.isascii()))
def test_a_whole_text_is_not_damaged_and_one_that_was_read_wrongly_is(text):
    wrongly = text.encode("utf-8").decode("cp1252", errors="replace")
    assert damage(text) == ""
    assert damage(wrongly)


def test_what_people_paste():
    assert clean(" Kost-\u00a0och\u202flokal\u00adservice \n") == "Kost- och lokalservice"
    assert clean("A\u030angstro\u0308m i aﬀären, ﬂera") == "Ångström i affären, flera"
    assert [clean(dash) for dash in f"-{DASHES}"] == ["-"] * 7
    assert clean("2023–2025") == "2023–2025"
    assert folded("MALUNG‑SÄLEN") == folded("Malung–Sälen") == "malung-sälen"


@pytest.mark.parametrize("dash", DASHES)
def test_years_codes_and_numbers_are_read_with_any_dash(dash):
    assert parse_years(f"2023{dash}2025") == parse_years("2023-2025")
    assert parse_years(f"{dash}2025") == parse_years("-2025")
    assert parse_period(f"2023 {dash}2026".replace(" ", "")) == parse_period("2023-2026")
    assert parse_quantity(f"{dash}25") == parse_quantity("-25")
    assert parse_codes("4,\u00a05\u00ad") == ("4", "5")


@pytest.mark.parametrize(
    "text", ["0000", "0000-2026", "2024-0000", "0999", "\u0662\u0660\u0662\u0664"]
)
def test_there_is_no_year_zero(text):
    with pytest.raises(ValueError, match="is not a year"):
        parse_years(text)


def test_an_address_does_not_know_what_cannot_be_seen():
    assert addresses.slug("Bor\u00adlänge\ufeff") == "borlange"
    assert addresses.slug("Malung‑Sälen") == "malung-salen"


def test_raised_digits():
    assert without_raised("4¹,5¹²") == ("4,5", ("1", "12"))
    assert without_raised("X¹") == ("X", ("1",))
    assert without_raised("nej²") == ("nej", ("2",))
    assert without_raised("5 m²") == ("5 m²", ())
    assert without_raised("¹") == ("¹", ())
    assert with_marks("ByggEkot¹ på 5 m² (nätverk)²") == "ByggEkot1 på 5 m² (nätverk)2"


def test_names_in_messages():
    assert named("7\u00ad1") == "7[U+00AD SOFT HYPHEN]1"
    assert named("Х") == "Х[U+0425 CYRILLIC CAPITAL LETTER HA]"
    assert named("a−b") == "a−[U+2212 MINUS SIGN]b"
    assert named("“Åtgärd” – plan") == "“Åtgärd” – plan"


def test_damage_in_words():
    assert damage("Mål") == ""
    assert "it may be “Mål för öar – é”" in damage("MÃ¥l fÃ¶r Ã¶ar â€“ Ã©")
    assert "U+FFFD REPLACEMENT CHARACTER" in damage("M\ufffdl")
    assert [damage(text) for text in ("BEHÅ…", "SÃO", "5 Å–Ö", "château")] == [""] * 4


@pytest.mark.parametrize(
    "written",
    ["Malung-Sälen", "MALUNG\u2013SÄLEN", "Malung\u2011Sa\u0308len", "\ufeffmalung-\u00adsälen "],
)
def test_a_name_is_one_however_it_is_written(written):
    assert folded(written) == "malung-sälen"


def test_blanks_and_rings_are_kept_apart():
    assert folded("Upplands\u00a0 Väsby") == "upplands väsby"
    assert folded("Håbo") != folded("Habo")
